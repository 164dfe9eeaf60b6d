import { availableColumns } from '../../../cohort/availableColumns.ts';
import type { Job } from '../../../engine/job.ts';
import { sql } from '../../../engine/sql.ts';
import type { PopulationContext } from '../../population/populationContext.ts';
import { type RecordDays, readRecordDays } from '../../population/recordDays.ts';
import type { SafetyEvents, SafetyPersons } from '../safetyPersons.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';

/**
 * Days of the negative controls' records round index of the study's persons, from the clean window before it on; null
 * without controls. Controls of tables that the release lacks have no events. Raw: mask it before any of it is shown.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function buildControlEvents(
  { engine, persons: numbers }: PopulationContext,
  { negativeControls, events: { cleanWindowDays } }: SafetySpecification,
  persons: SafetyPersons,
  job: Job,
): Promise<SafetyEvents | null> {
  if (negativeControls.length === 0) return null;
  const connection = await engine.connect();
  try {
    await numbers.numbered(connection, job);
    const available = await availableColumns(connection, job);
    await connection.run(
      sql`CREATE OR REPLACE TEMP TABLE study_person AS SELECT person_id, person_no FROM ${numbers.table}`,
      job,
    );
    const { records } = await readRecordDays(connection, negativeControls, available, 'days', job);
    const rowsOf = rowsByPerson(persons);
    const earliest = cleanWindowDays === null ? Number.NEGATIVE_INFINITY : -cleanWindowDays;
    return listed(
      negativeControls.map(({ id, name }) => ({ id, code: '', name, parents: [], level: 0 })),
      negativeControls.map((_, place) => aroundIndex(records[place], persons, rowsOf, earliest)),
    );
  } finally {
    await connection.close();
  }
}

interface RowDays {
  readonly row: number;
  readonly days: Int32Array;
}

/** Days relative to index of every row with a record, in order of row. */
function aroundIndex(
  records: RecordDays | undefined,
  { indexDay }: SafetyPersons,
  rowsOf: ReadonlyMap<number, readonly number[]>,
  earliest: number,
): RowDays[] {
  const found: RowDays[] = [];
  if (!records) return found;
  const { persons, days } = records;
  for (let from = 0; from < persons.length; ) {
    let to = from + 1;
    while (to < persons.length && persons[to] === persons[from]) to++;
    for (const row of rowsOf.get(persons[from] as number) ?? []) {
      const own = days
        .subarray(from, to)
        .map((day) => day - (indexDay[row] as number))
        .filter((day) => day >= earliest);
      if (own.length > 0) found.push({ row, days: own });
    }
    from = to;
  }
  return found.sort((a, b) => a.row - b.row);
}

function rowsByPerson({ personNo }: SafetyPersons): ReadonlyMap<number, readonly number[]> {
  const rows = new Map<number, number[]>();
  personNo.forEach((person, row) => {
    const known = rows.get(person);
    if (known) known.push(row);
    else rows.set(person, [row]);
  });
  return rows;
}

function listed(outcomes: SafetyEvents['outcomes'], lists: readonly (readonly RowDays[])[]): SafetyEvents {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, place) => {
    starts[place + 1] = (starts[place] as number) + list.reduce((sum, { days }) => sum + days.length, 0);
  });
  const row = new Int32Array(starts.at(-1) as number);
  const day = new Int32Array(row.length);
  let at = 0;
  for (const list of lists) {
    for (const own of list) {
      row.fill(own.row, at, at + own.days.length);
      day.set(own.days, at);
      at += own.days.length;
    }
  }
  return { outcomes, starts, row, day };
}
