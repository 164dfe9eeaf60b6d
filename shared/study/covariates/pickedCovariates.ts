import type { CovariateSettings } from '../specification/comparisonSpecification.ts';
import { phraseOf } from './bilingual.ts';
import { fixedName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';
import { firstDay, windowBits } from './covariateWindows.ts';
import { conceptsOf } from './excludedConcepts.ts';
import { type LastValues, readLastValues } from './lastValues.ts';
import { datesWith, PatternMerger } from './mergePatterns.ts';
import { sourceOf } from './recordCovariates.ts';
import { readPatterns } from './recordPatterns.ts';

type Picked = CovariateSettings['picked'][number];

/** The hand-picked covariates, in their order: always kept, whatever else a study leaves out. */
export async function pickedCovariates(context: CovariateContext): Promise<void> {
  for (const picked of context.settings.picked) {
    const only = await conceptsOf(context.connection, picked.concepts, context.job);
    const hasValues = picked.domain === 'measurement' || picked.domain === 'observation';
    if (picked.take === 'value' && hasValues) await pickedValue(context, picked, only);
    else await pickedPresence(context, picked, only);
  }
}

async function pickedPresence(
  { connection, index, collector, job }: CovariateContext,
  { id, name, domain, window }: Picked,
  only: ReadonlySet<number>,
): Promise<void> {
  const records = await readPatterns(connection, index, { ...sourceOf(domain), only }, job);
  const merger = new PatternMerger(index.count);
  for (let key = 0; key < records.concepts.length; key++) merger.add(records, key);
  const dates = datesWith(merger.take(), windowBits(domain, window));
  collector.keep({
    domain: 'picked',
    key: id,
    window,
    concept: null,
    name: fixedName(name),
    kind: 'binary',
    persons: dates.length,
    column: { kind: 'sparse', rows: index.rowsOf(dates) },
  });
}

/**
 * The last value in the unit that most persons have it in, as recorded. Who has none counts with the mean of the
 * others, and a further covariate says so (the missing-indicator method).
 */
async function pickedValue(
  { connection, index, collector, job }: CovariateContext,
  { id, name, domain, window }: Picked,
  only: ReadonlySet<number>,
): Promise<void> {
  const source = { ...sourceOf(domain as 'measurement' | 'observation'), only };
  const { dates, values } = inCommonestUnit(
    await readLastValues(connection, index.table, source, job),
    firstDay[window],
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const ofDates = new Float64Array(index.count).fill(mean);
  for (let k = 0; k < dates.length; k++) ofDates[dates[k] as number] = values[k] as number;
  const common = { domain: 'picked', window, concept: null } as const;
  collector.keep({
    ...common,
    key: id,
    name: fixedName(name),
    kind: 'continuous',
    persons: dates.length,
    column: { kind: 'dense', values: index.spread(ofDates) },
  });
  if (dates.length === index.count) return;
  const measured = new Set(dates);
  const missing = Int32Array.from({ length: index.count }, (_, date) => date).filter(
    (date) => !measured.has(date),
  );
  collector.keep({
    ...common,
    key: `${id}:missing`,
    name: fixedName(
      phraseOf([name], ([of], language) =>
        language === 'ja' ? `${of}（記録なし）` : `${of} (not recorded)`,
      ),
    ),
    kind: 'binary',
    persons: missing.length,
    column: { kind: 'sparse', rows: index.rowsOf(missing) },
  });
}

/** Several concepts may measure the same: of one date the last of them counts, of one day the lowest concept. */
function inCommonestUnit(all: LastValues, from: number | null) {
  const byUnit = new Map<number, Map<number, { readonly day: number; readonly value: number }>>();
  all.concepts.forEach((_, key) => {
    const unit = all.details[key] as number;
    const own = byUnit.get(unit) ?? new Map<number, { day: number; value: number }>();
    byUnit.set(unit, own);
    for (let k = all.starts[key] as number; k < (all.starts[key + 1] as number); k++) {
      const [date, day] = [all.dates[k] as number, all.days[k] as number];
      if (from !== null && day < from) continue;
      const known = own.get(date);
      if (!known || known.day < day) own.set(date, { day, value: all.values[k] as number });
    }
  });
  const [commonest] = [...byUnit].sort(([a, of], [b, others]) => others.size - of.size || a - b);
  const entries = [...(commonest?.[1] ?? [])].sort(([a], [b]) => a - b);
  return {
    dates: Int32Array.from(entries, ([date]) => date),
    values: Float64Array.from(entries, ([, { value }]) => value),
  };
}
