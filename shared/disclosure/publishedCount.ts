/**
 * A count as it may be shown: the number, or the fact that it is withheld. `below` is the release's minimum cell;
 * `small` cells lie in 1…below−1, `complementary` ones are withheld so that a small one cannot be worked out.
 */
export type PublishedCount = number | WithheldCount;

export interface WithheldCount {
  readonly withheld: 'small' | 'complementary';
  readonly below: number;
}

export function isWithheld(count: PublishedCount): count is WithheldCount {
  return typeof count !== 'number';
}
