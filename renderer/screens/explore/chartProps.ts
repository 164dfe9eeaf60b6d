import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import type { Bin } from '../../../shared/explore/exploreModel.ts';
import type { Texts } from '../../state/AppContext.tsx';

/** What every drawing on the Explore screen is given. */
export interface BinChartProps {
  /** The chart's name, for those who hear it. */
  readonly label: string;
  readonly bins: readonly Bin[];
  /** Published persons, by series and bin. */
  readonly series: readonly (readonly PublishedCount[])[];
  /** The chosen bins; 0 when the chart does not filter. */
  readonly mask: number;
  readonly choice: 'range' | 'any';
  readonly onShow: (mask: number) => void;
  readonly onChoose: (mask: number, before: number) => void;
  readonly onApproach: () => void;
}

/** The largest of the counts, at least 1. */
export function largest(series: readonly (readonly PublishedCount[])[]): number {
  let most = 1;
  for (const counts of series)
    for (const count of counts) if (!isWithheld(count) && count > most) most = count;
  return most;
}

/** How long a count's bar is, as a share of the longest; 0 for a withheld one. */
export function share(count: PublishedCount | undefined, most: number): number {
  return count === undefined || isWithheld(count) ? 0 : count / most;
}

export function isChosen(mask: number, bin: number): boolean {
  return (mask & (1 << bin)) !== 0;
}

/** `is-out` for a bin that a filter leaves out, `is-in` for one that it keeps. */
export function choiceClass(mask: number, bin: number): string {
  if (mask === 0) return '';
  return isChosen(mask, bin) ? ' is-in' : ' is-out';
}

/** A count as it is read out: `1,230 人`, `10 人未満`. */
export function spokenCount(count: PublishedCount | undefined, { t, count: text }: Texts): string {
  if (count === undefined) return '';
  return isWithheld(count)
    ? t('explore.below', { below: count.below })
    : t('explore.persons', { n: text(count) });
}
