import { isWithheld, type PublishedCount } from '../../../disclosure/publishedCount.ts';
import { compareGroups, groupRate } from '../analysis/compareGroups.ts';
import { calibrate, controlStrip, nullOfStrip } from '../analysis/controlStrip.ts';
import type { OutcomeCounts } from '../analysis/outcomeCounts.ts';
import { safetyGroups } from '../analysis/outcomeCurves.ts';
import { comparedGroups, type TableParts } from '../analysis/safetyTable.ts';
import type { StrataCounts } from '../analysis/strataCounts.ts';
import { type HiddenCounts, publishComparison, publishRate, showsTime } from '../publishing/publishRates.ts';
import { shownFindings } from '../publishing/shownFindings.ts';
import type { ControlStrip, GroupRate, SafetyComparison, SafetyRow, SafetyTable } from '../safetyResult.ts';
import type { FilterDecision, GroupDecision } from './decideFilters.ts';
import type { FilteredStudy } from './filteredSafety.ts';
import { SafetyViews } from './safetyViews.ts';
import { shownStrata } from './shownStrata.ts';

export interface FilteredTable {
  readonly table: SafetyTable;
  /** Controls of the exposed against each other group, by number. */
  readonly strips: ReadonlyMap<number, ControlStrip>;
  readonly comparisons: number;
}

/** The event table of one time-at-risk under a filter: the outcomes of the whole study's, worked out from shown counts. */
export function filteredTable(
  { study, parts, published, decision, rules }: FilteredStudy,
  t: number,
  view: number,
): FilteredTable {
  const { timeAtRisk, rows } = published.timesAtRisk[t] as SafetyTable;
  const own = parts[t] as TableParts;
  const decided = decision.tables[t] as FilterDecision['tables'][number];
  const views = new SafetyViews(study.ageBreaks.length + 1);
  const groupNumbers = published.exposure.groups.map(({ group }) => safetyGroups.indexOf(group));
  const strata = views.strata[view] as readonly number[];

  const hides = (row: number, k: number, at: number): HiddenCounts => {
    const { persons, events } = decided.groups[k] as GroupDecision;
    return { persons: persons[row]?.[at] !== 0, events: events[row]?.[at] !== 0 };
  };
  const countsOf = (counts: StrataCounts, k: number, at: number): OutcomeCounts =>
    views.count(counts, groupNumbers[k] as number, at);
  const compare = (counts: StrataCounts, k: number, isShown: (at: number, k: number) => boolean) => {
    const g = groupNumbers[k] as number;
    const together = shownStrata(counts, strata, (stratum) =>
      [0, k].every((group) => isShown(views.ofStratum(stratum), group)),
    );
    const sums = groupNumbers.map((number) => views.count(counts, number, view));
    const bySafetyGroup = [0, 1, 2].map((number) => sums[groupNumbers.indexOf(number)] as OutcomeCounts);
    return compareGroups(together, bySafetyGroup, g);
  };
  const compared = comparedGroups.filter(([, g]) => groupNumbers.includes(g));
  const strips = new Map(
    compared.map(([, g]) => {
      const k = groupNumbers.indexOf(g);
      const isShown = (control: number, at: number, group: number): boolean =>
        decided.groups[group]?.controls[control]?.[at] === 0;
      const estimates = study.negativeControls.map(({ id, name }, c) => ({
        id,
        name,
        ratio:
          isShown(c, view, 0) && isShown(c, view, k)
            ? compare(own.controls[c] as StrataCounts, k, (at, group) => isShown(c, at, group)).logRatio
            : null,
      }));
      return [g, controlStrip(estimates)];
    }),
  );
  const shown = rows.map((row, i): SafetyRow => {
    const counts = own.rows[i] as StrataCounts;
    const rates = groupNumbers.map((_, k) =>
      withoutReasons(publishRate(groupRate(countsOf(counts, k, view)), hides(i, k, view), rules)),
    );
    return {
      ...row,
      groups: rates,
      against: compared.map(([name, g]): SafetyComparison => {
        const k = groupNumbers.indexOf(g);
        const [exposed, other] = [rates[0] as GroupRate, rates[k] as GroupRate];
        if (exposed.rate === null || other.rate === null) return nothing(name);
        const { comparison, logRatio } = compare(counts, k, (at, group) =>
          showsTime(countsOf(counts, group, at), hides(i, group, at), rules),
        );
        const error = nullOfStrip(strips.get(g) as ControlStrip);
        const calibrated = error && logRatio ? calibrate(logRatio, error) : null;
        return publishComparison(
          { with: name, ...comparison, adjustedP: null, calibrated, signal: false },
          exposed,
          other,
        );
      }),
    };
  });
  const isWithheldRow = (i: number, k: number): boolean => {
    const [exposed, ...others] = shown[i]?.groups ?? [];
    return exposed?.rate === null || others[k]?.rate === null;
  };
  return {
    strips,
    comparisons: shown
      .flatMap(({ against }, i) => against.map(({ p }, k) => p !== null || isWithheldRow(i, k)))
      .filter(Boolean).length,
    table: {
      timeAtRisk,
      rows: shownFindings(
        shown,
        { isTested: isWithheldRow, isCalibrated: isWithheldRow },
        study.multiplicity.level,
      ),
    },
  };
}

function nothing(name: SafetyComparison['with']): SafetyComparison {
  return {
    with: name,
    rateRatio: null,
    rateDifference: null,
    riskRatio: null,
    riskDifference: null,
    numberNeededToHarm: null,
    p: null,
    adjustedP: null,
    calibrated: null,
    signal: false,
  };
}

/** Under a filter readers are not told which withheld counts are small. */
export function withoutReasons(rate: GroupRate): GroupRate {
  const plain = (count: PublishedCount): PublishedCount =>
    isWithheld(count) ? { withheld: 'complementary', below: count.below } : count;
  return {
    ...rate,
    persons: plain(rate.persons),
    withEvent: plain(rate.withEvent),
    events: plain(rate.events),
  };
}
