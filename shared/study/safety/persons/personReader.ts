import {
  type NumberedPersons,
  type PersonNumbers,
  wholeNumbers as wholeNumbersOf,
} from '../../../cohort/personNumbers.ts';
import type { Column, Columns } from '../../../engine/columns.ts';
import { type Job, throwIfCancelled } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { join, literal, type Sql, sql } from '../../../engine/sql.ts';

/** Rows that are read at once, about: some hundred megabytes with the engine's own copy. */
const ROWS_AT_ONCE = 4_000_000;

/** Records of persons in a relation that is called `e`. */
export interface PersonSource {
  /** What stands after FROM, with the name `e`. */
  readonly from: Sql;
  /** The column with the person's id. */
  readonly person: Sql;
  /** A whole number of each record, from 0 to below `count`: it comes in one column with the person. */
  readonly code?: { readonly value: Sql; readonly count: number };
  /** What else is wanted of each record, under any name; cast as `Columns` asks for it. */
  readonly values: readonly Sql[];
  readonly where: Sql | null;
  /** Rows of the relation, about: many are read in several slices. */
  readonly rows: number;
}

/** The records of some persons, in no order. */
export interface PersonSlice {
  /** The records are of persons with numbers from `first` to before `end`. */
  readonly first: number;
  readonly end: number;
  /** Number of each record's person, −1 for an id that is nobody's. */
  readonly persons: Int32Array;
  /** The records' codes; 0 where none was asked for. */
  readonly codes: Int32Array;
  /** The values that were asked for. */
  readonly columns: readonly Column[];
}

/**
 * Reads tables of a release by person number: slices of persons one after the other, so that memory stays bounded, each
 * while the one before is worked on. Neither joins nor sorts in the engine: person ids are numbers by subtraction
 * wherever they lie close enough together.
 */
export class PersonReader {
  /** Persons of the release. */
  readonly size: number;
  readonly #connection: EngineConnection;
  readonly #numbers: PersonNumbers;
  readonly #byId: NumberedPersons['byId'];
  readonly #rowsAtOnce: number;

  private constructor(
    connection: EngineConnection,
    numbers: PersonNumbers,
    { size, byId }: NumberedPersons,
    rowsAtOnce: number,
  ) {
    this.size = size;
    this.#connection = connection;
    this.#numbers = numbers;
    this.#byId = byId;
    this.#rowsAtOnce = rowsAtOnce;
  }

  /** @throws AkashiError `cancelled`, `engine.*` */
  static async start(
    connection: EngineConnection,
    numbers: PersonNumbers,
    job: Job,
    rowsAtOnce: number = ROWS_AT_ONCE,
  ): Promise<PersonReader> {
    return new PersonReader(connection, numbers, await numbers.numbered(connection, job), rowsAtOnce);
  }

  /** Reports the share that is read. @throws AkashiError `cancelled`, `engine.*` */
  async *read(source: PersonSource, job: Job, detail: string): AsyncGenerator<PersonSlice> {
    const bits = 32 - Math.clz32((source.code?.count ?? 1) - 1);
    const bounds = this.#bounds(Math.ceil(source.rows / this.#rowsAtOnce), bits);
    const slices = bounds.length - 1;
    const query = (slice: number): Promise<Columns> | null => {
      const [from, to] = [bounds[slice], bounds[slice + 1]];
      if (!from || !to) return null;
      const asked = this.#connection.query(this.#statement(source, bits, from, to), job);
      // Heard of when it is waited for; until then nobody listens.
      asked.catch(() => {});
      return asked;
    };
    let next = query(0);
    try {
      for (let slice = 0; next !== null; slice++) {
        job.report({ phase: 'studyPopulation', fraction: slice / slices, detail });
        const rows: Columns = await next;
        next = query(slice + 1);
        throwIfCancelled(job);
        const [start, stop] = [bounds[slice] as Bound, bounds[slice + 1] as Bound];
        const columns = rows.columns.slice(1);
        yield { first: start.number, end: stop.number, ...this.#unpacked(rows, bits, start), columns };
      }
    } finally {
      // Who stops early must not leave a statement on the connection.
      await next?.catch(() => {});
    }
  }

  /** The only slice of what is not many rows. @throws AkashiError `cancelled`, `engine.*` */
  async readAll(source: Omit<PersonSource, 'rows'>, job: Job, detail: string): Promise<PersonSlice> {
    for await (const slice of this.read({ ...source, rows: 0 }, job, detail)) return slice;
    throw new RangeError('no slice');
  }

  /** Person and code are one number: that many fewer columns have to leave the engine. */
  #statement(
    { from, person, code, values, where }: PersonSource,
    bits: number,
    start: Bound,
    stop: Bound,
  ): Sql {
    const also = where === null ? sql`` : sql` AND ${where}`;
    const wanted = join(
      values.map((value) => sql`, ${value}`),
      '',
    );
    const packed = (place: Sql): Sql =>
      sql`CAST((${place}) * ${2 ** bits} + ${code?.value ?? 0} AS INTEGER) AS packed`;
    if (this.#byId === null) {
      return sql`SELECT ${packed(sql`n.person_no - ${start.number}`)}${wanted}
FROM ${from}
JOIN ${this.#numbers.table} AS n ON n.person_id = ${person}
WHERE n.person_no >= ${start.number} AND n.person_no < ${stop.number}${also}`;
    }
    const first = literal(this.#byId.lowest + BigInt(start.place));
    const end = literal(this.#byId.lowest + BigInt(stop.place));
    return sql`SELECT ${packed(sql`${person} - ${first}`)}${wanted}
FROM ${from}
WHERE ${person} >= ${first} AND ${person} < ${end}${also}`;
  }

  #unpacked(rows: Columns, bits: number, { number, place }: Bound): Pick<PersonSlice, 'persons' | 'codes'> {
    const persons = wholeNumbersOf(rows, 0);
    const codes = new Int32Array(persons.length);
    const ones = 2 ** bits - 1;
    const numbers = this.#byId?.numbers ?? null;
    for (let row = 0; row < persons.length; row++) {
      const packed = persons[row] as number;
      codes[row] = packed & ones;
      const from = packed >>> bits;
      persons[row] = numbers === null ? number + from : (numbers[place + from] as number);
    }
    return { persons, codes };
  }

  /** Where slices begin and, last, end: of as many persons each, and so short that a place and a code fit one number. */
  #bounds(slices: number, bits: number): Bound[] {
    const byPlace = this.#byId?.numbers ?? null;
    const places = byPlace?.length ?? this.size;
    const persons = Math.max(1, Math.ceil(this.size / Math.max(1, slices)));
    const most = 2 ** (31 - bits);
    let [number, place] = [0, 0];
    const bounds: Bound[] = [{ number, place }];
    while (place < places) {
      const [endNumber, endPlace] = [number + persons, Math.min(places, place + most)];
      for (; number < endNumber && place < endPlace; place++) {
        if (byPlace === null || (byPlace[place] as number) >= 0) number++;
      }
      bounds.push({ number, place });
    }
    return bounds;
  }
}

/** Between slices: persons from `number` on have places from `place` on, which are ids less the lowest, or numbers. */
interface Bound {
  readonly number: number;
  readonly place: number;
}

/** The values of an INTEGER column of a slice, none of them NULL. */
export function wholeNumbers(columns: readonly Column[], place: number): Int32Array {
  return wholeNumbersOf({ columns, names: [], rowCount: 0 }, place);
}
