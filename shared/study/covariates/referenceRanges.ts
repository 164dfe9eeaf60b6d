import { toRows } from '../../engine/columns.ts';
import { sql } from '../../engine/sql.ts';
import { phraseOf } from './bilingual.ts';
import type { CandidateName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';
import { entriesOf } from './mergePatterns.ts';
import { offerPresence } from './presenceCovariates.ts';
import { sourceOf } from './recordCovariates.ts';
import { readPatterns } from './recordPatterns.ts';

const ranges = [
  { id: 'below', name: { ja: '基準値より低い', en: 'below the range' } },
  { id: 'within', name: { ja: '基準値内', en: 'within the range' } },
  { id: 'above', name: { ja: '基準値より高い', en: 'above the range' } },
] as const;

/** Whether there was a value below, within or above its range of reference. */
export async function rangeCovariates(context: CovariateContext): Promise<void> {
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
    index,
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
