import type { AttributeFilter, Criterion } from '../expression/criterion.ts';
import { domains } from '../expression/domains.ts';
import type { EventPiece } from './eventPieces.ts';
import { type EventDetail, noDay } from './personEvents.ts';
import type { PersonFacts } from './personFacts.ts';
import { sharedBytes } from './sharedNumbers.ts';
import { firstDayOf, integerRange, type ValueRange, valueTest } from './valueFilter.ts';

/** What filters look at besides the events. */
export interface FilterSource {
  readonly facts: PersonFacts;
  membersOf(conceptSetId: number): readonly number[];
}

/**
 * Whether a filter is applied to events here rather than in the engine: what the person, the dates, numbers and plain
 * concept columns decide. Text, flags, what another table holds, and filters without concepts stay with the engine.
 */
export function isFilteredHere(
  { domain }: Criterion,
  filter: AttributeFilter,
  membersOf: FilterSource['membersOf'],
): boolean {
  const operand = operandOf(domain, filter);
  const isNear = operand === '@gender' || !operand.startsWith('@');
  switch (filter.kind) {
    case 'integer':
    case 'decimal':
    case 'date':
      return true;
    case 'concepts':
      return isNear && filter.conceptIds.length > 0;
    case 'conceptSet':
      return isNear && filter.conceptSetId !== null && membersOf(filter.conceptSetId).length > 0;
    default:
      return false;
  }
}

/** Columns of the person that filters look at. */
export function factsNeeded(criterion: Criterion, filters: readonly AttributeFilter[]): string[] {
  const operands = filters.map((filter) => operandOf(criterion.domain, filter));
  return [
    ...(operands.some((operand) => operand.startsWith('@age')) ? ['year_of_birth'] : []),
    ...(operands.includes('@gender') ? ['gender_concept_id'] : []),
  ];
}

/** Columns of the events that filters look at. */
export function detailNeeded(criterion: Criterion, filters: readonly AttributeFilter[]): EventDetail {
  const operands = filters.map((filter) => operandOf(criterion.domain, filter));
  return {
    ends: operands.some((operand) => ['@ageAtEnd', '@end', '@duration'].includes(operand)),
    ids: false,
    values: filters
      .filter((filter) => isColumn(operandOf(criterion.domain, filter)))
      .map(({ attribute }) => attribute)
      .sort(),
  };
}

/** A filter on the age at the start of events, and the person's year of birth: whoever counts events can apply it. */
export interface AgeAtStart {
  readonly range: ValueRange;
  readonly yearOfBirth: Float64Array;
}

/** The one filter that only limits the age at the start, if there is one, and the others. */
export function withoutAge(
  criterion: Criterion,
  filters: readonly AttributeFilter[],
): { readonly age: ValueRange | null; readonly others: readonly AttributeFilter[] } {
  for (const filter of filters) {
    if (filter.kind !== 'integer' || operandOf(criterion.domain, filter) !== '@ageAtStart') continue;
    const age = integerRange(filter.range);
    if (!age.outside) return { age, others: filters.filter((other) => other !== filter) };
  }
  return { age: null, others: filters };
}

/** The events that satisfy filters of which all are applied here, among those that count. */
export function filteredPiece(
  piece: EventPiece,
  criterion: Criterion,
  filters: readonly AttributeFilter[],
  source: FilterSource,
): EventPiece {
  if (filters.length === 0) return piece;
  const { events } = piece;
  const kept = sharedBytes(events.starts.length);
  if (piece.kept) kept.set(piece.kept);
  else kept.fill(1);
  for (const filter of filters) {
    const operand = operandOf(criterion.domain, filter);
    if (filter.kind === 'integer' && operand === '@ageAtStart')
      keepAged(kept, piece, events.starts, integerRange(filter.range), source.facts);
    else if (filter.kind === 'integer' && operand === '@ageAtEnd')
      keepAged(kept, piece, events.ends ?? events.starts, integerRange(filter.range), source.facts);
    else if (operand === '@gender')
      keepOfPersons(
        kept,
        piece,
        source.facts.column('gender_concept_id'),
        valueTest(filter, source.membersOf),
      );
    else keepValues(kept, piece, criterion, filter, valueTest(filter, source.membersOf));
  }
  return { events, kept };
}

function operandOf(domain: Criterion['domain'], { attribute }: AttributeFilter): string {
  return domains[domain].attributes[attribute]?.operand ?? '';
}

function isColumn(operand: string): boolean {
  return !operand.startsWith('@') || operand === '@rangeLowRatio' || operand === '@rangeHighRatio';
}

function keepAged(
  kept: Uint8Array,
  { events }: EventPiece,
  dates: Int32Array,
  range: ValueRange,
  facts: PersonFacts,
): void {
  const { offsets } = events;
  const born = facts.column('year_of_birth');
  for (let person = 0; person < born.length; person++) {
    const from = offsets[person] ?? 0;
    const to = offsets[person + 1] ?? 0;
    if (from === to) continue;
    const year = born[person] ?? Number.NaN;
    const [first, next] = daysOfAges(year, range);
    for (let row = from; row < to; row++) {
      const day = dates[row] ?? noDay;
      const isWithin = day >= first && day < next;
      if (day === noDay || Number.isNaN(year) || isWithin === range.outside) kept[row] = 0;
    }
  }
}

/** The first day on which somebody is of an age in a range, and the first after it. */
export function daysOfAges(yearOfBirth: number, { low, high }: ValueRange): readonly [number, number] {
  return [
    Number.isFinite(low) ? firstDayOf(yearOfBirth + low) : low,
    Number.isFinite(high) ? firstDayOf(yearOfBirth + high + 1) : high,
  ];
}

function keepOfPersons(
  kept: Uint8Array,
  { events }: EventPiece,
  values: Float64Array,
  test: (value: number) => boolean,
): void {
  const { offsets } = events;
  for (let person = 0; person < values.length; person++) {
    const from = offsets[person] ?? 0;
    const to = offsets[person + 1] ?? 0;
    if (from < to && !test(values[person] ?? Number.NaN)) kept.fill(0, from, to);
  }
}

function keepValues(
  kept: Uint8Array,
  { events }: EventPiece,
  { domain }: Criterion,
  filter: AttributeFilter,
  test: (value: number) => boolean,
): void {
  const { starts, ends } = events;
  const operand = operandOf(domain, filter);
  const values = events.values.get(filter.attribute);
  if (values) {
    for (let row = 0; row < kept.length; row++) {
      if (kept[row] === 1 && !test(values[row] ?? Number.NaN)) kept[row] = 0;
    }
    return;
  }
  const day = (dates: Int32Array | null, row: number): number => {
    const value = dates?.[row] ?? noDay;
    return value === noDay ? Number.NaN : value;
  };
  const isInstant = domains[domain].endColumn === null;
  const lasting = (row: number): number => (isInstant ? 1 : day(ends, row) - day(starts, row));
  for (let row = 0; row < kept.length; row++) {
    if (kept[row] === 0) continue;
    const value =
      operand === '@start' ? day(starts, row) : operand === '@end' ? day(ends, row) : lasting(row);
    if (!test(value)) kept[row] = 0;
  }
}
