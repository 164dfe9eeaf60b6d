import { type Sql, sql } from '../../engine/sql.ts';
import type { CdmColumn, CdmTable } from '../cdm/cdmTable.ts';
import type { ColumnRule } from '../open/loadTable.ts';

/** Where a release without concepts keeps a code, and where the concept derived from it belongs. */
export interface CodedColumn {
  readonly table: string;
  readonly concept: string;
  /** The column with the source's own code; null where there is none. */
  readonly source: string | null;
  readonly sourceConcept: string | null;
  readonly domain: string;
}

function coded(table: string, stem: string, domain: string): CodedColumn {
  return {
    table,
    concept: `${stem}_concept_id`,
    source: `${stem}_source_value`,
    sourceConcept: `${stem}_source_concept_id`,
    domain,
  };
}

/** Every column whose concepts cohorts ask for. */
export const codedColumns: readonly CodedColumn[] = [
  coded('condition_occurrence', 'condition', 'Condition'),
  coded('drug_exposure', 'drug', 'Drug'),
  coded('procedure_occurrence', 'procedure', 'Procedure'),
  coded('device_exposure', 'device', 'Device'),
  coded('measurement', 'measurement', 'Measurement'),
  coded('observation', 'observation', 'Observation'),
  coded('visit_occurrence', 'visit', 'Visit'),
  coded('visit_detail', 'visit_detail', 'Visit'),
  coded('death', 'cause', 'Condition'),
  { ...coded('specimen', 'specimen', 'Specimen'), sourceConcept: null },
  { ...coded('measurement', 'unit', 'Unit'), sourceConcept: 'unit_source_concept_id' },
  { ...coded('observation', 'unit', 'Unit'), sourceConcept: null },
  { ...coded('drug_exposure', 'route', 'Route'), sourceConcept: null },
  { ...coded('provider', 'specialty', 'Provider'), sourceConcept: 'specialty_source_concept_id' },
  idsOnly('person', 'gender_concept_id', 'Gender'),
  idsOnly('measurement', 'value_as_concept_id', 'Meas Value'),
  idsOnly('observation', 'value_as_concept_id', 'Observation'),
  idsOnly('condition_era', 'condition_concept_id', 'Condition'),
  idsOnly('drug_era', 'drug_concept_id', 'Drug'),
  idsOnly('concept_ancestor', 'ancestor_concept_id', 'Observation'),
];

function idsOnly(table: string, concept: string, domain: string): CodedColumn {
  return { table, concept, source: null, sourceConcept: null, domain };
}

/** A code as it is compared: upper case, ICD-10 with its dot. */
export function normalCode(source: Sql, domain: string): Sql {
  const code = sql`upper(trim(${source}))`;
  if (domain !== 'Condition') return code;
  const bare = sql`replace(${code}, '.', '')`;
  return sql`CASE WHEN regexp_full_match(${code}, '[A-Z][0-9]{2}\\.?[0-9A-Z]{1,4}')
    THEN substr(${bare}, 1, 3) || '.' || substr(${bare}, 4) ELSE ${code} END`;
}

/** The code system that a code of a table looks like; else the source's own. */
export function vocabularyOf(source: Sql, domain: string): Sql {
  const code = sql`upper(trim(${source}))`;
  const own = `Source ${domain.toLowerCase()}`;
  if (domain === 'Condition') {
    return sql`CASE WHEN regexp_full_match(${code}, '[A-Z][0-9]{2}(\\.?[0-9A-Z]{1,4})?') THEN 'ICD10' ELSE ${own} END`;
  }
  if (domain === 'Drug') {
    return sql`CASE WHEN regexp_full_match(${code}, '[0-9]{7}([A-Z][0-9]{1,4}|[A-Z])?') THEN 'YJ'
      WHEN regexp_full_match(${code}, '[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?') THEN 'ATC' ELSE ${own} END`;
  }
  return sql`${own}`;
}

/**
 * The concept id of a code: 2,000,000,000 and above, where OMOP keeps what is local, fixed by vocabulary and code
 * alone (the first 48 bits of their MD5), so that definitions fit every release that uses the same codes.
 */
export function codeConceptId(vocabulary: Sql, code: Sql): Sql {
  return sql`(CAST(2000000000 AS BIGINT) + CAST('0x' || substr(md5(${vocabulary} || chr(31) || ${code}), 1, 12) AS BIGINT))`;
}

/** A visit's source value is often the visit's own number: only what is short enough to be a code counts. */
export function isCode(source: Sql, domain: string): Sql {
  return domain === 'Visit' ? sql`(length(${source}) <= 4)` : sql`(${source} IS NOT NULL)`;
}

/** For releases without concepts: ids from source codes where a row has none of its own. */
export const sourceCodeRule: ColumnRule = (table, column, value) => {
  if (table.name === 'person' && column.name === 'gender_concept_id') return genderConcept(value);
  const place = codedColumns.find((each) => each.table === table.name && hasRole(each, column));
  if (!place?.source) return null;
  const source = value(place.source);
  const own = sql`NULLIF(${value(column.name)}, 0)`;
  const id = codeConceptId(vocabularyOf(source, place.domain), normalCode(source, place.domain));
  const derived = sql`CASE WHEN ${isCode(source, place.domain)} THEN ${id} END`;
  return isRequired(table, column) ? sql`COALESCE(${own}, ${derived}, 0)` : sql`COALESCE(${own}, ${derived})`;
};

function hasRole(place: CodedColumn, column: CdmColumn): boolean {
  return place.concept === column.name || place.sourceConcept === column.name;
}

function isRequired(table: CdmTable, column: CdmColumn): boolean {
  return table.columns.some(({ name, required }) => name === column.name && required);
}

/** OMOP's 8507 (male) and 8532 (female) from the ways in which Japanese and other sources write the sex. */
function genderConcept(value: (column: string) => Sql): Sql {
  const source = sql`upper(trim(${value('gender_source_value')}))`;
  return sql`COALESCE(NULLIF(${value('gender_concept_id')}, 0), CASE
    WHEN ${source} IN ('M', 'MALE', '1', '男', '男性') THEN 8507
    WHEN ${source} IN ('F', 'FEMALE', '2', '女', '女性') THEN 8532 END, 0)`;
}
