import type { Job } from '../../../engine/job.ts';
import { addDays, dateLiteral, epochDays, type Sql, sql } from '../../../engine/sql.ts';
import { valuesOf } from '../../population/recordDays.ts';
import { groupCount } from '../analysis/outcomeCounts.ts';
import { GrowingInts } from '../persons/growingInts.ts';
import { offsetsOf, personDayOrder } from '../persons/personDayOrder.ts';
import type { PersonReader, PersonSlice } from '../persons/personReader.ts';
import type { SafetyPersons } from '../safetyPersons.ts';

/** What happened to rows round index: in order of row, then day. */
export interface RowRecords {
  readonly row: Int32Array;
  readonly day: Int32Array;
  /** Place in {@link keys}. */
  readonly key: Int32Array;
  /** Concepts or cohort keys, ascending. */
  readonly keys: Float64Array;
}

/** Where to look: days after index, `from` null for ever before, `to` for each row. */
export interface Reach {
  readonly from: number | null;
  readonly to: Int32Array;
}

/** Records in a relation that is called `e`. */
export interface EventSource {
  readonly from: Sql;
  readonly person: Sql;
  readonly date: Sql;
  readonly key: Sql;
  readonly where: Sql;
  /** Rows of the relation, about. */
  readonly rows: number;
  /** What is said to be read. */
  readonly detail: string;
}

type Rows = Pick<SafetyPersons, 'rows' | 'personNo' | 'group' | 'indexDay'>;

/**
 * Reads the records of a relation that lie in reach of index: of everybody, slice by slice, and each looked up here. To
 * join them in the engine with as many index dates takes longer.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function recordsAroundIndex(
  reader: PersonReader,
  { from, person, date, key, where, rows, detail }: EventSource,
  persons: Rows,
  reach: Reach,
  job: Job,
): Promise<RowRecords> {
  const found = new RecordsOfRows(persons, reach, reader.size);
  const { earliest, latest } = found;
  if (latest < earliest) return found.records();
  const source = {
    from,
    person,
    code: { value: sql`${epochDays(date)} - ${earliest}`, count: latest - earliest + 1 },
    values: [sql`CAST(${key} AS DOUBLE) AS event_key`],
    where: sql`${where} AND ${date} BETWEEN ${dateOf(earliest)} AND ${dateOf(latest)}`,
    rows,
  };
  for await (const slice of reader.read(source, job, detail)) {
    found.add(slice);
  }
  return found.records();
}

/** No record is older. */
const OLDEST = -719_162;

function dateOf(day: number): Sql {
  return addDays(dateLiteral('1970-01-01'), day);
}

/** Picks of records, slice by slice of persons, what is in reach of any of their rows. */
class RecordsOfRows {
  /** Epoch days between which everything in reach lies. */
  readonly earliest: number;
  readonly latest: number;
  readonly #persons: Rows;
  readonly #reach: Reach;
  /** Rows of each person, ascending: those of person i are `#rows[#of[i]]` to before `#rows[#of[i + 1]]`. */
  readonly #of: Int32Array;
  readonly #rows: Int32Array;
  /** First and last epoch day in reach of any row of a person. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** Places of keys in order of appearance. */
  readonly #places = new Map<number, number>();
  /** By group, for rows are in order of group, then person. */
  readonly #found = Array.from({ length: groupCount }, () => ({
    row: new GrowingInts(),
    day: new GrowingInts(),
    key: new GrowingInts(),
  }));

  constructor(persons: Rows, reach: Reach, size: number) {
    const { rows, personNo, indexDay } = persons;
    this.#persons = persons;
    this.#reach = reach;
    this.#of = offsetsOf(personNo, size);
    this.#rows = new Int32Array(rows);
    this.#first = new Int32Array(size).fill(0x7fffffff);
    this.#last = new Int32Array(size).fill(-0x80000000);
    const next = this.#of.slice();
    let [earliest, latest] = [0x7fffffff, -0x80000000];
    for (let row = 0; row < rows; row++) {
      const [person, index] = [personNo[row] as number, indexDay[row] as number];
      const place = next[person] as number;
      this.#rows[place] = row;
      next[person] = place + 1;
      const first = reach.from === null ? OLDEST : index + reach.from;
      const last = index + (reach.to[row] as number);
      if (first < (this.#first[person] as number)) this.#first[person] = first;
      if (last > (this.#last[person] as number)) this.#last[person] = last;
      earliest = Math.min(earliest, first);
      latest = Math.max(latest, last);
    }
    this.earliest = Math.max(OLDEST, earliest);
    this.latest = latest;
  }

  /** Takes records of some persons, whose codes are days after the earliest. Uses the slice up. */
  add({ persons: who, codes: days, columns, first: start, end }: PersonSlice): void {
    const keys = valuesOf(columns[0]);
    for (let at = 0; at < who.length; at++) {
      const person = who[at] as number;
      const day = (days[at] as number) + this.earliest;
      days[at] = day;
      const isInReach =
        person >= 0 && day >= (this.#first[person] as number) && day <= (this.#last[person] as number);
      who[at] = isInReach ? person - start : -1;
    }
    const order = personDayOrder(who, days, end - start);
    for (let from = 0; from < order.length; ) {
      const person = who[order[from] as number] as number;
      let to = from + 1;
      while (to < order.length && who[order[to] as number] === person) to++;
      this.#addPerson(person + start, order.subarray(from, to), days, keys);
      from = to;
    }
  }

  #addPerson(person: number, records: Int32Array, days: Int32Array, keys: Float64Array): void {
    const { group, indexDay } = this.#persons;
    const { from, to } = this.#reach;
    for (let place = this.#of[person] as number; place < (this.#of[person + 1] as number); place++) {
      const row = this.#rows[place] as number;
      const index = indexDay[row] as number;
      const first = from === null ? OLDEST : index + from;
      const last = index + (to[row] as number);
      const found = this.#found[group[row] as number];
      for (const at of records) {
        const day = days[at] as number;
        if (day > last) break;
        if (day < first) continue;
        found?.row.push(row);
        found?.day.push(day - index);
        found?.key.push(this.#placeOf(keys[at] as number));
      }
    }
  }

  #placeOf(key: number): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#places.size);
    return this.#places.size - 1;
  }

  records(): RowRecords {
    const keys = Float64Array.from(this.#places.keys()).sort();
    const rank = new Int32Array(keys.length);
    keys.forEach((key, at) => {
      rank[this.#places.get(key) as number] = at;
    });
    const all = (of: 'row' | 'day' | 'key'): Int32Array => {
      const joined = new GrowingInts();
      for (const found of this.#found) joined.append(found[of].values);
      return joined.values;
    };
    const key = all('key');
    for (let at = 0; at < key.length; at++) key[at] = rank[key[at] as number] as number;
    return { row: all('row'), day: all('day'), key, keys };
  }
}
