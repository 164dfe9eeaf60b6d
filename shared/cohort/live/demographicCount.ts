import { type Bits, eachBit, setBit } from '../../disclosure/bits.ts';
import type { DemographicCriterion } from '../expression/criteriaGroup.ts';
import type { AttributeFilter } from '../expression/criterion.ts';
import { demographicAttributes } from '../expression/domains.ts';
import { AgeDays } from './ageDays.ts';
import type { FilterSource } from './eventFilters.ts';
import type { LiveEntry } from './liveEntry.ts';
import { noDay } from './personEvents.ts';
import { integerRange, valueTest } from './valueFilter.ts';

const columns: Readonly<Record<string, string>> = {
  '@ageAtStart': 'year_of_birth',
  '@gender': 'gender_concept_id',
  '@race': 'race_concept_id',
  '@ethnicity': 'ethnicity_concept_id',
};

/** Whether a demographic criterion is decided here: not where a filter asks for missing or no concepts. */
export function isAskedHere(
  { filters }: DemographicCriterion,
  membersOf: FilterSource['membersOf'],
): boolean {
  return filters.every((filter) => {
    if (filter.kind === 'concepts') return filter.conceptIds.length > 0;
    if (filter.kind === 'conceptSet')
      return filter.conceptSetId !== null && membersOf(filter.conceptSetId).length > 0;
    return filter.kind === 'integer' || filter.kind === 'date';
  });
}

/** Columns of the person that it looks at. */
export function factsOfDemographic({ filters }: DemographicCriterion): string[] {
  const named = filters.flatMap((filter) => columns[operandOf(filter)] ?? []);
  return named.length > 0 ? named : ['year_of_birth'];
}

export function asksIndexEnd({ filters }: DemographicCriterion): boolean {
  return filters.some((filter) => operandOf(filter) === '@end');
}

/**
 * Index events of persons who are as a demographic criterion wants them. Nobody without a row in person is.
 * @param met gets those that meet the criterion
 */
export function markDemographic(
  { filters }: DemographicCriterion,
  entry: LiveEntry,
  source: FilterSource,
  asked: Bits,
  met: Bits,
): void {
  const tests = filters.map((filter) => testOf(filter, entry, source));
  const { personOf } = entry;
  const known = source.facts.known;
  eachBit(asked, (event) => {
    if (known[personOf[event] ?? 0] !== 1) return;
    for (const test of tests) if (!test(event)) return;
    setBit(met, event);
  });
}

function testOf(filter: AttributeFilter, entry: LiveEntry, source: FilterSource): (event: number) => boolean {
  const { personOf, startOf, endOf } = entry;
  const operand = operandOf(filter);
  const column = columns[operand];
  if (filter.kind === 'integer' && operand === '@ageAtStart') {
    const born = source.facts.column('year_of_birth');
    const range = integerRange(filter.range);
    const days = new AgeDays({ range, yearOfBirth: born });
    return (event) => {
      const person = personOf[event] ?? 0;
      const day = startOf[event] ?? noDay;
      if (Number.isNaN(born[person])) return false;
      return (day >= days.first(person) && day <= days.last(person)) !== range.outside;
    };
  }
  const test = valueTest(filter, source.membersOf);
  if (column !== undefined) {
    const values = source.facts.column(column);
    return (event) => test(values[personOf[event] ?? 0] ?? Number.NaN);
  }
  const dates = operand === '@end' ? endOf : startOf;
  return (event) => {
    const day = dates?.[event] ?? noDay;
    return day !== noDay && test(day);
  };
}

function operandOf({ attribute }: AttributeFilter): string {
  return demographicAttributes[attribute]?.operand ?? '';
}
