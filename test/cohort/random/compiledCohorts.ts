import { createNativeEngine } from '../../../main/engine/nativeEngine.ts';
import type { AttritionBase } from '../../../shared/cohort/attrition.ts';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import { cohortTable, ensureCohortTable, generateCohorts } from '../../../shared/cohort/generate.ts';
import { toRows } from '../../../shared/engine/columns.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import type { ColumnType, EngineConnection, QueryEngine } from '../../../shared/engine/queryEngine.ts';
import { epochDays, join, literal, name, type Sql, sql } from '../../../shared/engine/sql.ts';
import type { Failure } from '../../../shared/errors/akashiError.ts';
import { type CdmColumn, type CdmTable, cdmTable } from '../../../shared/release/cdm/cdmTable.ts';
import { cdmTables } from '../../../shared/release/cdm/cdmTables.ts';
import type { CdmData, Cell, Row } from '../reference/cdmData.ts';
import type { CohortRow } from '../reference/cohort.ts';

/** What the compiler made of one definition: its rows, or the error that the user would read. */
export type CompiledCohort =
  | {
      readonly ok: true;
      readonly rows: readonly CohortRow[];
      /** Null unless asked for. */
      readonly attrition: AttritionBase | null;
    }
  | { readonly ok: false; readonly failure: Failure };

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  integer: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

/** Where persons and care sites were when: what LocationRegion needs and only later CDM versions have. */
const historyTable: CdmTable = cdmTable(
  'location_history',
  'healthSystem',
  true,
  `location_history_id id!
  location_id id!
  domain_id text!
  entity_id id!
  start_date date!
  end_date date`,
);
const regionColumn: CdmColumn = {
  name: 'region_concept_id',
  type: 'bigint',
  required: false,
  references: 'concept',
};
const tables: readonly CdmTable[] = [
  ...cdmTables.map((table) =>
    table.name === 'location' ? { ...table, columns: [...table.columns, regionColumn] } : table,
  ),
  historyTable,
];

/** One engine that takes small data sets one after the other and generates cohorts on each. */
export class CompiledCohorts {
  readonly engine: QueryEngine;
  readonly connection: EngineConnection;
  #filled: readonly CdmTable[] = [];

  private constructor(engine: QueryEngine, connection: EngineConnection) {
    this.engine = engine;
    this.connection = connection;
  }

  /** On native DuckDB with one thread, unless another engine is given. */
  static async start(on?: QueryEngine): Promise<CompiledCohorts> {
    const engine = on ?? (await createNativeEngine({ threads: 1 }));
    const connection = await engine.connect();
    for (const table of tables) {
      const columns = table.columns.map(
        (column) => sql`${name(column.name)} ${unquoted(sqlTypes[column.type])}`,
      );
      await connection.run(sql`CREATE TABLE ${name('cdm', table.name)} (${join(columns)})`);
    }
    await ensureCohortTable(connection);
    return new CompiledCohorts(engine, connection);
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.engine.close();
  }

  /** Replaces all data. Columns that the data does not name are NULL. */
  async load(data: CdmData): Promise<void> {
    for (const table of this.#filled) await this.connection.run(sql`DELETE FROM ${name('cdm', table.name)}`);
    this.#filled = tables.filter((table) => (data[table.name] ?? []).length > 0);
    for (const table of this.#filled) await this.#insert(table, data[table.name] ?? []);
  }

  async #insert(table: CdmTable, rows: readonly Row[]): Promise<void> {
    const columns = table.columns.filter(({ name: column }) => rows.some((row) => column in row));
    const values = rows.map(
      (row) => sql`(${join(columns.map((column) => cell(row[column.name] ?? null, column.type)))})`,
    );
    await this.connection.run(
      sql`INSERT INTO ${name('cdm', table.name)} (${join(columns.map((column) => name(column.name)))}) VALUES ${join(values)}`,
    );
  }

  /**
   * Generates definitions together, as a run of several cohorts does. With `attrition` other statements run, and the
   * rows must be the same.
   */
  async generate(definitions: readonly unknown[], attrition = false): Promise<CompiledCohort[]> {
    return this.generateTexts(
      definitions.map((definition) => JSON.stringify(definition)),
      attrition,
    );
  }

  /** As {@link generate}, from text that may be damaged. */
  async generateTexts(texts: readonly string[], attrition = false): Promise<CompiledCohort[]> {
    const failures = new Map<number, Failure>();
    const cohorts = texts.flatMap((text, i) => {
      const parsed = parseDefinition(`definition ${i}`, text);
      if (parsed.ok) return [{ key: i, definition: parsed.definition }];
      const [first] = parsed.failures;
      if (!first) throw new Error('a definition was refused without a reason');
      failures.set(i, first);
      return [];
    });
    const results = await generateCohorts(
      this.engine,
      cohorts,
      { clock: () => performance.now(), parallelism: 1, attrition },
      new JobControl(),
    );
    const bases = new Map<number, AttritionBase | null>();
    for (const result of results) {
      if (result.ok) bases.set(result.key, result.attrition);
      else failures.set(result.key, result.failure);
    }
    const rows = await this.#rows();
    return texts.map((_, i) => {
      const failure = failures.get(i);
      if (failure) return { ok: false, failure };
      return { ok: true, rows: rows.get(i) ?? [], attrition: bases.get(i) ?? null };
    });
  }

  async #rows(): Promise<Map<number, CohortRow[]>> {
    const result = await this.connection.query(
      sql`SELECT cohort_key, subject_id, ${epochDays(name('cohort_start_date'))} AS s, ${epochDays(name('cohort_end_date'))} AS e FROM ${cohortTable}`,
    );
    const byKey = new Map<number, CohortRow[]>();
    for (const row of toRows(result)) {
      const key = Number(row.cohort_key);
      const list = byKey.get(key) ?? [];
      list.push({ subject: Number(row.subject_id), start: Number(row.s), end: Number(row.e) });
      byKey.set(key, list);
    }
    await this.connection.run(sql`DELETE FROM ${cohortTable}`);
    return byKey;
  }
}

function cell(value: Cell, type: ColumnType): Sql {
  if (value === null) return sql`NULL`;
  if (type === 'date') return sql`(CAST('1970-01-01' AS DATE) + CAST(${value} AS INTEGER))`;
  return literal(value);
}

function unquoted(type: string): Sql {
  return join(type.split(' ').map((word) => name(word)));
}
