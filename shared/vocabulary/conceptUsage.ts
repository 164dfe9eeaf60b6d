import { type Job, throwIfCancelled } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { name, type Sql, sql } from '../engine/sql.ts';
import { type ConceptTable, integers, numbers, placeOf } from './conceptTable.ts';
import { type UsageColumn, usageColumns } from './usageColumns.ts';

/** Who has which concept in a release: exact, so never to be shown; see `publishUsage`. */
export interface ConceptUsage {
  /** Persons of the release. */
  readonly population: number;
  /** Numbers of persons are below this. */
  readonly personNumbers: number;
  /** By place: the numbers of the persons who have the concept in any column, each once; undefined where nobody has. */
  readonly persons: readonly (Uint32Array | undefined)[];
  /** By place: records with the concept in any column, each once a pair of source and standard column. */
  readonly records: Float64Array;
  /** By place: 1 in a standard column, 2 in a source column, 3 in both. */
  readonly roles: Uint8Array;
  /** The rows of each column by their concept; place −1 is what is no concept of the vocabulary, or none. */
  readonly columns: readonly ColumnUsage[];
  /** Records by standard and source concept, where the two differ. */
  readonly pairs: readonly ConceptPair[];
}

/** Records of one table that have this standard and this source concept; both are places. */
export interface ConceptPair {
  readonly standard: number;
  readonly source: number;
  readonly records: number;
}

export interface ColumnUsage {
  readonly places: Int32Array;
  readonly records: Float64Array;
}

/** At most about this many records are read at once, so that memory stays bounded. */
const RECORDS_A_BATCH = 8_000_000;

/**
 * Reads every clinical column once. Pairs of concept and person stay in memory, four bytes each, so that persons of any
 * set of concepts can be counted without the engine.
 */
export async function countConceptUsage(
  connection: EngineConnection,
  table: ConceptTable,
  job: Job,
): Promise<ConceptUsage> {
  const person = await numberPersons(connection, job);
  const gathered: Uint32Array[][] = [];
  const records = new Float64Array(table.size);
  const roles = new Uint8Array(table.size);
  const columns: ColumnUsage[] = [];
  const pairs: ConceptPair[] = [];
  for (const [i, column] of usageColumns.entries()) {
    throwIfCancelled(job);
    job.report({ phase: 'reading', fraction: i / usageColumns.length, detail: column.table });
    const counted = await countColumn(connection, table, column, job);
    columns.push(counted.all);
    counted.concepts.forEach(({ at, extra }) => {
      records[at] = (records[at] ?? 0) + extra;
      roles[at] = (roles[at] ?? 0) | (column.role === 'standard' ? 1 : 2);
    });
    pairs.push(...(await countPairs(connection, table, column, job)));
    const fresh = counted.concepts.filter(({ extra }) => extra > 0);
    for (const batch of batches(fresh)) {
      await gatherPersons(connection, table, column, batch, person, gathered, job);
    }
  }
  job.report({ phase: 'reading', fraction: 1 });
  return {
    population: person.population,
    personNumbers: person.numbers,
    persons: Array.from({ length: table.size }, (_, at) => united(gathered[at])),
    records,
    roles,
    columns,
    pairs,
  };
}

interface PersonNumbers {
  readonly population: number;
  readonly numbers: number;
  /** Joins a table called `record` to the numbers where ids are not numbers enough themselves. */
  readonly join: Sql;
  readonly number: Sql;
  /** Leaves out records of persons whom the release does not have. */
  readonly known: Sql;
}

/** Person ids as small numbers: what they are above the lowest, or their place among all when they lie far apart. */
async function numberPersons(connection: EngineConnection, job: Job): Promise<PersonNumbers> {
  const row = await connection.query(
    sql`SELECT CAST(count(*) AS DOUBLE), CAST(COALESCE(min(person_id), 0) AS DOUBLE), CAST(COALESCE(max(person_id), 0) AS DOUBLE) FROM cdm.person`,
    job,
  );
  const [population = 0, lowest = 0, highest = 0] = [0, 1, 2].map((at) => numbers(row, at)[0] ?? 0);
  if (Number.isSafeInteger(lowest) && highest - lowest < 4 * population + 1_000_000) {
    const number = sql`CAST(record.person_id - ${lowest} AS INTEGER)`;
    const known = sql`record.person_id BETWEEN ${lowest} AND ${highest}`;
    return { population, numbers: highest - lowest + 1, join: sql``, number, known };
  }
  await connection.run(
    sql`CREATE TEMP TABLE IF NOT EXISTS person_number AS
      SELECT person_id, CAST(row_number() OVER (ORDER BY person_id) - 1 AS INTEGER) AS number FROM cdm.person`,
    job,
  );
  const join = sql`JOIN person_number ON person_number.person_id = record.person_id`;
  return { population, numbers: population, join, number: sql`person_number.number`, known: sql`TRUE` };
}

interface CountedConcept {
  readonly at: number;
  readonly id: number;
  readonly records: number;
  /** Records that the standard column beside does not count already. */
  readonly extra: number;
}

