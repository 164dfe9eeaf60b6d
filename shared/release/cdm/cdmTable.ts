import type { ColumnType } from '../../engine/queryEngine.ts';

/** One column of an OMOP CDM table. Ids are `bigint` here whatever integer the specification says. */
export interface CdmColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** NOT NULL in the specification. */
  readonly required: boolean;
  /** The table whose primary key it names, when it does. */
  readonly references: string | null;
}

/** One table of the OMOP CDM 5.4 (https://ohdsi.github.io/CommonDataModel/cdm54.html). */
export interface CdmTable {
  readonly name: string;
  readonly group: CdmGroup;
  readonly primaryKey: string | null;
  /** In the order of the specification. */
  readonly columns: readonly CdmColumn[];
}

export type CdmGroup =
  | 'clinical'
  | 'healthSystem'
  | 'economics'
  | 'derived'
  | 'metadata'
  | 'vocabulary'
  | 'results';

const TYPES: Readonly<Record<string, ColumnType>> = {
  id: 'bigint',
  integer: 'integer',
  number: 'double',
  text: 'text',
  date: 'date',
  datetime: 'timestamp',
};

/** Columns that refer to a table by a name of their own. */
const REFERENCES: Readonly<Record<string, string>> = {
  person_id: 'person',
  provider_id: 'provider',
  care_site_id: 'care_site',
  location_id: 'location',
  visit_occurrence_id: 'visit_occurrence',
  preceding_visit_occurrence_id: 'visit_occurrence',
  visit_detail_id: 'visit_detail',
  preceding_visit_detail_id: 'visit_detail',
  parent_visit_detail_id: 'visit_detail',
  payer_plan_period_id: 'payer_plan_period',
  note_id: 'note',
  episode_id: 'episode',
  episode_parent_id: 'episode',
  concept_id_1: 'concept',
  concept_id_2: 'concept',
};

/**
 * A table from its definition: one column a line, `name type`, `!` behind the type where it is required.
 * The first column is the primary key when `keyed`.
 * @throws Error on a line that is no column
 */
export function cdmTable(name: string, group: CdmGroup, keyed: boolean, definition: string): CdmTable {
  const columns = definition
    .trim()
    .split('\n')
    .map((line): CdmColumn => {
      const [, column = '', kind = '', required] = /^\s*(\w+) (\w+)(!?)\s*$/.exec(line) ?? [];
      const type = TYPES[kind];
      if (type === undefined) throw new Error(`${name}: not a column: ${line}`);
      return { name: column, type, required: required === '!', references: null };
    });
  const primaryKey = keyed ? (columns[0]?.name ?? null) : null;
  return {
    name,
    group,
    primaryKey,
    columns: columns.map((column) => ({
      ...column,
      references: column.name === primaryKey ? null : referenceOf(column),
    })),
  };
}

function referenceOf({ name, type }: CdmColumn): string | null {
  if (type !== 'bigint') return null;
  if (name === 'concept_id' || name.endsWith('_concept_id')) return 'concept';
  return REFERENCES[name] ?? null;
}
