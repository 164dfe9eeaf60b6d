import { join, name, type Sql, sql } from '../engine/sql.ts';
import { drugProducts } from './codes/drugs.ts';
import { ancestorRows, type DemoConcept, demoConcepts } from './concepts.ts';
import { double } from './random.ts';
import type { ReleaseTable } from './releaseTables.ts';

const unitConcept = { mg: 8576, ug: 9655, U: 8510 } as const;

/** Rows written out; `columns` are `name:type` in order, and the file is ordered by its first `keys` columns. */
function written(tableName: string, keys: number, columns: string, rows: readonly Sql[]): ReleaseTable {
  const parsed = columns.split(' ').map((column) => column.split(':') as [string, string]);
  const casts = parsed.map(
    ([column, type]) => sql`CAST(${name(column)} AS ${castType(type)}) AS ${name(column)}`,
  );
  return {
    name: tableName,
    rows: sql`SELECT ${join(casts)} FROM (VALUES ${join(rows)}) AS t(${join(parsed.map(([column]) => name(column)))})`,
    order: join(parsed.slice(0, keys).map(([column]) => name(column))),
  };
}

const castTypes = {
  INTEGER: sql`INTEGER`,
  VARCHAR: sql`VARCHAR`,
  DATE: sql`DATE`,
  DOUBLE: sql`DOUBLE`,
} as const;

function castType(type: string): Sql {
  return castTypes[type as keyof typeof castTypes];
}

const validity = sql`'1970-01-01', '2099-12-31', NULL`;

