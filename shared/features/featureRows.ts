import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import type { CohortCharacteristics, EventFeature, NamedConcept } from './characterisationApi.ts';
import type { FeatureDomain } from './eventDomains.ts';
import { type IndexWindowId, indexWindows } from './indexWindows.ts';
import { differenceOfShares, NOTABLE_DIFFERENCE } from './standardisedDifference.ts';

/** A record's concept in one cohort, or in two side by side. */
export interface FeatureRow {
  readonly key: string;
  readonly domain: FeatureDomain;
  readonly concept: NamedConcept;
  readonly first: EventFeature['persons'];
  /** Null without a second cohort. */
  readonly second: EventFeature['persons'] | null;
  /** Standardised differences; null where there is none. */
  readonly differences: Readonly<Record<IndexWindowId, number | null>> | null;
}

const nobody = Object.fromEntries(indexWindows.map(({ id }) => [id, 0])) as Record<IndexWindowId, number>;

/** Every concept that either cohort has records of. */
export function featureRows(
  first: CohortCharacteristics,
  second: CohortCharacteristics | null,
): readonly FeatureRow[] {
  const keyOf = ({ domain, concept }: EventFeature) => `${domain} ${concept.id}`;
  const others = new Map((second?.features ?? []).map((feature) => [keyOf(feature), feature]));
  const own = new Set(first.features.map(keyOf));
  const pairs = [
    ...first.features.map((feature) => ({ feature, a: feature.persons, b: others.get(keyOf(feature)) })),
    ...[...others.values()]
      .filter((feature) => !own.has(keyOf(feature)))
      .map((feature) => ({ feature, a: nobody, b: feature })),
  ];
  return pairs.map(({ feature, a, b }): FeatureRow => {
    const besides = second ? (b?.persons ?? nobody) : null;
    return {
      key: keyOf(feature),
      domain: feature.domain,
      concept: feature.concept,
      first: a,
      second: besides,
      differences:
        second && besides
          ? (Object.fromEntries(
              indexWindows.map(({ id }) => [
                id,
                differenceOfShares(a[id], first.persons, besides[id], second.persons),
              ]),
            ) as Record<IndexWindowId, number | null>)
          : null,
    };
  });
}

/** What of the rows is wanted, and in which order. */
export interface RowChoice {
  readonly windows: readonly IndexWindowId[];
  readonly domain: FeatureDomain | 'all';
  /** Parts of names or codes; all must be in it. */
  readonly search: string;
  /** `name`, or `<window> first`, `<window> second`, `<window> difference`. */
  readonly sort: string;
  readonly descending: boolean;
  readonly notable: boolean;
}

/** Rows with a record in a chosen window that match, sorted; withheld counts all count as one unknown. */
export function chosenRows(rows: readonly FeatureRow[], choice: RowChoice): readonly FeatureRow[] {
  const words = choice.search
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const matching = rows.filter(({ domain, concept, first, second, differences }) => {
    if (choice.domain !== 'all' && domain !== choice.domain) return false;
    if (choice.windows.every((id) => first[id] === 0 && (second?.[id] ?? 0) === 0)) return false;
    if (choice.notable && !choice.windows.some((id) => isNotable(differences?.[id] ?? null))) return false;
    const text = `${concept.name} ${concept.code}`.normalize('NFKC').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const [window, part] = choice.sort.split(' ') as [IndexWindowId, string | undefined];
  const direction = choice.descending ? -1 : 1;
  const value = ({ first, second, differences }: FeatureRow): number => {
    if (part === 'difference') return Math.abs(differences?.[window] ?? -1);
    return sortable((part === 'second' ? second : first)?.[window] ?? 0);
  };
  const byName = (a: FeatureRow, b: FeatureRow) => (a.concept.name < b.concept.name ? -1 : 1);
  return [...matching].sort((a, b) =>
    part === undefined ? direction * byName(a, b) : direction * (value(a) - value(b)) || byName(a, b),
  );
}

export function isNotable(difference: number | null): boolean {
  return difference !== null && Math.abs(difference) >= NOTABLE_DIFFERENCE;
}

function sortable(count: PublishedCount): number {
  if (!isWithheld(count)) return count;
  return count.withheld === 'small' ? 0.5 : 0.25;
}
