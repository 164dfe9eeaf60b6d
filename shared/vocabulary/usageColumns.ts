import { clinicalTables } from '../release/cdm/clinicalTables.ts';

/** A clinical column whose concepts are counted. */
export interface UsageColumn {
  readonly table: string;
  readonly column: string;
  readonly role: 'standard' | 'source';
  /** Of a source column: the standard column beside it. A record with the same concept in both counts once. */
  readonly beside: string | null;
}

/** Every column of a person's records that holds concepts, except those that name fields of the model. */
export const usageColumns: readonly UsageColumn[] = clinicalTables.flatMap(({ name: table, columns }) => {
  const names = columns.map(({ name }) => name);
  if (!names.includes('person_id')) return [];
  return columns
    .filter(({ name, references }) => references === 'concept' && !name.includes('_event_field_'))
    .map(({ name: column }): UsageColumn => {
      if (!column.endsWith('_source_concept_id')) return { table, column, role: 'standard', beside: null };
      const beside = column.replace('_source_concept_id', '_concept_id');
      return { table, column, role: 'source', beside: names.includes(beside) ? beside : null };
    });
});
