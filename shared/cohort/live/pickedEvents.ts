import { toRows } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cdmTable, join, plainName, type Sql, sql } from '../../engine/sql.ts';
import {
  type CohortTables,
  type ConceptRole,
  cdmTables,
  type PickedEvents,
} from '../compile/cohortTables.ts';
import { columnsOf, eventColumns, filterColumns } from '../eventColumns.ts';
import type { Criterion } from '../expression/criterion.ts';
import { type DomainName, domains } from '../expression/domains.ts';
import type { ConceptOrder } from './conceptOrder.ts';
import type { WorkTable, WorkTables } from './workTables.ts';

/** What picking events needs. */
export interface PickingSource {
  readonly tables: WorkTables;
  /** Resolved concept sets (set_key, concept_id). */
  readonly members: Sql;
  /** Copies of tables in order of concept. */
  readonly order: ConceptOrder;
  /** More events than this are read where they lie. */
  readonly mostRows: number;
}

/**
 * The events of the criteria's concept sets, picked out into tables of their own, so that another window, number or
 * filter is asked of few rows.
 * @param setKeys the definition's concept set id → set_key
 * @param criteria whose events are worth a table of their own
 * @param reading everything that will be read: columns that only filters need are not in every copy
 * @param using told of every table that the result reads, to be released after use
 */
export async function pickEvents(
  source: PickingSource,
  connection: EngineConnection,
  { criteria, reading }: { readonly criteria: readonly Criterion[]; readonly reading: readonly Criterion[] },
  setKeys: ReadonlyMap<number, number>,
  using: (table: WorkTable) => void,
  job: Job,
): Promise<CohortTables> {
  const picked = new Map<string, WorkTable>();
  const needed = (domain: DomainName): string[] => [
    ...eventColumns(domains[domain]),
    ...(domain === 'DrugExposure' ? ['days_supply'] : []),
    ...reading.filter((criterion) => criterion.domain === domain).flatMap(filterColumns),
  ];
  for (const criterion of criteria) {
    const place = placeOf(criterion, setKeys);
    if (place === null) continue;
    // Others may read the same events for columns of their own.
    const sharing = reading.filter((other) => placeOf(other, setKeys)?.key === place.key);
    const table = await pick(source, connection, [criterion, ...sharing], place, job);
    if (table === null) continue;
    using(table);
    picked.set(place.key, table);
  }
  return {
    ...cdmTables(source.members, setKeys),
    eventsOf: (domain, role, conceptSetId) => {
      const key = keyOf(domains[domain].table, role, setKeys.get(conceptSetId) ?? -1);
      const table = picked.get(key);
      if (table) return { from: table.table, where: sql`TRUE` };
      return ordered(source, domain, role, setKeys.get(conceptSetId) ?? -1, needed);
    },
  };
}

/** Events of a set from a copy in order of concept. */
function ordered(
  { order, members }: PickingSource,
  domain: DomainName,
  role: ConceptRole,
  setKey: number,
  needed: (domain: DomainName) => readonly string[],
): PickedEvents | null {
  const { table, conceptColumn } = domains[domain];
  if (role !== 'concept' || conceptColumn === null) return null;
  const from = order.find(table, needed(domain));
  if (from === null) return null;
  const column = plainName('e', conceptColumn);
  return { from, where: sql`${column} IN (SELECT concept_id FROM ${members} WHERE set_key = ${setKey})` };
}

interface Place {
  readonly key: string;
  readonly column: string;
  readonly setKey: number;
}

/** Which events a criterion starts from; null when it names no concept set. */
function placeOf(criterion: Criterion, setKeys: ReadonlyMap<number, number>): Place | null {
  const spec = domains[criterion.domain];
  const role = criterion.conceptSetId === null ? 'sourceConcept' : 'concept';
  const set = criterion.conceptSetId ?? criterion.sourceConceptSetId;
  const column = role === 'concept' ? spec.conceptColumn : spec.sourceConceptColumn;
  if (set === null || column === null || spec.table === 'location_history') return null;
  const setKey = setKeys.get(set) ?? -1;
  return { key: keyOf(spec.table, role, setKey), column, setKey };
}

function keyOf(table: string, role: string, setKey: number): string {
  return `events ${table} ${role} ${setKey}`;
}

async function pick(
  { tables, members, order, mostRows }: PickingSource,
  connection: EngineConnection,
  criteria: readonly [Criterion, ...Criterion[]],
  { key, column, setKey }: Place,
  job: Job,
): Promise<WorkTable | null> {
  const spec = domains[criteria[0].domain];
  const needed = [...new Set([...eventColumns(spec), ...criteria.flatMap(columnsOf)])];
  const found = tables.find(key, needed);
  if (found) return found;
  const columns = [...new Set([...needed, ...tables.columnsOf(key)])];
  const matching = sql`FROM ${order.find(spec.table, [...columns, column]) ?? cdmTable(spec.table)} AS e
WHERE ${plainName('e', column)} IN (SELECT concept_id FROM ${members} WHERE set_key = ${setKey})`;
  const [row] = toRows(await connection.query(sql`SELECT CAST(COUNT(*) AS DOUBLE) AS n ${matching}`, job));
  if (Number(row?.n ?? 0) > mostRows) return null;
  const selected = join(columns.map((each) => plainName('e', each)));
  return tables.make(connection, key, columns, sql`SELECT ${selected}\n${matching}`, job);
}
