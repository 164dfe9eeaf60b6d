import type { Bin } from './exploreModel.ts';
import { createMasks, type Masks } from './personTable.ts';

/**
 * Bins and masks with the bins that fewer persons than the minimum cell are in left out, so that no rare thing is even
 * named.
 * @param order the fullest first (with what was the last bin still last), or as given
 */
export function rankBins(
  bins: readonly Bin[],
  masks: Masks,
  weights: Uint8Array,
  minimumCell: number,
  order: 'fullest' | 'fullestLastPinned' | 'given',
): { readonly bins: readonly Bin[]; readonly masks: Masks; readonly kept: readonly number[] } {
  const persons = new Array<number>(bins.length).fill(0);
  masks.forEach((own, person) => {
    for (let mask = own; mask !== 0; mask &= mask - 1) {
      const bin = 31 - Math.clz32(mask & -mask);
      persons[bin] = (persons[bin] ?? 0) + (weights[person] ?? 0);
    }
  });
  const kept = bins.flatMap((_, bin) => ((persons[bin] ?? 0) >= minimumCell ? [bin] : []));
  const pinned = order === 'fullestLastPinned' ? bins.length - 1 : null;
  const rank = (bin: number) => (bin === pinned ? 0 : (persons[bin] ?? 0));
  if (order !== 'given') kept.sort((a, b) => rank(b) - rank(a) || a - b);
  const place = new Int32Array(31);
  kept.forEach((bin, at) => {
    place[bin] = 2 ** at;
  });
  const ranked = createMasks(kept.length, masks.length);
  masks.forEach((own, person) => {
    let result = 0;
    for (let mask = own; mask !== 0; mask &= mask - 1) result |= place[31 - Math.clz32(mask & -mask)] ?? 0;
    ranked[person] = result;
  });
  return { bins: kept.flatMap((bin) => bins[bin] ?? []), masks: ranked, kept };
}
