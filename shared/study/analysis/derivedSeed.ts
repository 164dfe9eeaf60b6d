/** A seed for one purpose within a study, so that what one part draws does not depend on how much another drew. */
export function derivedSeed(seed: number, purpose: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let i = 0; i < purpose.length; i++) hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193) >>> 0;
  return hash >>> 0;
}
