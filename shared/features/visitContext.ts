import { largestFirst } from '../disclosure/largestFirst.ts';
import type { OutputRules } from '../disclosure/outputRules.ts';
import { isWithheld } from '../disclosure/publishedCount.ts';
import { publishParts } from '../disclosure/publishParts.ts';
import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { daysBetween, join, type Sql, sql } from '../engine/sql.ts';
import type { VisitContext } from './characterisationApi.ts';
import { conceptNames } from './conceptNames.ts';

/** Where the bins of days since the visit began start. */
const dayStarts = [0, 1, 4, 8, 31] as const;

/** Begins a department that is a concept, before its number. */
const conceptMark = 'concept:';

/** The department of a visit with provider `p` and care site `c`: its name, or `concept:` and a number; '' where none is known. */
export const departmentText: Sql = sql`COALESCE(
      CASE WHEN p.specialty_concept_id <> 0 THEN ${conceptMark} || CAST(p.specialty_concept_id AS VARCHAR) END,
      NULLIF(regexp_extract(c.care_site_name, '[ 　]([^ 　]+)$', 1), ''),
      CASE WHEN c.place_of_service_concept_id <> 0 THEN ${conceptMark} || CAST(c.place_of_service_concept_id AS VARCHAR) END,
      ''
    )`;

interface CountedVisit {
  readonly kind: number | null;
  readonly department: string;
  readonly day: number;
  readonly persons: number;
}

/**
 * The visit that index belongs to: the entry event's own, else the first that covers the day. Its kind, its department
 * (the provider's specialty, else the last word of the care site's name where that has several, else its place of
 * service), and for how many days it had gone on. Kinds add up to the cohort, departments and days to their kind: each
 * is protected against its known sum.
 *
 * @param index table with person_id BIGINT, index_date DATE, one row per person
 * @param events relation with person_id and visit_occurrence_id of entry events; null: none known
 */
export async function visitContext(
  connection: EngineConnection,
  index: Sql,
  events: Sql | null,
  rules: OutputRules,
  job: Job,
): Promise<readonly VisitContext[]> {
  const own =
    events ?? sql`(SELECT person_id, CAST(NULL AS BIGINT) AS visit_occurrence_id FROM ${index} WHERE FALSE)`;
  const days = daysBetween(sql`v.visit_start_date`, sql`i.index_date`);
  const rows = await connection.query(
    sql`SELECT CAST(kind AS BIGINT) AS kind, department, ${dayBin(sql`days`)} AS day, CAST(COUNT(*) AS INTEGER) AS persons
FROM (
  SELECT i.person_id, v.kind, v.days,
    ${departmentText} AS department
  FROM ${index} AS i
  LEFT JOIN (
    SELECT i.person_id, NULLIF(${ofFirst(sql`v.visit_concept_id`)}, -1) AS kind, ${ofFirst(days)} AS days,
      ${ofFirst(sql`v.provider_id`)} AS provider, ${ofFirst(sql`v.care_site_id`)} AS site
    FROM (
      SELECT i.person_id, i.index_date, MIN(e.visit_occurrence_id) AS visit
      FROM ${index} AS i LEFT JOIN ${own} AS e ON e.person_id = i.person_id
      GROUP BY i.person_id, i.index_date
    ) AS i
    JOIN cdm.visit_occurrence AS v ON v.person_id = i.person_id
    WHERE v.visit_occurrence_id = i.visit
      OR (i.visit IS NULL AND i.index_date BETWEEN v.visit_start_date AND v.visit_end_date)
    GROUP BY i.person_id
  ) AS v ON v.person_id = i.person_id
  LEFT JOIN cdm.provider AS p ON p.provider_id = v.provider
  LEFT JOIN cdm.care_site AS c ON c.care_site_id = v.site
) AS context
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3`,
    job,
  );
  const counted = toRows(rows).map(
    (row): CountedVisit => ({
      kind: row.kind === null ? null : Number(row.kind),
      department: String(row.department),
      day: Number(row.day),
      persons: Number(row.persons),
    }),
  );
  const kinds = [...new Set(counted.map(({ kind }) => kind))].map((kind) => ({
    kind,
    rows: counted.filter((row) => row.kind === kind),
  }));
  const { published, sumIsSafe } = publishParts(
    kinds.map((kind) => total(kind.rows)),
    rules,
  );
  const names = await conceptNames(
    connection,
    [
      ...kinds.flatMap(({ kind }) => (kind === null ? [] : [kind])),
      ...counted.flatMap(({ department }) =>
        departmentConcept(department) === null ? [] : [departmentConcept(department) ?? 0],
      ),
    ],
    job,
  );
  const contexts = kinds.map(({ kind, rows: own }, i): VisitContext => {
    const persons = sumIsSafe
      ? (published[i] ?? 0)
      : ({ withheld: 'complementary', below: rules.minimumCell } as const);
    const isHidden = isWithheld(persons) || kind === null;
    return {
      kind: kind === null ? null : (names.get(kind) ?? null),
      persons,
      departments: isHidden
        ? []
        : departments(own, rules).map(({ department, persons: some }) => ({
            department: names.get(departmentConcept(department) ?? -1)?.name ?? department,
            persons: some,
          })),
      daysSinceStart: isHidden ? [] : daysSinceStart(own, rules),
    };
  });
  return largestFirst(contexts);
}

/** What the first of several visits says, -1 where it says nothing: arg_min alone would pass over it. */
function ofFirst(value: Sql): Sql {
  return sql`arg_min(COALESCE(${value}, -1), v.visit_occurrence_id)`;
}

/** The concept that a department is, null where it is a text. */
export function departmentConcept(department: string): number | null {
  return department.startsWith(conceptMark) ? Number(department.slice(conceptMark.length)) : null;
}

function total(rows: readonly CountedVisit[]): number {
  return rows.reduce((sum, { persons }) => sum + persons, 0);
}

function departments(rows: readonly CountedVisit[], rules: OutputRules): VisitContext['departments'] {
  const parts = [...new Set(rows.map(({ department }) => department))].map((department) => ({
    department,
    persons: total(rows.filter((row) => row.department === department)),
  }));
  const { published, sumIsSafe } = publishParts(
    parts.map(({ persons }) => persons),
    rules,
  );
  if (!sumIsSafe) return [];
  return largestFirst(parts.map(({ department }, i) => ({ department, persons: published[i] ?? 0 })));
}

function daysSinceStart(rows: readonly CountedVisit[], rules: OutputRules): VisitContext['daysSinceStart'] {
  const { published, sumIsSafe } = publishParts(
    dayStarts.map((_, day) => total(rows.filter((row) => row.day === day))),
    rules,
  );
  if (!sumIsSafe) return [];
  return dayStarts.map((from, day) => {
    const next = dayStarts[day + 1];
    return { from, to: next === undefined ? null : next - 1, persons: published[day] ?? 0 };
  });
}

function dayBin(days: Sql): Sql {
  const cases = dayStarts.slice(1).map((from, bin) => sql`WHEN ${days} < ${from} THEN ${bin}`);
  return sql`CAST(CASE ${join(cases, ' ')} ELSE ${dayStarts.length - 1} END AS INTEGER)`;
}
