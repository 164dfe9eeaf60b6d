import { epochDays, join, plainName, sql } from '../../engine/sql.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import { indexEventColumns, primaryEvents } from '../compile/entryEvents.ts';
import { wholeNumbers } from '../personNumbers.ts';
import type { LiveAccess } from './liveAccess.ts';
import type { LiveEntry } from './liveEntry.ts';
import type { LivePlan } from './livePlan.ts';
import { noDay } from './personEvents.ts';
import { sharedInt32 } from './sharedNumbers.ts';
import type { WorkTable } from './workTables.ts';

const columns = [
  'event_key',
  'person_no',
  'person_id',
  'event_id',
  'start_date',
  'end_date',
  'op_start_date',
  'op_end_date',
  'visit_occurrence_id',
];

/**
 * A plan's index events after window and limit as a table, for what the engine must be asked: `event_key` counts them
 * from 0 in the order of {@link LiveEntry}.
 * @throws AkashiError `draft.tooManyEvents`, `cancelled`, `engine.*`
 */
export async function entryTable(access: LiveAccess, plan: LivePlan): Promise<WorkTable> {
  const { tables, limits } = access.events;
  const table = tables.find(plan.entryKey, []) ?? (await makeTable(access, plan));
  access.hold(table);
  if (table.rows > limits.entry) throw new AkashiError('draft.tooManyEvents', { limit: limits.entry });
  return table;
}

async function makeTable(access: LiveAccess, plan: LivePlan): Promise<WorkTable> {
  const { connection, job, events } = access;
  const { persons, tables, limits } = events;
  const { criteria } = plan.definition.entry;
  await persons.size(connection, job);
  const context = await access.context(plan, criteria);
  const primary = primaryEvents(context);
  const criterion = criteria.length > 1 ? sql`, criterion` : sql``;
  const order = sql`person_no, start_date, event_id${criterion}, op_start_date, op_end_date`;
  events.queries++;
  return tables.make(
    connection,
    plan.entryKey,
    columns,
    sql`${context.steps()}SELECT CAST(ROW_NUMBER() OVER (ORDER BY ${order}) - 1 AS INTEGER) AS event_key, e.person_no, ${indexEventColumns}
FROM (
  SELECT n.person_no, e.* FROM ${primary} AS e
  JOIN ${persons.table} AS n ON n.person_id = e.person_id
  LIMIT ${limits.entry + 1}
) AS e
ORDER BY event_key`,
    job,
  );
}

/** The events of such a table, read from it. Each has its observation period for itself. */
export async function entryOf(access: LiveAccess, table: WorkTable): Promise<LiveEntry> {
  const { connection, job, events } = access;
  const dates = ['start_date', 'end_date', 'op_start_date', 'op_end_date'].map(
    (column) => sql`COALESCE(${epochDays(plainName(column))}, ${noDay})`,
  );
  const read = await connection.query(
    sql`SELECT event_key, person_no, ${join(dates)} FROM ${table.table}`,
    job,
  );
  const keys = wholeNumbers(read, 0);
  const at = (place: number): Int32Array => {
    const values = wholeNumbers(read, place);
    const result = sharedInt32(table.rows);
    for (let i = 0; i < keys.length; i++) result[keys[i] ?? 0] = values[i] ?? 0;
    return result;
  };
  const [startOf, periodStarts, periodEnds] = [at(2), at(4), at(5)];
  return {
    id: events.nextEntry(),
    size: table.rows,
    persons: await events.persons.size(connection, job),
    isByPerson: false,
    personOf: at(1),
    startOf,
    endOf: at(3),
    observedBefore: startOf.map((start, event) => start - (periodStarts[event] ?? 0)),
    observedAfter: periodEnds.map((end, event) => end - (startOf[event] ?? 0)),
  };
}
