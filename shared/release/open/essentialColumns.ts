import type { CdmColumn, CdmTable } from '../cdm/cdmTable.ts';

/** Dates of events that are named like no other column's. */
const EVENT_DATES = new Set([
  'procedure_date',
  'measurement_date',
  'observation_date',
  'death_date',
  'specimen_date',
  'observation_period_end_date',
  'drug_era_end_date',
  'dose_era_end_date',
  'condition_era_end_date',
]);

/** Tables whose rows cohorts are made of. */
const USED_GROUPS = new Set(['clinical', 'derived', 'economics', 'healthSystem', 'vocabulary']);
const UNUSED = new Set([
  'note',
  'note_nlp',
  'fact_relationship',
  'episode',
  'episode_event',
  'cost',
  'concept_synonym',
  'source_to_concept_map',
  'relationship',
  'vocabulary',
  'domain',
  'concept_class',
]);

/**
 * Whether nothing sensible can be counted without a column: its key, whose record it is, when, and of which concept.
 * Other columns that the CDM requires are missed, not demanded.
 */
export function isEssential(table: CdmTable, column: CdmColumn): boolean {
  if (!column.required || !USED_GROUPS.has(table.group) || UNUSED.has(table.name)) return false;
  if (column.name === table.primaryKey || column.name === 'person_id') return true;
  if (column.name.endsWith('_start_date')) return table.group !== 'vocabulary';
  if (EVENT_DATES.has(column.name) || column.name === mainConcept(table)) return true;
  return table.group === 'vocabulary' && /(_id|_id_[12])$/.test(column.name) && column.type === 'bigint';
}

/** `condition_concept_id` of condition_occurrence and the like; null for tables without one. */
export function mainConcept(table: CdmTable): string | null {
  return MAIN_CONCEPTS[table.name] ?? null;
}

/** The column with the code of the source for the main concept. */
export function mainSourceValue(table: CdmTable): string | null {
  const concept = mainConcept(table);
  const column = concept?.replace(/_concept_id$/, '_source_value');
  return table.columns.some(({ name }) => name === column) ? (column ?? null) : null;
}

const MAIN_CONCEPTS: Readonly<Record<string, string>> = {
  visit_occurrence: 'visit_concept_id',
  visit_detail: 'visit_detail_concept_id',
  condition_occurrence: 'condition_concept_id',
  drug_exposure: 'drug_concept_id',
  procedure_occurrence: 'procedure_concept_id',
  device_exposure: 'device_concept_id',
  measurement: 'measurement_concept_id',
  observation: 'observation_concept_id',
  specimen: 'specimen_concept_id',
  drug_era: 'drug_concept_id',
  dose_era: 'drug_concept_id',
  condition_era: 'condition_concept_id',
};