async function countColumn(
  connection: EngineConnection,
  table: ConceptTable,
  { table: of, column, beside }: UsageColumn,
  job: Job,
): Promise<{ readonly all: ColumnUsage; readonly concepts: readonly CountedConcept[] }> {
  const concept = name(column);
  const extra = beside === null ? sql`count(*)` : sql`count(*) FILTER (WHERE ${isExtra(concept, beside)})`;
  const counted = await connection.query(
    sql`SELECT CAST(COALESCE(${concept}, 0) AS DOUBLE), CAST(count(*) AS DOUBLE), CAST(${extra} AS DOUBLE)
      FROM ${name('cdm', of)} GROUP BY ${concept}`,
    job,
  );
  const [ids, all, extras] = [numbers(counted, 0), numbers(counted, 1), numbers(counted, 2)];
  const places = Int32Array.from(ids, (id) => placeOf(table.ids, id));
  const concepts = [...places].flatMap((at, row): CountedConcept[] =>
    at < 0 ? [] : [{ at, id: ids[row] ?? 0, records: all[row] ?? 0, extra: extras[row] ?? 0 }],
  );
  return { all: { places, records: all }, concepts: concepts.sort((a, b) => a.id - b.id) };
}

/** Whether a source concept says something else than the standard concept beside it. */
function isExtra(concept: Sql, beside: string): Sql {
  return sql`${concept} IS DISTINCT FROM ${name(beside)}`;
}

async function countPairs(
  connection: EngineConnection,
  table: ConceptTable,
  { table: of, column, beside }: UsageColumn,
  job: Job,
): Promise<ConceptPair[]> {
  if (beside === null) return [];
  const counted = await connection.query(
    sql`SELECT CAST(${name(beside)} AS DOUBLE), CAST(${name(column)} AS DOUBLE), CAST(count(*) AS DOUBLE)
      FROM ${name('cdm', of)} WHERE ${name(column)} <> 0 AND ${name(beside)} <> 0 AND ${name(column)} <> ${name(beside)}
      GROUP BY ${name(beside)}, ${name(column)} ORDER BY 1, 2`,
    job,
  );
  const [standard, source, records] = [numbers(counted, 0), numbers(counted, 1), numbers(counted, 2)];
  return Array.from(standard, (id, row) => ({
    standard: placeOf(table.ids, id),
    source: placeOf(table.ids, source[row] ?? 0),
    records: records[row] ?? 0,
  })).filter((pair) => pair.standard >= 0 && pair.source >= 0);
}

function batches(concepts: readonly CountedConcept[]): CountedConcept[][] {
  const made: CountedConcept[][] = [];
  let room = 0;
  for (const concept of concepts) {
    const last = made.at(-1);
    if (last && concept.records <= room) last.push(concept);
    else {
      made.push([concept]);
      room = RECORDS_A_BATCH;
    }
    room -= concept.records;
  }
  return made;
}

async function gatherPersons(
  connection: EngineConnection,
  table: ConceptTable,
  { table: of, column, beside }: UsageColumn,
  batch: readonly CountedConcept[],
  person: PersonNumbers,
  gathered: Uint32Array[][],
  job: Job,
): Promise<void> {
  const [first, last] = [batch[0], batch.at(-1)];
  if (!first || !last) return;
  const concept = sql`record.${name(column)}`;
  const other = beside === null ? sql`` : sql` AND ${isExtra(concept, beside)}`;
  const pairs = await connection.query(
    sql`SELECT CAST(concept AS DOUBLE), number FROM (
        SELECT DISTINCT ${concept} AS concept, ${person.number} AS number
        FROM ${name('cdm', of)} AS record ${person.join}
        WHERE ${concept} BETWEEN ${first.id} AND ${last.id}${other} AND ${person.known}
      ) AS pair`,
    job,
  );
  const ids = numbers(pairs, 0);
  const persons = integers(pairs, 1);
  const found = new Map<number, number[]>(batch.map(({ id }) => [id, []]));
  persons.forEach((number, row) => {
    found.get(ids[row] ?? 0)?.push(number);
  });
  for (const [id, those] of found) {
    const at = placeOf(table.ids, id);
    const lists = gathered[at];
    if (lists) lists.push(Uint32Array.from(those));
    else gathered[at] = [Uint32Array.from(those)];
  }
}

/** The persons of several columns, each once. */
function united(lists: readonly Uint32Array[] | undefined): Uint32Array | undefined {
  if (!lists || lists.length < 2) return lists?.[0];
  const all = new Uint32Array(lists.reduce((length, list) => length + list.length, 0));
  let filled = 0;
  for (const list of lists) {
    all.set(list, filled);
    filled += list.length;
  }
  all.sort();
  let kept = 0;
  all.forEach((person, i) => {
    if (i === 0 || person !== all[i - 1]) {
      all[kept] = person;
      kept += 1;
    }
  });
  return all.slice(0, kept);
}

/** Counts the persons of unions of concepts. */
export class PersonUnion {
  readonly #usage: ConceptUsage;
  readonly #seen: Uint32Array;
  #round = 0;

  constructor(usage: ConceptUsage) {
    this.#usage = usage;
    this.#seen = new Uint32Array(usage.personNumbers);
  }

  /** Distinct persons with any of the concepts. */
  count(places: Iterable<number>): number {
    this.#round += 1;
    const [seen, round] = [this.#seen, this.#round];
    let count = 0;
    for (const at of places) {
      const persons = this.#usage.persons[at];
      if (!persons) continue;
      for (let i = 0; i < persons.length; i += 1) {
        const person = persons[i] ?? 0;
        if (seen[person] === round) continue;
        seen[person] = round;
        count += 1;
      }
    }
    return count;
  }
}
