import { phraseOf } from './bilingual.ts';
import type { CandidateName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';
import { firstDay } from './covariateWindows.ts';
import { type LastValues, readLastValues, valuesFrom } from './lastValues.ts';
import { sourceOf } from './recordCovariates.ts';
import { rangeCovariates } from './referenceRanges.ts';
import { offerLevels } from './valueLevels.ts';

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