/** The release's vocabulary tables and `cdm_source`. */
export function vocabularyTables(options: {
  readonly released: string;
  readonly seed: number;
}): readonly ReleaseTable[] {
  const vocabularies = [...new Set(demoConcepts.map(({ vocabulary }) => vocabulary))].sort();
  const domains = [...new Set(demoConcepts.map(({ domain }) => domain))].sort();
  const classes = [...new Set(demoConcepts.map(({ conceptClass }) => conceptClass))].sort();
  return [
    written(
      'concept',
      1,
      'concept_id:INTEGER concept_name:VARCHAR domain_id:VARCHAR vocabulary_id:VARCHAR concept_class_id:VARCHAR standard_concept:VARCHAR concept_code:VARCHAR valid_start_date:DATE valid_end_date:DATE invalid_reason:VARCHAR',
      demoConcepts.map(
        (c) =>
          sql`(${c.id}, ${c.name}, ${c.domain}, ${c.vocabulary}, ${c.conceptClass}, ${c.standard}, ${c.code}, ${validity})`,
      ),
    ),
    written(
      'concept_ancestor',
      2,
      'ancestor_concept_id:INTEGER descendant_concept_id:INTEGER min_levels_of_separation:INTEGER max_levels_of_separation:INTEGER',
      ancestorRows(demoConcepts).map(
        (row) => sql`(${row.ancestor}, ${row.descendant}, ${row.minLevels}, ${row.maxLevels})`,
      ),
    ),
    written(
      'concept_relationship',
      3,
      'concept_id_1:INTEGER concept_id_2:INTEGER relationship_id:VARCHAR valid_start_date:DATE valid_end_date:DATE invalid_reason:VARCHAR',
      demoConcepts.flatMap((concept) => relationshipsOf(concept)),
    ),
    written(
      'concept_synonym',
      2,
      'concept_id:INTEGER concept_synonym_name:VARCHAR language_concept_id:INTEGER',
      demoConcepts.flatMap(({ id, synonyms }) =>
        synonyms.map((synonym) => sql`(${id}, ${synonym.name}, ${synonym.language})`),
      ),
    ),
    written(
      'vocabulary',
      1,
      'vocabulary_id:VARCHAR vocabulary_name:VARCHAR vocabulary_reference:VARCHAR vocabulary_version:VARCHAR vocabulary_concept_id:INTEGER',
      vocabularies.map((id) => sql`(${id}, ${id}, 'Akashi demo', 'demo 1', 0)`),
    ),
    written(
      'domain',
      1,
      'domain_id:VARCHAR domain_name:VARCHAR domain_concept_id:INTEGER',
      domains.map((id) => sql`(${id}, ${id}, 0)`),
    ),
    written(
      'concept_class',
      1,
      'concept_class_id:VARCHAR concept_class_name:VARCHAR concept_class_concept_id:INTEGER',
      classes.map((id) => sql`(${id}, ${id}, 0)`),
    ),
    written(
      'relationship',
      1,
      'relationship_id:VARCHAR relationship_name:VARCHAR is_hierarchical:VARCHAR defines_ancestry:VARCHAR reverse_relationship_id:VARCHAR relationship_concept_id:INTEGER',
      [
        sql`('Is a', 'Is a', '1', '1', 'Subsumes', 0)`,
        sql`('Subsumes', 'Subsumes', '1', '1', 'Is a', 0)`,
        sql`('Maps to', 'Maps to', '0', '0', 'Mapped from', 0)`,
        sql`('Mapped from', 'Mapped from', '0', '0', 'Maps to', 0)`,
      ],
    ),
    written(
      'drug_strength',
      1,
      'drug_concept_id:INTEGER ingredient_concept_id:INTEGER amount_value:DOUBLE amount_unit_concept_id:INTEGER numerator_value:DOUBLE numerator_unit_concept_id:INTEGER denominator_value:DOUBLE denominator_unit_concept_id:INTEGER box_size:INTEGER valid_start_date:DATE valid_end_date:DATE invalid_reason:VARCHAR',
      drugProducts.map(
        (product) =>
          sql`(${product.conceptId}, ${product.ingredient.conceptId}, ${double(product.strength)}, ${unitConcept[product.unit]},
            NULL, NULL, NULL, NULL, NULL, ${validity})`,
      ),
    ),
    written(
      'cdm_source',
      1,
      'cdm_source_name:VARCHAR cdm_source_abbreviation:VARCHAR cdm_holder:VARCHAR source_description:VARCHAR source_documentation_reference:VARCHAR cdm_etl_reference:VARCHAR source_release_date:DATE cdm_release_date:DATE cdm_version:VARCHAR cdm_version_concept_id:INTEGER vocabulary_version:VARCHAR',
      [
        sql`('Akashi demo', 'AkashiDemo', 'Akashi', ${`Synthetic persons, seed ${options.seed}; nobody in it exists`}, NULL, NULL,
          ${options.released}, ${options.released}, '5.4', 756265, 'demo 1')`,
      ],
    ),
  ];
}

function relationshipsOf({ id, parents, standard }: DemoConcept): Sql[] {
  const related = (one: number, two: number, relationship: string) =>
    sql`(${one}, ${two}, ${relationship}, ${validity})`;
  return [
    ...parents.flatMap((parent) => [related(id, parent, 'Is a'), related(parent, id, 'Subsumes')]),
    ...(standard === 'S' ? [related(id, id, 'Maps to'), related(id, id, 'Mapped from')] : []),
  ];
}

/** Reference tables for the generator: `demo.code` (concept_id, code) and `demo.product` (product, ingredient, strength, unit). */
export function codeTables(): readonly Sql[] {
  const codes = demoConcepts.map(({ id, code }) => sql`(CAST(${id} AS BIGINT), ${code})`);
  const products = drugProducts.map(
    (p) =>
      sql`(CAST(${p.conceptId} AS BIGINT), CAST(${p.ingredient.conceptId} AS BIGINT), ${double(p.strength)}, ${unitConcept[p.unit]})`,
  );
  return [
    sql`CREATE OR REPLACE TABLE demo.code AS SELECT * FROM (VALUES ${join(codes)}) AS t(concept_id, code)`,
    sql`CREATE OR REPLACE TABLE demo.product AS SELECT * FROM (VALUES ${join(products)}) AS t(product, ingredient, strength, unit)`,
  ];
}
