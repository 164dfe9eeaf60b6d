import { isSmall, type OutputRules } from '../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import type { ValueStatistics } from './characterisationApi.ts';
import type { FeatureDomain } from './eventDomains.ts';
import type { EventPattern } from './eventPatterns.ts';
import { type IndexWindowId, windowChains } from './indexWindows.ts';
import type { MeasuredSide } from './measurementValues.ts';
import { publishNested } from './publishNested.ts';

/** Counts as shown, by what they count: what the next table is held against. */
export type ShownCounts = ReadonlyMap<string, number>;

export interface PublishedFeature {
  readonly domain: FeatureDomain;
  readonly concept: number;
  readonly persons: Readonly<Record<IndexWindowId, PublishedCount>>;
}

export interface PublishedSide {
  readonly concept: number;
  readonly unit: number;
  readonly side: 'before' | 'after';
  readonly persons: PublishedCount;
  readonly statistics: ValueStatistics | null;
}

/** True counts of one cohort's characteristics. */
export interface CountedCharacteristics {
  /** Of the cohort. */
  readonly persons: number;
  readonly domains: readonly { readonly domain: FeatureDomain; readonly patterns: readonly EventPattern[] }[];
  readonly values: readonly MeasuredSide[];
}

/**
 * Decides what of a cohort's characteristics may be shown: windows nested in each other by {@link publishNested}; values
 * only where their number of persons is not a few off from another number of the same measurement; and of a cohort that
 * contains (or lies in) another whose table was shown before, no count that differs from its by few.
 *
 * @param linked shown counts of such cohorts
 */
export function publishCharacteristics(
  counted: CountedCharacteristics,
  rules: OutputRules,
  linked: readonly ShownCounts[],
): {
  readonly features: readonly PublishedFeature[];
  readonly values: readonly PublishedSide[];
  readonly shown: ShownCounts;
} {
  const shown = new Map<string, number>();

  function decide(key: string, published: PublishedCount): PublishedCount {
    if (isWithheld(published)) return published;
    const tells = linked.some((other) => isFewOff(published, other.get(key), rules));
    if (tells) return { withheld: 'complementary', below: rules.minimumCell };
    shown.set(key, published);
    return published;
  }

  const features = counted.domains.flatMap(({ domain, patterns }) =>
    [...byConcept(patterns)].map(([concept, own]): PublishedFeature => {
      const persons = Object.fromEntries(
        windowChains.flatMap((chain) => {
          const rings = ringsOf(
            own,
            chain.map(({ adds }) => adds),
            counted.persons,
          );
          const published = publishNested(rings, rules);
          return chain.map(({ id }, i) => [id, decide(`${domain} ${concept} ${id}`, published[i] ?? 0)]);
        }),
      ) as Record<IndexWindowId, PublishedCount>;
      return { domain, concept, persons };
    }),
  );

  const windowsOf = new Map(
    features.flatMap(({ domain, concept, persons }) =>
      domain === 'measurement' ? [[concept, Object.values(persons)] as const] : [],
    ),
  );
  const values = counted.values.map(({ concept, unit, side, persons, statistics }): PublishedSide => {
    const others = [counted.persons, ...(windowsOf.get(concept) ?? [])];
    const own: PublishedCount = isSmall(persons, rules)
      ? { withheld: 'small', below: rules.minimumCell }
      : others.some((other) => !isWithheld(other) && isFewOff(persons, other, rules))
        ? { withheld: 'complementary', below: rules.minimumCell }
        : persons;
    const published = decide(`value ${concept} ${unit} ${side}`, own);
    return {
      concept,
      unit,
      side,
      persons: published,
      statistics: isWithheld(published) ? null : statistics,
    };
  });
  return { features, values, shown };
}

function isFewOff(count: number, other: number | undefined, rules: OutputRules): boolean {
  return other !== undefined && isSmall(Math.abs(count - other), rules);
}

function byConcept(patterns: readonly EventPattern[]): Map<number, EventPattern[]> {
  const concepts = new Map<number, EventPattern[]>();
  for (const pattern of patterns) {
    const own = concepts.get(pattern.concept);
    if (own) own.push(pattern);
    else concepts.set(pattern.concept, [pattern]);
  }
  return concepts;
}

/**
 * Persons by the narrowest of nested windows in which they have a record; last those without any in the widest.
 * @param adds the stretch that each window adds, narrowest first
 */
export function ringsOf(
  patterns: readonly EventPattern[],
  adds: readonly number[],
  persons: number,
): number[] {
  const rings = adds.map(() => 0);
  for (const { pattern, persons: some } of patterns) {
    const ring = adds.findIndex((stretch) => (pattern & (1 << stretch)) !== 0);
    if (ring >= 0) rings[ring] = (rings[ring] ?? 0) + some;
  }
  return [...rings, persons - rings.reduce((sum, count) => sum + count, 0)];
}
