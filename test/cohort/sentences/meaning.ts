import type { CohortDefinition } from '../../../shared/cohort/expression/cohortDefinition.ts';
import type { CriteriaGroup, Window } from '../../../shared/cohort/expression/criteriaGroup.ts';

/**
 * What a definition means as a text: two definitions with the same rows on every data set, by the rules below, have
 * the same. Places, the name of the file and settings without effect are left out.
 */
export function meaningOf(definition: CohortDefinition): string {
  const { entry, additionalCriteria, qualifiedLimit, expressionLimit } = definition;
  const additional = additionalCriteria !== null;
  const onePerPerson = entry.limit !== 'All' || (additional && qualifiedLimit !== 'All');
  const { raw: _, name: __, ...rest } = definition;
  // Which number a concept set has makes no difference, nor has what it is called.
  const places = new Map(definition.conceptSets.map(({ id }, i) => [id, `set ${i}`]));
  return JSON.stringify(
    {
      ...rest,
      conceptSets: rest.conceptSets.map(({ items }) => items),
      qualifiedLimit: entry.limit === 'All' && additional ? qualifiedLimit : null,
      expressionLimit: onePerPerson ? null : expressionLimit,
    },
    (key, value: unknown) =>
      key === 'path'
        ? undefined
        : /conceptSetId$/i.test(key) && typeof value === 'number'
          ? places.get(value)
          : normalised(value),
  );
}

function normalised(value: unknown): unknown {
  if (isCorrelated(value)) {
    const { ignoreObservationPeriod: ignore } = value;
    const windows = [value.startWindow, value.endWindow].map(
      (window) => window && windowMeaning(window, ignore),
    );
    return {
      ...value,
      windows: windows.filter((window) => window !== null).sort(),
      startWindow: undefined,
      endWindow: undefined,
    };
  }
  if (isGroup(value)) {
    const members = value.criteria.length + value.demographics.length + value.groups.length;
    const single =
      members === 1 && (value.type !== 'AT_LEAST' || value.count === 1) && value.type !== 'AT_MOST';
    return single ? { ...value, type: 'ONE', count: 0 } : { ...value };
  }
  if (typeof value === 'object' && value !== null && 'kind' in value && 'range' in value) {
    const filter = value as { kind: string; range: { value: unknown; extent: unknown } };
    const used = (bound: unknown): unknown =>
      typeof bound !== 'number'
        ? bound
        : (filter.kind === 'integer'
            ? Math.trunc(bound)
            : filter.kind === 'decimal'
              ? Number(bound.toFixed(4))
              : bound) + 0;
    return {
      ...filter,
      range: { ...filter.range, value: used(filter.range.value), extent: used(filter.range.extent) },
    };
  }
  if (typeof value === 'object' && value !== null && 'distinct' in value) {
    const occurrence = value as { type: string; count: number; distinct: unknown };
    return occurrence.count === 0 && occurrence.distinct === null && occurrence.type === 'exactly'
      ? { ...occurrence, type: 'atMost' }
      : occurrence;
  }
  return typeof value === 'string' ? value.trim() : value;
}

/** Null when the window excludes nothing. */
function windowMeaning(window: Window, ignore: boolean): string | null {
  const bound = ({ days, coefficient }: Window['start']): number | string =>
    days !== null ? days * coefficient + 0 : ignore ? 'open' : `open ${coefficient}`;
  const [from, to] = [bound(window.start), bound(window.end)];
  if ((from === 'open' || from === 'open -1') && (to === 'open' || to === 'open 1')) return null;
  const anchored = typeof from === 'number' || typeof to === 'number';
  return JSON.stringify([from, to, anchored && window.useIndexEnd, window.useEventEnd]);
}

function isGroup(value: unknown): value is CriteriaGroup {
  return typeof value === 'object' && value !== null && 'demographics' in value && 'groups' in value;
}

function isCorrelated(value: unknown): value is {
  readonly ignoreObservationPeriod: boolean;
  readonly startWindow: Window | null;
  readonly endWindow: Window | null;
} {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ignoreObservationPeriod' in value &&
    'startWindow' in value
  );
}
