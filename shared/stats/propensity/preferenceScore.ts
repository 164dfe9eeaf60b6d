/**
 * The preference score: the propensity score on the scale where the treatments are equally common, so that scores near
 * 0.5 mean genuine doubt about which to give. Source: Walker et al. (2013).
 */
export function preferenceScore(propensity: Float64Array, treated: Uint8Array): Float64Array {
  let count = 0;
  for (const t of treated) count += t;
  const prevalence = count / treated.length;
  const shift = Math.log(prevalence / (1 - prevalence));
  return propensity.map((e) => 1 / (1 + Math.exp(shift - Math.log(e / (1 - e)))));
}

/** The share of persons with a preference score within the bounds: empirical equipoise. */
export function equipoise(preference: Float64Array, lower = 0.3, upper = 0.7): number {
  let within = 0;
  for (const f of preference) if (f >= lower && f <= upper) within++;
  return within / preference.length;
}
