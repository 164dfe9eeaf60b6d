import type { Checkpoint } from '../../stats/outcome.ts';
import { type Disproportionality, disproportionality } from '../../stats/safety/disproportionality.ts';
import { estimatePrior, squash } from '../../stats/safety/gammaPoissonPrior.ts';
import { ebgm, ebQuantile, type GammaMixture } from '../../stats/safety/gammaPoissonShrinker.ts';
import { countTable, type PairCounts } from '../../stats/safety/reportCounts.ts';
import type { GroupRate, RateEstimate, ReportedRow, SafetyRow } from './safetyResult.ts';

/** Spontaneous reports: one row per drug and event with its number of reports; drugs and events as codes of the file. */
export interface ReportTable {
  readonly drugs: readonly string[];
  readonly events: readonly string[];
  readonly rows: readonly { readonly drug: number; readonly event: number; readonly count: number }[];
}

/** A mixture is not fitted to fewer pairs. */
const fewestPairs = 20;

/**
 * Reports of a drug beside what was seen of it. Expected are the cases that the exposed would have at the unexposed's
 * rate; the excess is what was observed above it, and the reporting fraction the reports per case of it (null without an
 * excess). Disproportionality compares reports with reports: margins are sums of the table. EBGM with its 5% and 95%
 * quantiles is null below {@link fewestPairs} pairs, for the fit would say nothing.
 *
 * @param drug place of the drug in the table
 * @param codeOf the outcome's code as reports write it
 */
export function reportedAgainstObserved(
  reports: ReportTable,
  drug: number,
  rows: readonly SafetyRow<number>[],
  codeOf: (row: SafetyRow<number>) => string,
  checkpoint?: Checkpoint,
): ReportedRow<number>[] {
  const used = summed(reports);
  const counted = countTable(
    Int32Array.from(used, (row) => row.drug),
    Int32Array.from(used, ({ event }) => event),
    Float64Array.from(used, ({ count }) => count),
  );
  const prior = fitPrior(counted.pairs, checkpoint);
  const byEvent = new Map(
    counted.pairs
      .filter((pair) => pair.drug === drug)
      .map((pair) => [reports.events[pair.event] ?? '', pair]),
  );
  return rows.map((row) => {
    const pair = byEvent.get(codeOf(row));
    const n = pair?.a ?? 0;
    const measures = pair ? disproportionality(pair, counted.reports) : null;
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      reports: n,
      ...observedBeside(row.groups[0], row.groups[1], n),
      prr: finiteOrNull(measures?.prr.estimate),
      ror: measures && Number.isFinite(measures.ror.lower) ? limitsOf(measures.ror) : null,
      ic: measures && informationOf(measures),
      ebgm: pair && prior ? shrunkOf(pair, prior) : null,
    };
  });
}

/** Pairs that the file lists more than once are one. */
function summed({ rows }: ReportTable): ReportTable['rows'] {
  const pairs = new Map<string, { drug: number; event: number; count: number }>();
  for (const { drug, event, count } of rows) {
    if (!(count > 0)) continue;
    const key = `${drug},${event}`;
    const known = pairs.get(key);
    if (known) known.count += count;
    else pairs.set(key, { drug, event, count });
  }
  return [...pairs.values()];
}

function observedBeside(
  exposed: GroupRate<number> | undefined,
  unexposed: GroupRate<number> | undefined,
  reports: number,
): Pick<ReportedRow<number>, 'observed' | 'expected' | 'excess' | 'reportingFraction'> {
  const observed = exposed?.events ?? 0;
  const years = unexposed?.personYears ?? 0;
  if (years === 0 || !unexposed || !exposed) {
    return { observed, expected: null, excess: null, reportingFraction: null };
  }
  const expected = (unexposed.events / years) * (exposed.personYears ?? 0);
  const excess = observed - expected;
  return { observed, expected, excess, reportingFraction: excess > 0 ? reports / excess : null };
}

function fitPrior(pairs: readonly PairCounts[], checkpoint?: Checkpoint): GammaMixture | null {
  if (pairs.length < fewestPairs) return null;
  const data = {
    counts: Float64Array.from(pairs, ({ a }) => a),
    expected: Float64Array.from(pairs, ({ expected }) => expected),
  };
  return estimatePrior(squash(data), 1, checkpoint).prior;
}

function shrunkOf({ a, expected }: PairCounts, prior: GammaMixture): RateEstimate {
  return {
    estimate: ebgm(a, expected, prior),
    lower: ebQuantile(0.05, a, expected, prior),
    upper: ebQuantile(0.95, a, expected, prior),
  };
}

function informationOf({ ic, icLower, icUpper }: Disproportionality): RateEstimate {
  return { estimate: ic, lower: icLower, upper: icUpper };
}

function limitsOf({ estimate, lower, upper }: RateEstimate): RateEstimate {
  return { estimate, lower, upper };
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
