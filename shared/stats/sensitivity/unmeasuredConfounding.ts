/** A confounder that would move a risk ratio to the null. */
export interface TippingPoint {
  readonly prevalenceDifference: number;
  readonly riskRatio: number;
}

/**
 * The weakest binary confounder that moves a risk ratio to 1, per difference of its prevalence between the groups. It
 * is absent from the group where it is rarer: with the same difference any other pair of prevalences needs a larger
 * risk ratio. It multiplies the ratio by (1 + (RR − 1) p1) / (1 + (RR − 1) p0), for its prevalences p and its risk
 * ratio RR with the outcome.
 * Sources: Bross (1966); Schlesselman (1978), Am J Epidemiol 108:3; Lash, Fox and Fink (2009), ch. 5.
 *
 * @param riskRatio above 0; below 1 its inverse is meant
 * @param differences in (0, 1]
 */
export function tippingPoints(riskRatio: number, differences: readonly number[]): TippingPoint[] {
  const ratio = Math.max(riskRatio, 1 / riskRatio);
  return differences.map((difference) => ({
    prevalenceDifference: difference,
    riskRatio: 1 + (ratio - 1) / difference,
  }));
}
