import type { Criterion } from './expression/criterion.ts';
import { type DomainSpec, domains } from './expression/domains.ts';

/** Columns of an event's table that every statement names. */
export function eventColumns(spec: DomainSpec): string[] {
  return [
    spec.idColumn,
    'person_id',
    spec.startColumn,
    ...(spec.endColumn === null ? [] : [spec.endColumn]),
    ...(spec.hasVisit ? ['visit_occurrence_id'] : []),
  ];
}

/** Columns of the event's table that a criterion's statement names besides {@link eventColumns}. */
export function columnsOf(criterion: Criterion): string[] {
  const spec = domains[criterion.domain];
  const operands = criterion.filters.flatMap(
    ({ attribute }) =>
      columnsBehind[spec.attributes[attribute]?.operand ?? ''] ?? [spec.attributes[attribute]?.operand ?? ''],
  );
  const counted = Object.values(spec.counts).flatMap((operand) => columnsBehind[operand] ?? [operand]);
  return [
    ...operands.filter((operand) => !operand.startsWith('@') && operand !== ''),
    ...counted,
    ...(spec.conceptColumn === null ? [] : [spec.conceptColumn]),
    ...(spec.sourceConceptColumn === null ? [] : [spec.sourceConceptColumn]),
    ...(spec.missingEnd === 'daysSupply' ? ['days_supply'] : []),
  ];
}

const columnsBehind: Readonly<Record<string, readonly string[]>> = {
  '@providerSpecialty': ['provider_id'],
  '@placeOfService': ['care_site_id'],
  '@careSiteRegion': ['care_site_id'],
  '@rangeLowRatio': ['value_as_number', 'range_low'],
  '@rangeHighRatio': ['value_as_number', 'range_high'],
  '@abnormal': ['value_as_number', 'range_low', 'range_high', 'value_as_concept_id'],
  '@causeOrZero': ['cause_concept_id'],
};
