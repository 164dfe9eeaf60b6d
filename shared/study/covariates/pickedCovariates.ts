import { sql } from '../../engine/sql.ts';
import { integers, numbers } from '../../vocabulary/conceptTable.ts';
import { resolvedItems } from '../../vocabulary/resolveConceptSets.ts';
import type { CovariateSettings } from '../specification/comparisonSpecification.ts';
import { phraseOf } from './bilingual.ts';
import { fixedName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';
import { firstDay, windowBits } from './covariateWindows.ts';
import { type LastValues, readLastValues } from './lastValues.ts';
import { datesWith, PatternMerger } from './mergePatterns.ts';
import { sourceOf } from './recordCovariates.ts';
import { type RecordPatterns, readPatterns } from './recordPatterns.ts';

type Picked = CovariateSettings['picked'][number];

/** What a hand-picked covariate is made from. */
interface PickedRecords {
  readonly picked: Picked;
  readonly concepts: ReadonlySet<number>;
  readonly takesValue: boolean;
}

/** The hand-picked covariates, in their order: always kept, whatever else a study leaves out. */
export async function pickedCovariates(context: CovariateContext): Promise<void> {
  const all = await conceptsOfPicked(context);
  const { connection, index, job } = context;
  const presence = new Map<Picked['domain'], RecordPatterns>();
  const values = new Map<Picked['domain'], LastValues>();
  for (const { picked, takesValue } of all) {
    const { domain } = picked;
    if ((takesValue ? values : presence).has(domain)) continue;
    // One reading serves all that is picked of a table.
    const alike = all.filter((each) => each.picked.domain === domain && each.takesValue === takesValue);
    const source = {
      ...sourceOf(domain),
      only: new Set(alike.flatMap(({ concepts }) => [...concepts])),
    };
    if (takesValue) values.set(domain, await readLastValues(connection, index.table, source, job));
    else presence.set(domain, await readPatterns(connection, index, source, job));
  }
  for (const each of all) {
    const { domain } = each.picked;
    const [records, last] = [presence.get(domain), values.get(domain)];
    if (each.takesValue && last) pickedValue(context, each, last);
    else if (records) pickedPresence(context, each, records);
  }
}

async function conceptsOfPicked({ connection, settings, job }: CovariateContext): Promise<PickedRecords[]> {
  const sets = settings.picked.map(() => new Set<number>());
  if (sets.length > 0) {
    const rows = await connection.query(
      sql`SELECT set_key, CAST(concept_id AS DOUBLE) AS concept FROM (\n${resolvedItems(settings.picked.map(({ concepts }) => concepts))}\n) AS members`,
      job,
    );
    const concepts = numbers(rows, 1);
    integers(rows, 0).forEach((key, row) => {
      sets[key]?.add(concepts[row] as number);
    });
  }
  return settings.picked.map((picked, place) => ({
    picked,
    concepts: sets[place] ?? new Set(),
    takesValue:
      picked.take === 'value' && (picked.domain === 'measurement' || picked.domain === 'observation'),
  }));
}

function pickedPresence(
  { index, collector }: CovariateContext,
  { picked: { id, name, domain, window }, concepts }: PickedRecords,
  records: RecordPatterns,
): void {
  const merger = new PatternMerger(index.count);
  records.concepts.forEach((concept, key) => {
    if (concepts.has(concept)) merger.add(records, key);
  });
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
function pickedValue(
  { index, collector }: CovariateContext,
  { picked: { id, name, window }, concepts }: PickedRecords,
  all: LastValues,
): void {
  const { dates, values } = inCommonestUnit(all, concepts, firstDay[window]);
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
function inCommonestUnit(all: LastValues, concepts: ReadonlySet<number>, from: number | null) {
  const byUnit = new Map<number, Map<number, { readonly day: number; readonly value: number }>>();
  all.concepts.forEach((concept, key) => {
    if (!concepts.has(concept)) return;
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
