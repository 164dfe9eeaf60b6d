import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { isWithheld } from '../disclosure/publishedCount.ts';
import type { ValueStatistics } from './characterisationApi.ts';

/** Beyond this the groups are said to differ (Austin, 2009). */
export const NOTABLE_DIFFERENCE = 0.1;

/**
 * Standardised difference of a share between two groups: (p₁ − p₂) / √((p₁(1 − p₁) + p₂(1 − p₂)) / 2), as in OHDSI
 * FeatureExtraction and R cobalt (`s.d.denom = "pooled"`). Null where a count is withheld, a group is empty, or nobody
 * differs within the groups.
 */
export function differenceOfShares(
  first: PublishedCount,
  firstOf: PublishedCount,
  second: PublishedCount,
  secondOf: PublishedCount,
): number | null {
  if (isWithheld(first) || isWithheld(firstOf) || isWithheld(second) || isWithheld(secondOf)) return null;
  const [p, q] = [first / firstOf, second / secondOf];
  return finite((p - q) / Math.sqrt((p * (1 - p) + q * (1 - q)) / 2));
}

/** Of means: (m₁ − m₂) / √((s₁² + s₂²) / 2). Null as in {@link differenceOfShares}. */
export function differenceOfMeans(
  first: ValueStatistics | null,
  second: ValueStatistics | null,
): number | null {
  if (first?.sd == null || second?.sd == null) return null;
  return finite((first.mean - second.mean) / Math.sqrt((first.sd ** 2 + second.sd ** 2) / 2));
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
