/** Beyond this many cells a table of longest common parts costs too much. */
const mostCells = 4_000_000;

/**
 * Which members of two lists belong together, in an order that keeps both: pairs of places, null where a member is in
 * one list only. Equal members are paired so that as many as possible are; very long lists by their order alone.
 */
export function alignment(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number | null, number | null])[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before.at(-1 - tail) === after.at(-1 - tail)
  ) {
    tail += 1;
  }
  const older = before.slice(head, before.length - tail);
  const newer = after.slice(head, after.length - tail);
  const middle =
    older.length * newer.length > mostCells ? inOrder(older, newer) : longestCommon(older, newer);
  return [
    ...before.slice(0, head).map((_, i) => [i, i] as const),
    ...middle.map(([i, j]) => [i === null ? null : i + head, j === null ? null : j + head] as const),
    ...before
      .slice(before.length - tail)
      .map((_, i) => [before.length - tail + i, after.length - tail + i] as const),
  ];
}

function longestCommon(
  before: readonly string[],
  after: readonly string[],
): [number | null, number | null][] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        before[i] === after[j]
          ? lengthAt(i + 1, j + 1) + 1
          : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const pairs: [number | null, number | null][] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) pairs.push([i++, j++]);
    else if (j >= after.length || (i < before.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      pairs.push([i++, null]);
    } else pairs.push([null, j++]);
  }
  return pairs;
}

/** Pairs each member with the next equal one: not the most pairs, but in one pass. */
function inOrder(before: readonly string[], after: readonly string[]): [number | null, number | null][] {
  const places = new Map<string, number[]>();
  for (const [j, text] of after.entries()) places.set(text, [...(places.get(text) ?? []), j]);
  const pairs: [number | null, number | null][] = [];
  let next = 0;
  for (const [i, text] of before.entries()) {
    const place = places.get(text)?.find((j) => j >= next);
    if (place === undefined) {
      pairs.push([i, null]);
      continue;
    }
    while (next < place) pairs.push([null, next++]);
    pairs.push([i, next++]);
  }
  while (next < after.length) pairs.push([null, next++]);
  return pairs;
}
