import { toRows } from '../../../engine/columns.ts';
import type { Job } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { addDays, dateLiteral, epochDays, join, literal, type Sql, sql } from '../../../engine/sql.ts';
import { numbers } from '../../../vocabulary/conceptTable.ts';
import { resolvedItems } from '../../../vocabulary/resolveConceptSets.ts';
import { DaysAfterRecords, isInRanges } from './dayRanges.ts';
import type { PersonReader } from './personReader.ts';

/** Inpatient and emergency-room-then-inpatient visits. */
const hospitalVisits = [9201, 262];

/** Visits before the epoch or from 2200 on are nobody's year before a treatment. */
const lastDay = 84_005;

/** Where persons were cared for in the year before a day. */
export interface CareSettings {
  /** 2: a hospital stay began in the 365 days before the day; 1: another visit did; 0: neither. */
  readonly before: (person: number, day: number) => 0 | 1 | 2;
}

/**
 * Reads all visits once, and keeps of each person the stretches of days in the year after one: 16 bytes a person and
 * eight for each gap of more than a year.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function readCareSettings(
  connection: EngineConnection,
  reader: PersonReader,
  available: ReadonlySet<string>,
  job: Job,
): Promise<CareSettings> {
  if (!available.has('visit_occurrence.visit_start_date')) return { before: () => 0 };
  const { rows, earliest, latest } = await extentOfVisits(connection, job);
  if (latest < earliest) return { before: () => 0 };
  const day = sql`e.visit_start_date`;
  const visits = {
    from: sql`cdm.visit_occurrence AS e`,
    person: sql`e.person_id`,
    code: {
      value: sql`(${epochDays(day)} - ${earliest}) * 2 + CASE WHEN e.visit_concept_id IN (${await hospitalConcepts(connection, job)}) THEN 1 ELSE 0 END`,
      count: (latest - earliest + 1) * 2,
    },
    values: [],
    where: sql`${day} BETWEEN ${dateOf(earliest)} AND ${dateOf(latest)}`,
    rows,
  };
  const any = new DaysAfterRecords(reader.size, earliest, latest);
  const hospital = new DaysAfterRecords(reader.size, earliest, latest);
  for await (const { first, end, persons, codes } of reader.read(visits, job, 'visit_occurrence')) {
    any.begin(first, end);
    hospital.begin(first, end);
    for (let row = 0; row < persons.length; row++) {
      const person = persons[row] as number;
      if (person < 0) continue;
      const code = codes[row] as number;
      const on = earliest + (code >> 1);
      any.add(person, on);
      if (code & 1) hospital.add(person, on);
    }
    any.finish();
    hospital.finish();
  }
  const [anywhere, inHospital] = [any.ranges, hospital.ranges];
  return {
    before: (person, on) =>
      isInRanges(inHospital, person, on) ? 2 : isInRanges(anywhere, person, on) ? 1 : 0,
  };
}

async function extentOfVisits(
  connection: EngineConnection,
  job: Job,
): Promise<{ readonly rows: number; readonly earliest: number; readonly latest: number }> {
  const [row] = toRows(
    await connection.query(
      sql`SELECT CAST(COUNT(*) AS DOUBLE) AS n, ${epochDays(sql`MIN(visit_start_date)`)} AS earliest,
  ${epochDays(sql`MAX(visit_start_date)`)} AS latest
FROM cdm.visit_occurrence`,
      job,
    ),
  );
  return {
    rows: Number(row?.n ?? 0),
    earliest: Math.max(0, Number(row?.earliest ?? 0)),
    latest: Math.min(lastDay, Number(row?.latest ?? -1)),
  };
}

async function hospitalConcepts(connection: EngineConnection, job: Job): Promise<Sql> {
  const items = hospitalVisits.map((conceptId) => ({
    conceptId,
    isExcluded: false,
    includeDescendants: true,
    includeMapped: false,
  }));
  const found = await connection.query(
    sql`SELECT DISTINCT CAST(concept_id AS DOUBLE) AS concept_id FROM (${resolvedItems([items])}) AS m ORDER BY 1`,
    job,
  );
  return join([...new Set([...hospitalVisits, ...numbers(found, 0)])].map(literal));
}

function dateOf(day: number): Sql {
  return addDays(dateLiteral('1970-01-01'), day);
}
