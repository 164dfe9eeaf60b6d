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
  const counted = Object.values(spec.counts).flatMap((operand) => columnsBehind[operand] ?? [operand]);
  return [
    ...filterColumns(criterion),
    ...counted,
    ...(spec.sourceConceptColumn === null ? [] : [spec.sourceConceptColumn]),
  ];
}

/** The same where no distinct values are counted. */
export function filterColumns(criterion: Criterion): string[] {
  const spec = domains[criterion.domain];
  const operands = criterion.filters.flatMap(
    ({ attribute }) =>
      columnsBehind[spec.attributes[attribute]?.operand ?? ''] ?? [spec.attributes[attribute]?.operand ?? ''],
  );
  const { sourceConceptColumn } = spec;
  return [
    ...operands.filter((operand) => !operand.startsWith('@') && operand !== ''),
    ...(spec.conceptColumn === null ? [] : [spec.conceptColumn]),
    ...(sourceConceptColumn === null || criterion.sourceConceptSetId === null ? [] : [sourceConceptColumn]),
    ...(spec.missingEnd === 'daysSupply' ? ['days_supply'] : []),
    ...(criterion.akashi.length > 0 && spec.table === 'drug_exposure' ? ['quantity'] : []),
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
