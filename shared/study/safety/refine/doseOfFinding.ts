import type { OutputRules } from '../../../disclosure/outputRules.ts';
import { chiSquaredUpper } from '../../../stats/distributions/chiSquared.ts';
import { countingRules, type SafetyStudyData } from '../analysis/analyseSafety.ts';
import { compareGroups, groupRate } from '../analysis/compareGroups.ts';
import { doseTertiles } from '../analysis/doseTertiles.ts';
import { groupCount, type OutcomeCounts } from '../analysis/outcomeCounts.ts';
import { countSpells, outcomeSpells } from '../analysis/outcomeSpells.ts';
import { groupSums, StrataCells, type StrataCounts } from '../analysis/strataCounts.ts';
import { publishParts, wholeOf } from '../publishing/publishPictures.ts';
import type { SafetyRow } from '../safetyResult.ts';
import type { DoseResponseRefinement } from './refinementResult.ts';

/**
 * The exposed in thirds by their first daily dose: rates in the first time-at-risk, each third against the unexposed
 * within strata of age and sex, and a trend over the thirds among the exposed within the same strata.
 */
export function doseOfFinding(
  { study, persons, events }: SafetyStudyData,
  outcome: number,
): DoseResponseRefinement<number> {
  const none: DoseResponseRefinement<number> = { refinement: 'doseResponse', doses: [], trendP: null };
  const [window] = persons.windows;
  if (!window) return none;
  const spells = outcomeSpells(persons, window, events, outcome, countingRules(study));
  const tertiles = doseTertiles(persons, spells);
  if (!tertiles) return none;
  const cells = new StrataCells(persons, study.ageBreaks);
  const countsOf = (tertile: number): StrataCounts =>
    strataCounts(
      countSpells(
        spells,
        cells.strata * groupCount,
        cells.ofRow.map((cell, row) =>
          persons.group[row] === 1 || tertiles.of[row] === tertile ? cell : -1,
        ),
      ),
    );
  const found = [0, 1, 2]
    .map((tertile) => ({ ...tertiles.bounds(tertile), counts: countsOf(tertile) }))
    .map((own) => ({ ...own, sums: groupSums(own.counts) }))
    .filter(({ sums }) => (sums[0]?.persons ?? 0) > 0);
  return {
    refinement: 'doseResponse',
    doses: found.map(({ from, to, counts, sums }) => ({
      from,
      to,
      rate: groupRate(sums[0] as OutcomeCounts),
      rateRatio: compareGroups(counts, sums, 1).comparison.rateRatio,
    })),
    trendP: trendP(found.map(({ counts }) => counts)),
  };
}

function strataCounts(cells: readonly OutcomeCounts[]): StrataCounts {
  const column = (of: (cell: OutcomeCounts) => number): Float64Array => Float64Array.from(cells, of);
  return {
    persons: column(({ persons }) => persons),
    withEvent: column(({ withEvent }) => withEvent),
    events: column(({ events }) => events),
    days: column(({ days }) => days),
  };
}

/** Score test of Poisson rates for a trend over places in order, within strata (Breslow and Day, 1987, ch. 3). */
export function trendP(doses: readonly StrataCounts[]): number | null {
  let [score, variance] = [0, 0];
  for (let cell = 0; cell < (doses[0]?.days.length ?? 0); cell += groupCount) {
    const days = doses.map((dose) => dose.days[cell] as number);
    const events = doses.map((dose) => dose.events[cell] as number);
    const time = days.reduce((a, b) => a + b, 0);
    if (time === 0) continue;
    const mean = days.reduce((sum, own, k) => sum + k * own, 0) / time;
    const all = events.reduce((a, b) => a + b, 0);
    score += events.reduce((sum, own, k) => sum + own * (k - mean), 0);
    variance += (all * days.reduce((sum, own, k) => sum + (k - mean) ** 2 * own, 0)) / time;
  }
  return variance > 0 ? chiSquaredUpper((score * score) / variance, 1) : null;
}

/**
 * Thirds are parts of the exposed in the event table: decided as its pictures are. A ratio is shown beside its rate and
 * that of the unexposed, the trend where every rate is.
 * @param row the published row of the first time-at-risk
 */
export function publishDose(
  raw: DoseResponseRefinement<number>,
  row: SafetyRow,
  rules: OutputRules,
): DoseResponseRefinement {
  const [exposed, unexposed] = row.groups;
  const rates = publishParts(
    raw.doses.map(({ rate }) => rate),
    exposed ? wholeOf(exposed) : { persons: null, events: null },
    true,
    rules,
  );
  const hasOther = unexposed !== undefined && unexposed.rate !== null;
  return {
    refinement: 'doseResponse',
    doses: raw.doses.map((own, k) => {
      const rate = rates[k] as (typeof rates)[number];
      return { ...own, rate, rateRatio: rate.rate !== null && hasOther ? own.rateRatio : null };
    }),
    trendP: rates.every(({ rate }) => rate !== null) ? raw.trendP : null,
  };
}
