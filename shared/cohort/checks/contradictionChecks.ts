import type { NodePath } from '../edit/nodePath.ts';
import type { Occurrence, Window } from '../expression/criteriaGroup.ts';
import type { AttributeFilter } from '../expression/criterion.ts';
import type { NumericRange } from '../expression/ranges.ts';
import { isOpen, signedDays } from '../sentences/windowPhrase.ts';
import { placeOf } from '../sentences/wording.ts';
import { asksForAbsence, asksForPresence, type DefinitionVisits } from './definitionVisits.ts';
import { type DesignWarning, designWarning } from './designWarning.ts';
import { meaningKey } from './meaningKey.ts';

/** Conditions that every entry must meet and that cannot hold together. */
export function contradictionChecks(visits: DefinitionVisits): DesignWarning[] {
  return [...ageChecks(visits), ...sexChecks(visits), ...occurrenceChecks(visits), ...entryChecks(visits)];
}

interface Condition<F extends AttributeFilter> {
  readonly filter: F;
  readonly path: NodePath;
}

/** Conditions on the person that every entry must meet: required ones, and those of an only entry event. */
function conditions(visits: DefinitionVisits, attribute: string): Condition<AttributeFilter>[] {
  const { definition, persons } = visits;
  const [only, ...others] = definition.entry.criteria;
  const owners = [
    ...(only && others.length === 0 ? [only] : []),
    ...persons.filter(({ ofIndex, required }) => ofIndex && required).map(({ person }) => person),
  ];
  return owners.flatMap(({ path, filters }) =>
    filters
      .filter((filter) => filter.attribute === attribute)
      .map((filter) => ({ filter, path: placeOf(path, attribute) })),
  );
}

function ageChecks(visits: DefinitionVisits): DesignWarning[] {
  let least = { age: Number.NEGATIVE_INFINITY, path: null as NodePath | null };
  let most = { age: Number.POSITIVE_INFINITY, path: null as NodePath | null };
  for (const { filter, path } of conditions(visits, 'Age')) {
    if (filter.kind !== 'integer') continue;
    const [from, to] = wholeBounds(filter.range);
    if (from > least.age) least = { age: from, path };
    if (to < most.age) most = { age: to, path };
    if (least.age > most.age && from <= to) {
      return [
        designWarning('person.ageContradiction', path, {}, path === least.path ? most.path : least.path),
      ];
    }
  }
  return [];
}

/** The whole numbers that a range lets through; those between for `!eq` and `!bt` are not looked at. */
function wholeBounds({ op, value, extent }: NumericRange): [number, number] {
  const bound = Math.trunc(value);
  switch (op) {
    case 'lt':
      return [Number.NEGATIVE_INFINITY, bound - 1];
    case 'lte':
      return [Number.NEGATIVE_INFINITY, bound];
    case 'gt':
      return [bound + 1, Number.POSITIVE_INFINITY];
    case 'gte':
      return [bound, Number.POSITIVE_INFINITY];
    case 'eq':
      return [bound, bound];
    case 'bt':
      return [bound, Math.trunc(extent ?? value)];
    default:
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}

function sexChecks(visits: DefinitionVisits): DesignWarning[] {
  const lists = conditions(visits, 'Gender').flatMap(({ filter, path }) =>
    filter.kind === 'concepts' && !filter.exclude ? [{ ids: filter.conceptIds, path }] : [],
  );
  let left: readonly number[] | null = null;
  let before: NodePath | null = null;
  for (const { ids, path } of lists) {
    const both: readonly number[] = left === null ? ids : left.filter((id) => ids.includes(id));
    if (both.length === 0) return [designWarning('person.sexContradiction', path, {}, before)];
    left = both;
    before = path;
  }
  return [];
}

/** The same events in the same windows, asked for and ruled out. */
function occurrenceChecks({ correlated, definition }: DefinitionVisits): DesignWarning[] {
  const seen = new Map<string, { counts: [number, number]; path: NodePath }>();
  return correlated.flatMap(({ ofIndex, required, correlated: member }) => {
    if (!ofIndex || !required || member.occurrence.distinct !== null) return [];
    const { occurrence, path, ...rest } = member;
    const key = meaningKey(rest, definition.conceptSets);
    const counts = countBounds(occurrence);
    const other = seen.get(key);
    if (other === undefined) {
      seen.set(key, { counts, path: placeOf(path) });
      return [];
    }
    const both: [number, number] = [
      Math.max(counts[0], other.counts[0]),
      Math.min(counts[1], other.counts[1]),
    ];
    return both[0] > both[1] ? [designWarning('rule.contradiction', placeOf(path), {}, other.path)] : [];
  });
}

function countBounds({ type, count }: Occurrence): [number, number] {
  if (type === 'exactly') return [count, count];
  return type === 'atLeast' ? [count, Number.POSITIVE_INFINITY] : [0, count];
}

/** Conditions on the very events that start an entry, in windows that hold the index date. */
function entryChecks({ correlated, definition }: DefinitionVisits): DesignWarning[] {
  const [entry, ...others] = definition.entry.criteria;
  if (entry === undefined || others.length > 0 || entry.dateAdjustment !== null) return [];
  const events = ({ domain, conceptSetId, sourceConceptSetId }: typeof entry): string =>
    meaningKey({ domain, conceptSetId, sourceConceptSetId }, definition.conceptSets);
  return correlated.flatMap((visit) => {
    const { criterion, path, startWindow, endWindow, occurrence, ignoreObservationPeriod } = visit.correlated;
    const plain =
      criterion.filters.length + criterion.akashi.length === 0 &&
      criterion.correlated === null &&
      criterion.dateAdjustment === null &&
      !criterion.first;
    if (!visit.ofIndex || !visit.required || !plain || events(criterion) !== events(entry)) return [];
    if (occurrence.distinct !== null || !holdsIndexDate(startWindow, ignoreObservationPeriod)) return [];
    if (endWindow !== null && !isOpen(endWindow, ignoreObservationPeriod)) return [];
    if (asksForAbsence(visit.correlated) && occurrence.count === 0) {
      return [designWarning('entry.excludedByRule', placeOf(path))];
    }
    return asksForPresence(visit.correlated) && occurrence.type === 'atLeast' && occurrence.count === 1
      ? [designWarning('entry.requiredByRule', placeOf(path))]
      : [];
  });
}

function holdsIndexDate(window: Window | null, ignoreObservationPeriod: boolean): boolean {
  if (window === null || isOpen(window, ignoreObservationPeriod)) return true;
  if (window.useIndexEnd || window.useEventEnd) return false;
  const [from, to] = [signedDays(window.start), signedDays(window.end)];
  const begun = from === null ? window.start.coefficient === -1 : from <= 0;
  return begun && (to === null ? window.end.coefficient === 1 : to >= 0);
}
