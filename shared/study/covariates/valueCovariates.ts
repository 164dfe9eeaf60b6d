import { toRows } from '../../engine/columns.ts';
import { sql } from '../../engine/sql.ts';
import { phraseOf } from './bilingual.ts';
import type { CandidateName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';
import { firstDay } from './covariateWindows.ts';
import { type LastValues, readLastValues, valuesFrom } from './lastValues.ts';
import { entriesOf } from './mergePatterns.ts';
import { offerPresence } from './presenceCovariates.ts';
import { sourceOf } from './recordCovariates.ts';
import { readPatterns } from './recordPatterns.ts';

/** Up to so many different values are looked at one by one as well, as classes and grades are. */
const MOST_LEVELS = 10;

const ranges = [
  { id: 'below', name: { ja: '基準値より低い', en: 'below the range' } },
  { id: 'within', name: { ja: '基準値内', en: 'within the range' } },
  { id: 'above', name: { ja: '基準値より高い', en: 'above the range' } },
] as const;

/** Last values of measurements, and whether they were outside the range of reference that the record gives. */
export async function measurementValueCovariates(context: CovariateContext): Promise<void> {
  if (!context.domains.has('measurementValue')) return;
  const { connection, index, job } = context;
  const source = sourceOf('measurement');
  job.report({ phase: 'covariates', fraction: null, detail: source.table });
  offerLastValues(context, 'measurementValue', await readLastValues(connection, index.table, source, job));
  await rangeCovariates(context);
}

/** Last values of observations: those with few different ones (classes, grades) also level by level. */
export async function observationValueCovariates(context: CovariateContext): Promise<void> {
  if (!context.domains.has('observation')) return;
  const { connection, index, job } = context;
  const values = await readLastValues(connection, index.table, sourceOf('observation'), job);
  offerLastValues(context, 'observation', values);
  offerLevels(context, values);
}

/**
 * One covariate per concept, unit and window: the last value in standard deviations from the mean of those who have
 * one. Who has none counts with the mean; that there was a record is another covariate.
 */
function offerLastValues(
  { windows, index, excluded, collector }: CovariateContext,
  domain: 'measurementValue' | 'observation',
  all: LastValues,
): void {
  all.concepts.forEach((concept, key) => {
    if (excluded.has(concept)) return;
    const unit = all.details[key] as number;
    for (const window of windows) {
      const { dates, values } = valuesFrom(all, key, firstDay[window]);
      const standard = standardised(values);
      if (!standard) continue;
      collector.offer({
        domain,
        key: unit === 0 ? `${concept}:value` : `${concept}:value:${unit}`,
        window,
        concept,
        name: valueName(concept, unit),
        kind: 'continuous',
        persons: dates.length,
        column: spreadSparse(index, dates, standard),
      });
    }
  });
}

function valueName(concept: number, unit: number): CandidateName {
  if (unit === 0) {
    return {
      concepts: [concept],
      phrase: (names) =>
        phraseOf(
          names,
          ([name], language) => `${name}${language === 'ja' ? '（最後の値）' : ' (last value)'}`,
        ),
    };
  }
  return {
    concepts: [concept, unit],
    phrase: (names) =>
      phraseOf(names, ([name, is], language) =>
        language === 'ja' ? `${name}（最後の値、${is}）` : `${name} (last value, ${is})`,
      ),
  };
}

/** In standard deviations (n − 1) from the mean; null where nothing varies. */
export function standardised(values: Float64Array): Float64Array | null {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = Math.sqrt(squares / (values.length - 1));
  return sd > 0 && Number.isFinite(sd) ? values.map((value) => (value - mean) / sd) : null;
}

function spreadSparse(
  { count, rowsOf, spread }: CovariateContext['index'],
  dates: Int32Array,
  values: Float64Array,
) {
  const rows = rowsOf(dates);
  if (rows === dates) return { kind: 'sparse', rows, values } as const;
  const ofDates = new Float64Array(count);
  for (let k = 0; k < dates.length; k++) ofDates[dates[k] as number] = values[k] as number;
  const ofRows = spread(ofDates);
  return { kind: 'sparse', rows, values: Float64Array.from(rows, (row) => ofRows[row] as number) } as const;
}

function offerLevels({ windows, index, excluded, collector }: CovariateContext, all: LastValues): void {
  all.concepts.forEach((concept, key) => {
    if (excluded.has(concept)) return;
    const levels = [...new Set(all.values.subarray(all.starts[key], all.starts[key + 1]))].sort(
      (a, b) => a - b,
    );
    if (levels.length < 2 || levels.length > MOST_LEVELS) return;
    for (const level of levels) {
      for (const window of windows) {
        const { dates, values } = valuesFrom(all, key, firstDay[window]);
        const having = dates.filter((_, k) => values[k] === level);
        if (having.length === 0) continue;
        collector.offer({
          domain: 'observation',
          key: `${concept}=#${level}`,
          window,
          concept,
          name: { concepts: [concept], phrase: (names) => phraseOf(names, ([name]) => `${name} = ${level}`) },
          kind: 'binary',
          persons: having.length,
          column: { kind: 'sparse', rows: index.rowsOf(having) },
        });
      }
    }
  });
}

/** Whether there was a value below, within or above its range of reference. */
async function rangeCovariates(context: CovariateContext): Promise<void> {
  const { connection, index, job } = context;
  const [given] = toRows(
    await connection.query(
      sql`SELECT COUNT(*) > 0 AS given FROM (SELECT 1 FROM cdm.measurement WHERE range_low IS NOT NULL OR range_high IS NOT NULL LIMIT 1) AS one`,
      job,
    ),
  );
  if (given?.given !== true) return;
  const records = await readPatterns(
    connection,
    index.table,
    {
      ...sourceOf('measurement'),
      detail: sql`CAST(CASE WHEN e.value_as_number < e.range_low THEN 0 WHEN e.value_as_number > e.range_high THEN 2 ELSE 1 END AS DOUBLE)`,
      where: sql`e.value_as_number IS NOT NULL AND (e.range_low IS NOT NULL OR e.range_high IS NOT NULL)`,
    },
    job,
  );
  records.concepts.forEach((concept, key) => {
    const range = ranges[records.details[key] as number];
    if (!range || context.excluded.has(concept)) return;
    const name: CandidateName = {
      concepts: [concept],
      phrase: (names) =>
        phraseOf(names, ([of], language) =>
          language === 'ja' ? `${of}：${range.name.ja}` : `${of}: ${range.name.en}`,
        ),
    };
    offerPresence(
      context,
      'measurementValue',
      `${concept}:${range.id}`,
      { concept, name },
      entriesOf(records, key),
    );
  });
}
