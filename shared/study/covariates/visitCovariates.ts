import { toRows } from '../../engine/columns.ts';
import { daysBetween, name, sql } from '../../engine/sql.ts';
import { departmentConcept, departmentText } from '../../features/visitContext.ts';
import { integers, numbers } from '../../vocabulary/conceptTable.ts';
import { phraseOf } from './bilingual.ts';
import { type CandidateName, conceptName, fixedName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';
import { stretchBit, windowBits } from './covariateWindows.ts';
import { entriesOf } from './mergePatterns.ts';
import { offerPresence } from './presenceCovariates.ts';
import { sourceOf } from './recordCovariates.ts';
import { conceptOf, keysOf, recordsUpToIndex } from './recordPatterns.ts';

/** How many visits of each kind, and whether there was one to each department. */
export async function visitCovariates(context: CovariateContext): Promise<void> {
  if (!context.domains.has('visit')) return;
  context.job.report({ phase: 'covariates', fraction: null, detail: 'visit_occurrence' });
  await visitCounts(context);
  await departments(context);
}

async function visitCounts({
  connection,
  index,
  windows,
  excluded,
  collector,
  job,
}: CovariateContext): Promise<void> {
  const source = sourceOf('visit');
  const rows = await connection.query(
    sql`SELECT date_no, concept, CAST(bit AS INTEGER) AS bit, CAST(COUNT(*) AS INTEGER) AS visits
FROM (
  SELECT i.date_no, ${conceptOf(source)} AS concept, ${stretchBit(daysBetween(sql`i.index_date`, sql`e.visit_start_date`))} AS bit
  FROM ${recordsUpToIndex(source, index.table)}
) AS records
GROUP BY date_no, concept, bit
ORDER BY concept, bit, date_no`,
    job,
  );
  const [dates, concepts, bits, visits] = [
    integers(rows, 0),
    numbers(rows, 1),
    integers(rows, 2),
    integers(rows, 3),
  ];
  const keys = keysOf(concepts, new Float64Array(concepts.length));
  keys.concepts.forEach((concept, key) => {
    if (excluded.has(concept)) return;
    for (const window of windows) {
      const wanted = windowBits('visit', window);
      const counts = new Float64Array(index.count);
      for (let k = keys.starts[key] as number; k < (keys.starts[key + 1] as number); k++) {
        const date = dates[k] as number;
        if ((bits[k] as number) & wanted) counts[date] = (counts[date] as number) + (visits[k] as number);
      }
      const persons = counts.reduce((sum, count) => sum + Number(count > 0), 0);
      if (persons === 0) continue;
      collector.offer({
        domain: 'visit',
        key: `${concept}:count`,
        window,
        concept,
        name: {
          concepts: [concept],
          phrase: (names) =>
            phraseOf(names, ([kind], language) =>
              language === 'ja' ? `${kind}（回数）` : `${kind} (number)`,
            ),
        },
        kind: 'continuous',
        persons,
        column: nonZero(index.spread(counts)),
      });
    }
  });
}

/** The rows with a value other than 0. */
export function nonZero(values: Float64Array) {
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) if (values[row] !== 0) rows.push(row);
  return {
    kind: 'sparse',
    rows: Int32Array.from(rows),
    values: Float64Array.from(rows, (row) => values[row] as number),
  } as const;
}

async function departments(context: CovariateContext): Promise<void> {
  const { connection, index, job } = context;
  const table = name('temp', 'study_department');
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE study_department AS
SELECT i.date_no, d.department, CAST(BIT_OR(${stretchBit(daysBetween(sql`i.index_date`, sql`e.visit_start_date`))}) AS INTEGER) AS pattern
FROM cdm.visit_occurrence AS e
JOIN ${index.table} AS i ON i.person_id = e.person_id AND e.visit_start_date <= i.index_date
JOIN (
  SELECT DISTINCT v.provider_id, v.care_site_id, ${departmentText} AS department
  FROM (SELECT DISTINCT provider_id, care_site_id FROM cdm.visit_occurrence) AS v
  LEFT JOIN cdm.provider AS p ON p.provider_id = v.provider_id
  LEFT JOIN cdm.care_site AS c ON c.care_site_id = v.care_site_id
) AS d ON d.provider_id IS NOT DISTINCT FROM e.provider_id AND d.care_site_id IS NOT DISTINCT FROM e.care_site_id
WHERE d.department <> ''
GROUP BY i.date_no, d.department`,
    job,
  );
  const known = toRows(
    await connection.query(sql`SELECT DISTINCT department FROM ${table} AS t ORDER BY department`, job),
  ).map(({ department }) => String(department));
  const rows = await connection.query(
    sql`SELECT date_no, CAST(place AS DOUBLE) AS place, pattern
FROM (SELECT t.*, DENSE_RANK() OVER (ORDER BY department) AS place FROM ${table} AS t) AS ranked
ORDER BY place, date_no`,
    job,
  );
  await connection.run(sql`DROP TABLE ${table}`, job);
  const places = numbers(rows, 1);
  const records = {
    ...keysOf(places, new Float64Array(places.length)),
    dates: integers(rows, 0),
    patterns: Uint8Array.from(integers(rows, 2)),
  };
  records.concepts.forEach((place, key) => {
    const department = known[place - 1] ?? '';
    const concept = departmentConcept(department);
    const called: CandidateName = concept === null ? fixedName(department) : conceptName(concept);
    offerPresence(
      context,
      'visit',
      `department:${department}`,
      { concept, name: called },
      entriesOf(records, key),
    );
  });
}
