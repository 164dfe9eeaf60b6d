import type { Checkpoint } from '../../../stats/outcome.ts';
import { type Disproportionality, disproportionality } from '../../../stats/safety/disproportionality.ts';
import { estimatePrior, squash } from '../../../stats/safety/gammaPoissonPrior.ts';
import { ebgm, ebQuantile, type GammaMixture } from '../../../stats/safety/gammaPoissonShrinker.ts';
import type { PairCounts } from '../../../stats/safety/reportCounts.ts';
import { reportingFraction } from '../../../stats/safety/reportingFraction.ts';
import type { GroupRate, RateEstimate, ReportedRow, SafetyRow } from '../safetyResult.ts';
import type { ReportBook } from './reportBook.ts';

/** What is reckoned of reports: the rows of the study's table, and by event of the book the places of its rows. */
export interface ReportedInput {
  readonly book: ReportBook;
  readonly rows: readonly SafetyRow<number>[];
  /** An event belongs to every row that it is part of: leaf, category, block, chapter. */
  readonly rowsOf: readonly (readonly number[])[];
  /** Person-years in which anybody of the release took the drug; null: not known. */
  readonly yearsOfUse: number | null;
}

/** Rows beside reports, with how many reports there are, of the drug, and of the drug with an event of a row. */
export interface ReportedOutput {
  readonly rows: readonly ReportedRow<number>[];
  readonly reports: number;
  readonly ofDrug: number;
  readonly matched: number;
}

/** A mixture is not fitted to fewer pairs. */
export const fewestPairs = 20;

/** More pairs are squashed before the fit, which changes what it says in the third digit. */
const mostPairs = 20_000;

/**
 * Reports of a drug beside what was seen of it. Expected are the cases that the exposed would have at the unexposed's
 * rate; the excess is what was observed above it, and the reporting fraction the reports per case of it (null without an
 * excess). Reports come from whoever takes the drug whenever, cases from the treatments of the study: the excess is
 * carried over to all use before reports are divided by it. A report counts once in every row that one of its events
 * belongs to.
 *
 * Disproportionality compares reports with reports. EBGM with its 5% and 95% quantiles shrinks by a mixture that is fitted
 * to the pairs of drug and event as the files have them; it is null below {@link fewestPairs} pairs, for the fit would
 * say nothing.
 */
export function reportedAgainstObserved(
  { book, rows, rowsOf, yearsOfUse }: ReportedInput,
  checkpoint?: Checkpoint,
): ReportedOutput {
  const counted = countRows(book, rows.length, rowsOf);
  const prior = fitPrior(book, checkpoint);
  return {
    reports: counted.reports,
    ofDrug: counted.ofDrug,
    matched: counted.matched,
    rows: rows.map((row, at) => {
      const a = counted.together[at] as number;
      const eventTotal = counted.withEvent[at] as number;
      const expected = (counted.ofDrug / counted.reports) * eventTotal;
      const pair: PairCounts = { drug: 0, event: at, a, drugTotal: counted.ofDrug, eventTotal, expected };
      const measures = a > 0 ? disproportionality(pair, counted.reports) : null;
      return {
        id: row.id,
        code: row.code,
        name: row.name,
        reports: a,
        ...observedBeside(row.groups[0], row.groups[1], a, yearsOfUse),
        prr: finiteOrNull(measures?.prr.estimate),
        ror: measures && Number.isFinite(measures.ror.lower) ? limitsOf(measures.ror) : null,
        ic: measures && informationOf(measures),
        ebgm: a > 0 && prior ? shrunkOf(pair, prior) : null,
      };
    }),
  };
}

/** Reports with an event of each row, of any drug and of the study's; each report once a row. */
function countRows(
  { weight, ofDrug, starts, event }: ReportBook,
  rows: number,
  rowsOf: ReportedInput['rowsOf'],
) {
  const [together, withEvent] = [new Float64Array(rows), new Float64Array(rows)];
  const lastSeen = new Int32Array(rows).fill(-1);
  const sums = { reports: 0, ofDrug: 0, matched: 0 };
  weight.forEach((reports, entry) => {
    const isOfDrug = ofDrug[entry] === 1;
    let isMatched = false;
    for (let at = starts[entry] as number; at < (starts[entry + 1] as number); at++) {
      for (const row of rowsOf[event[at] as number] ?? []) {
        isMatched = true;
        if (lastSeen[row] === entry) continue;
        lastSeen[row] = entry;
        withEvent[row] = (withEvent[row] as number) + reports;
        if (isOfDrug) together[row] = (together[row] as number) + reports;
      }
    }
    sums.reports += reports;
    if (isOfDrug) sums.ofDrug += reports;
    if (isOfDrug && isMatched) sums.matched += reports;
  });
  return { together, withEvent, ...sums };
}

function observedBeside(
  exposed: GroupRate<number> | undefined,
  unexposed: GroupRate<number> | undefined,
  reports: number,
  yearsOfUse: number | null,
): Pick<ReportedRow<number>, 'observed' | 'expected' | 'excess' | 'reportingFraction'> {
  const of = (group: GroupRate<number> | undefined) => ({
    events: group?.events ?? 0,
    time: group?.personYears ?? 0,
  });
  const found = reportingFraction({ reports, exposed: of(exposed), unexposed: of(unexposed) });
  // Without any use on record (a cohort that takes no drug) there is nothing to carry over to.
  const ofStudy = yearsOfUse === null || yearsOfUse <= 0 ? 1 : (exposed?.personYears ?? 0) / yearsOfUse;
  return {
    observed: exposed?.events ?? 0,
    expected: found?.expected ?? null,
    excess: found?.excess ?? null,
    reportingFraction: found?.fraction
      ? {
          estimate: found.fraction.estimate * ofStudy,
          lower: found.fraction.lower * ofStudy,
          upper: found.fraction.upper === null ? null : found.fraction.upper * ofStudy,
        }
      : null,
  };
}

function fitPrior({ counts, expected }: ReportBook, checkpoint?: Checkpoint): GammaMixture | null {
  if (counts.length < fewestPairs) return null;
  const pairs = { counts, expected };
  return estimatePrior(counts.length > mostPairs ? squash(pairs) : pairs, 1, checkpoint).prior;
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
