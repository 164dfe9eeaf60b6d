import { toRows } from '../../../engine/columns.ts';
import { sql } from '../../../engine/sql.ts';
import { idList } from '../../../vocabulary/idList.ts';
import { bilingual } from '../bilingual.ts';
import { fixedName } from '../candidate.ts';
import type { CovariateContext } from '../covariateContext.ts';
import { windowBits } from '../covariateWindows.ts';
import type { ConceptGroup } from '../hierarchy.ts';
import { datesWith, PatternMerger } from '../mergePatterns.ts';
import type { RecordPatterns } from '../recordPatterns.ts';
import { nonZero } from '../visitCovariates.ts';
import { codeMatcher } from './codeMatcher.ts';
import { type ScoreDefinition, scoreDefinitions } from './scoreDefinitions.ts';

/** Scores of all conditions up to index; none where the release has no ICD-10 codes. */
export async function offerConditionScores(
  context: CovariateContext,
  records: RecordPatterns,
): Promise<void> {
  const codes = await codesOf(context, records);
  if (codes.length === 0) return;
  const keyOf = new Map(Array.from(records.concepts, (concept, key) => [concept, key]));
  for (const score of scoreDefinitions) {
    const points = pointsOf(context, score, (matches) => {
      const concepts = codes.filter(({ code }) => matches(code)).map(({ concept }) => concept);
      const merger = new PatternMerger(context.index.count);
      for (const concept of new Set(concepts)) merger.add(records, keyOf.get(concept) ?? 0);
      return datesWith(merger.take(), windowBits('score', 'anyTime'));
    });
    offerCount(context, score.id, null, score.name, points);
  }
}

function pointsOf(
  { index, population }: CovariateContext,
  { categories, ofPerson }: ScoreDefinition,
  datesOf: (matches: (code: string) => boolean) => Int32Array,
): Float64Array {
  const points = Float64Array.from(index.rowOf, (row) =>
    ofPerson(population.age[row] as number, population.sex[row] as number),
  );
  for (const { levels } of categories) {
    const own = new Float64Array(index.count);
    for (const { points: worth, codes } of levels) {
      for (const date of datesOf(codeMatcher(codes))) own[date] = Math.max(own[date] as number, worth);
    }
    for (let date = 0; date < own.length; date++)
      points[date] = (points[date] as number) + (own[date] as number);
  }
  return points;
}

/** How many of the groups a person has records of, in each window. */
export function offerDistinctCounts(
  context: CovariateContext,
  id: 'distinctConditions' | 'distinctIngredients',
  groups: readonly ConceptGroup[],
  records: RecordPatterns,
): void {
  const { windows, index, excluded } = context;
  const domain = id === 'distinctConditions' ? 'condition' : 'drug';
  const name =
    id === 'distinctConditions'
      ? bilingual('病名の種類数', 'Number of different conditions')
      : bilingual('薬剤成分の種類数', 'Number of different ingredients');
  const keyOf = new Map(Array.from(records.concepts, (concept, key) => [concept, key]));
  const counts = windows.map(() => new Float64Array(index.count));
  const merger = new PatternMerger(index.count);
  for (const { members } of groups) {
    for (const member of members) {
      const key = keyOf.get(member);
      if (key !== undefined && !excluded.has(member)) merger.add(records, key);
    }
    const entries = merger.take();
    windows.forEach((window, place) => {
      const own = counts[place] as Float64Array;
      for (const date of datesWith(entries, windowBits(domain, window)))
        own[date] = (own[date] as number) + 1;
    });
  }
  windows.forEach((window, place) => {
    offerCount(context, id, window, name, counts[place] as Float64Array);
  });
}

function offerCount(
  { index, collector }: CovariateContext,
  key: string,
  window: CovariateContext['windows'][number] | null,
  name: string,
  ofDates: Float64Array,
): void {
  collector.offer({
    domain: 'score',
    key,
    window,
    concept: null,
    name: fixedName(name),
    kind: 'continuous',
    persons: ofDates.reduce((sum, value) => sum + Number(value > 0), 0),
    column: nonZero(index.spread(ofDates)),
  });
}

/** ICD-10 codes (without dots) of the recorded concepts: their own, and of codes that map to them. */
async function codesOf({ connection, excluded, job }: CovariateContext, { concepts }: RecordPatterns) {
  const recorded = idList(concepts.filter((concept) => !excluded.has(concept)));
  const rows = await connection.query(
    sql`SELECT DISTINCT code, CAST(concept_id AS DOUBLE) AS concept
FROM (
  SELECT UPPER(REPLACE(c.concept_code, '.', '')) AS code, c.concept_id
  FROM cdm.concept AS c
  WHERE c.vocabulary_id LIKE 'ICD10%'
  UNION ALL
  SELECT UPPER(REPLACE(c.concept_code, '.', '')) AS code, r.concept_id_2 AS concept_id
  FROM cdm.concept AS c
  JOIN cdm.concept_relationship AS r
    ON r.concept_id_1 = c.concept_id AND r.relationship_id = 'Maps to' AND r.invalid_reason IS NULL
  WHERE c.vocabulary_id LIKE 'ICD10%'
) AS codes
WHERE concept_id IN ${recorded}
ORDER BY 1, 2`,
    job,
  );
  return toRows(rows).map((row) => ({ code: String(row.code), concept: Number(row.concept) }));
}
