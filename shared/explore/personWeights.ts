/** One person in so many counts for nothing, and as many count double. */
const ONE_IN = 32;

/**
 * How often each person counts in everything that Explore shows: 0, 1 or 2, fixed for good by a hash of the person's id
 * and the release, with as many zeros as twos. Rounding alone does not protect numbers that can be filtered at will: the
 * roundings of many overlapping selections add up to the exact number of a small one (test/explore/attacker.test.ts).
 * With weights, all that any sequence of filters can bring out is a weighted count, and a person of weight 0 leaves no
 * trace in any: no count of persons can be told with certainty. Sums stay consistent, since a person counts the same
 * everywhere; the error's standard deviation is √(n/16) for n persons. Source of the idea: record-level perturbation as
 * in the cell key method (Fraser and Wooton 2005, Australian Bureau of Statistics).
 *
 * @param ids of the persons
 * @param key anything that names the release, hexadecimal
 */
export function personWeights(ids: BigInt64Array, key: string): Uint8Array {
  const halves = new Int32Array(ids.buffer, ids.byteOffset, ids.length * 2);
  const seed = Number.parseInt(key.slice(0, 8), 16) | 0;
  const salt = Number.parseInt(key.slice(8, 16), 16) | 0;
  const hashes = Uint32Array.from(
    ids,
    (_, i) => mixed(mixed((halves[2 * i] ?? 0) ^ seed) ^ (halves[2 * i + 1] ?? 0) ^ salt) >>> 0,
  );
  const order = Uint32Array.from(hashes).sort();
  const each = Math.max(ids.length > 1 ? 1 : 0, Math.round(ids.length / ONE_IN));
  const weights = new Uint8Array(ids.length).fill(1);
  if (each === 0) return weights;
  const lowest = order[each - 1] ?? 0;
  const highest = order[order.length - each] ?? 0;
  for (let i = 0; i < ids.length; i += 1) {
    const hash = hashes[i] ?? 0;
    if (hash <= lowest) weights[i] = 0;
    else if (hash >= highest) weights[i] = 2;
  }
  return weights;
}

/** The finalizer of MurmurHash3: every bit of the input changes half the bits of the output. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
