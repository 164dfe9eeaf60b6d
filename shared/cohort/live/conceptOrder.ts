import { toRows } from '../../engine/columns.ts';
import { JobControl, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../engine/queryEngine.ts';
import { cdmTable, join, name, plainName, type Sql, sql } from '../../engine/sql.ts';
import { eventColumns } from '../eventColumns.ts';
import { type DomainSpec, domains } from '../expression/domains.ts';

/** Bytes that copies in order of concept may take; and what a value takes. */
const mostBytes = 3.5e9;
const bytesPerCell = 7;
/** Rows that are sorted at once. */
const rowsAtOnce = 8_000_000;
/** Rows from the beginning of a table that tell whether it lies in order already. */
const sampledRows = 200_000;
/** With fewer concepts than this their order finds no rows any faster. */
const leastConcepts = 20;

/** What criteria ask of most, first. */
const wanted = [
  'ConditionOccurrence',
  'DrugExposure',
  'ProcedureOccurrence',
  'Measurement',
  'DrugEra',
  'ConditionEra',
  'Observation',
] as const;

/**
 * Copies of large tables in order of concept, made in memory while the release is used already: criteria ask by
 * concept, and tables that are read from files in another order would be read whole each time. Only tables that lie in
 * another order, and of these the columns that every criterion needs, as far as the memory goes. What cannot be copied
 * is read where it lies.
 */
export class ConceptOrder {
  readonly #engine: QueryEngine;
  readonly #inPlace: ReadonlySet<string>;
  readonly #ready = new Map<string, { readonly relation: Sql; readonly columns: ReadonlySet<string> }>();
  readonly #job = new JobControl();
  #work: Promise<void> = Promise.resolve();
  #bytesLeft: number;

  /** @param inPlace tables that are views of files */
  constructor(engine: QueryEngine, inPlace: readonly string[], bytes = mostBytes) {
    this.#engine = engine;
    this.#inPlace = new Set(inPlace);
    this.#bytesLeft = bytes;
  }

  /** Begins; a failure, such as too little memory, only leaves tables as they are. */
  start(): void {
    this.#work = this.#copyAll().catch(() => {});
  }

  /** Settles when everything is copied that will be. */
  get done(): Promise<void> {
    return this.#work;
  }

  async close(): Promise<void> {
    this.#job.cancel();
    await this.#work;
  }

  /** A copy with those columns, when there is one by now. */
  find(table: string, columns: readonly string[]): Sql | null {
    const copy = this.#ready.get(table);
    return copy && columns.every((column) => copy.columns.has(column)) ? copy.relation : null;
  }

  async #copyAll(): Promise<void> {
    const specs = wanted.map((domain) => domains[domain]).filter(({ table }) => this.#inPlace.has(table));
    if (specs.length === 0) return;
    const connection = await this.#engine.connect();
    try {
      for (const spec of specs) await this.#copy(connection, spec);
    } finally {
      await connection.close();
    }
  }

  async #copy(connection: EngineConnection, spec: DomainSpec): Promise<void> {
    const { table, conceptColumn } = spec;
    if (conceptColumn === null || (await this.#isOrdered(connection, table, conceptColumn))) return;
    const columns = [...new Set([...eventColumns(spec), conceptColumn, ...valuesOf(spec)])];
    const ranges = await this.#ranges(connection, table, conceptColumn);
    const bytes = ranges.rows * columns.length * bytesPerCell;
    if (ranges.concepts < leastConcepts || bytes > this.#bytesLeft) return;
    const relation = name('work', `ordered_${table}`);
    const selected = join(columns.map((column) => plainName('e', column)));
    const from = sql`SELECT ${selected} FROM ${cdmTable(table)} AS e`;
    const concept = plainName('e', conceptColumn);
    try {
      await connection.run(sql`CREATE OR REPLACE TABLE ${relation} AS ${from} WHERE FALSE`, this.#job);
      for (const { first, last } of ranges.slices) {
        await connection.run(
          sql`INSERT INTO ${relation} ${from}
WHERE ${concept} BETWEEN ${first} AND ${last}
ORDER BY ${concept}, e.person_id, ${plainName('e', spec.startColumn)}`,
          this.#job,
        );
      }
    } catch (thrown) {
      await connection.run(sql`DROP TABLE IF EXISTS ${relation}`);
      throw thrown;
    }
    this.#bytesLeft -= bytes;
    this.#ready.set(table, { relation, columns: new Set(columns) });
  }

  async #isOrdered(connection: EngineConnection, table: string, concept: string): Promise<boolean> {
    const [row] = toRows(
      await connection.query(
        sql`SELECT CAST(COUNT(*) AS INTEGER) AS back FROM (
  SELECT this, LAG(this) OVER (ORDER BY place) AS previous FROM (
    SELECT ROW_NUMBER() OVER () AS place, this FROM (
      SELECT ${plainName(concept)} AS this FROM ${cdmTable(table)} LIMIT ${sampledRows}
    ) AS sampled
  ) AS placed
) AS pairs
WHERE this < previous`,
        this.#job,
      ),
    );
    return Number(row?.back ?? 0) === 0;
  }

  /** Concepts in ranges of at most {@link rowsAtOnce} events, or of one concept. */
  async #ranges(
    connection: EngineConnection,
    table: string,
    concept: string,
  ): Promise<{ rows: number; concepts: number; slices: { first: bigint; last: bigint }[] }> {
    const counted = toRows(
      await connection.query(
        sql`SELECT ${plainName(concept)} AS concept, CAST(COUNT(*) AS DOUBLE) AS n FROM ${cdmTable(table)}
WHERE ${plainName(concept)} IS NOT NULL
GROUP BY 1
ORDER BY 1`,
        this.#job,
      ),
    );
    throwIfCancelled(this.#job);
    const slices: { first: bigint; last: bigint; rows: number }[] = [];
    for (const row of counted) {
      const id = BigInt(String(row.concept));
      const n = Number(row.n);
      const open = slices.at(-1);
      if (open && open.rows + n <= rowsAtOnce) {
        open.last = id;
        open.rows += n;
      } else slices.push({ first: id, last: id, rows: n });
    }
    return { rows: counted.reduce((sum, row) => sum + Number(row.n), 0), concepts: counted.length, slices };
  }
}

/** What criteria often ask beside dates: lengths of exposures, measured values. */
function valuesOf({ attributes, table, missingEnd }: DomainSpec): string[] {
  if (missingEnd === 'daysSupply') return ['days_supply'];
  if (table !== 'measurement' && table !== 'observation') return [];
  return Object.values(attributes)
    .filter(({ kind, operand }) => kind === 'decimal' && !operand.startsWith('@'))
    .map(({ operand }) => operand);
}
