/** A cell: dates are whole days since 1970-01-01 (every column whose name ends in `_date`); ids are numbers. */
export type Cell = number | string | null;
export type Row = Readonly<Record<string, Cell | undefined>>;
/** OMOP tables by lower-case name. A table that is absent counts as empty. */
export type CdmData = Readonly<Record<string, readonly Row[]>>;

const msPerDay = 86_400_000;

/** Days since 1970-01-01 of `YYYY-MM-DD` (also without leading zeros, as Circe reads dates). */
export function dayOf(isoDate: string): number {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = isoDate.split('-').map(Number);
  const time = Date.UTC(year, month - 1, day);
  if (Number.isNaN(time)) throw new RangeError(`not a date: ${isoDate}`);
  return time / msPerDay;
}

export function isoOf(day: number): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}

export function yearOf(day: number): number {
  return new Date(day * msPerDay).getUTCFullYear();
}

/** A cell as a number; NULL and absent are null. */
export function numberIn(row: Row, column: string): number | null {
  const cell = row[column];
  return typeof cell === 'number' ? cell : null;
}

/** A cell as a text; NULL and absent are null. */
export function textIn(row: Row, column: string): string | null {
  const cell = row[column];
  return typeof cell === 'string' ? cell : null;
}

/** A cell that must be there. */
export function requiredIn(row: Row, column: string): number {
  const value = numberIn(row, column);
  if (value === null) throw new Error(`${column} is missing`);
  return value;
}

/**
 * The tables with rows grouped by person. The evaluator assumes what OMOP promises: ids are unique within a table, a
 * person's observation periods do not overlap, a person dies once.
 */
export class CdmIndex {
  readonly data: CdmData;
  readonly #byPerson = new Map<string, Map<number, Row[]>>();
  readonly #byId = new Map<string, Map<number, Row>>();

  constructor(data: CdmData) {
    this.data = data;
  }

  table(name: string): readonly Row[] {
    return this.data[name] ?? [];
  }

  /** Rows of a table that belong to a person, in table order. `personColumn` is `entity_id` in location_history. */
  rowsOf(table: string, person: number, personColumn = 'person_id'): readonly Row[] {
    let groups = this.#byPerson.get(table);
    if (!groups) {
      groups = new Map();
      for (const row of this.table(table)) {
        const key = requiredIn(row, personColumn);
        const group = groups.get(key);
        if (group) group.push(row);
        else groups.set(key, [row]);
      }
      this.#byPerson.set(table, groups);
    }
    return groups.get(person) ?? [];
  }

  /** The row with this id in the table's own id column, if any. */
  rowWithId(table: string, idColumn: string, id: number | null): Row | undefined {
    let rows = this.#byId.get(table);
    if (!rows) {
      rows = new Map(this.table(table).map((row) => [requiredIn(row, idColumn), row]));
      this.#byId.set(table, rows);
    }
    return id === null ? undefined : rows.get(id);
  }

  /** Everybody who appears in one of the tables. */
  personsIn(tables: Iterable<string>): number[] {
    const persons = new Set<number>();
    for (const table of tables) {
      const column = table === 'location_history' ? 'entity_id' : 'person_id';
      for (const row of this.table(table)) persons.add(requiredIn(row, column));
    }
    return [...persons].sort((a, b) => a - b);
  }
}
