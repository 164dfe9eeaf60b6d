import type { Checkpoint } from '../../../stats/outcome.ts';
import type { EmpiricalNull } from '../../../stats/sensitivity/empiricalCalibration.ts';
import type { SafetyEvents, SafetyOutcome, SafetyPersons } from '../safetyPersons.ts';
import type { ControlStrip, SafetyComparison, SafetyRow, SafetyTable } from '../safetyResult.ts';
import { compareGroups, type GroupComparison, groupRate } from './compareGroups.ts';
import { type ControlEstimate, calibrate, controlStrip, nullOfStrip } from './controlStrip.ts';
import { adjustByFamilies, listedAbove, type TestFamilies, testFamilies } from './multiplicity.ts';
import type { CountingRules, OutcomeCounts, RiskWindow } from './outcomeCounts.ts';
import { groupSums, type StrataCells, StrataCounter, type StrataCounts } from './strataCounts.ts';

/** Groups that are compared with the exposed, and their numbers. */
export const comparedGroups = [
  ['unexposed', 1],
  ['comparator', 2],
] as const;

export interface TableOptions {
  readonly rules: CountingRules;
  /** Outcomes with fewer persons with an event, in all groups together, are not listed. */
  readonly minimumPersons: number;
  /** Level of the double false discovery rate. */
  readonly level: number;
  readonly checkpoint?: Checkpoint;
}

export interface AnalysedTable {
  readonly table: SafetyTable<number>;
  /** Places of the rows' outcomes in the events. */
  readonly listed: readonly number[];
  /** Controls of each comparison, and how many persons of either group have each. */
  readonly controls: readonly AnalysedControls[];
  readonly comparisons: number;
  /** Persons at risk of anything at all, of the groups in the order of the rows. */
  readonly persons: readonly number[];
  readonly parts: TableParts;
}

/** What a table is made of, by stratum and group. */
export interface TableParts {
  readonly everybody: StrataCounts;
  /** In the order of the rows. */
  readonly rows: readonly StrataCounts[];
  /** In the order in which controls were asked. */
  readonly controls: readonly StrataCounts[];
}

export interface AnalysedControls {
  readonly with: SafetyComparison['with'];
  readonly strip: ControlStrip;
  /** Persons with an event: exposed, other; in the order in which controls were asked. */
  readonly withEvent: readonly (readonly [number, number])[];
}

/** A group has rows in the table where anybody of the study is in it; the exposed always. */
export function presentGroups({ group }: SafetyPersons): readonly number[] {
  const present = new Set<number>(group);
  return [0, 1, 2].filter((g) => g === 0 || present.has(g));
}

/**
 * The event table of one time-at-risk: every outcome in every group, and the exposed against the others. With `controls`
 * (events of the negative controls of the same persons), ratios are calibrated and findings told.
 */
export function safetyTable(
  persons: SafetyPersons,
  window: RiskWindow,
  cells: StrataCells,
  events: SafetyEvents,
  controls: SafetyEvents | null,
  { rules, minimumPersons, level, checkpoint }: TableOptions,
): AnalysedTable {
  const counter = new StrataCounter(cells, window, rules);
  const present = presentGroups(persons);
  const compared = comparedGroups.filter(([, g]) => present.includes(g));
  const rows: Counted[] = [];
  events.outcomes.forEach((outcome, place) => {
    if (place % 64 === 0) checkpoint?.(place / events.outcomes.length);
    const counts = counter.count(events, place);
    const sums = groupSums(counts);
    const all = sums.reduce((sum, { withEvent }) => sum + withEvent, 0);
    if (all < minimumPersons) return;
    rows.push({
      place,
      outcome,
      counts,
      sums,
      against: compared.map(([, g]) => compareGroups(counts, sums, g)),
    });
  });
  const listed = rows.map(({ place }) => place);
  const ofEachControl = (controls?.outcomes ?? []).map((_, place) =>
    counter.count(controls as SafetyEvents, place),
  );
  const ofControls = compared.map(([name, g]) => analyseControls(ofEachControl, controls, name, g));
  const families = testFamilies(events.outcomes, listed);
  const columns = compared.map(([name], k) =>
    decide(
      name,
      rows.map(({ against }) => against[k] as GroupComparison),
      families,
      nullOfStrip((ofControls[k] as AnalysedControls).strip),
      level,
    ),
  );
  const among = new Set(listed);
  const totals = groupSums(counter.everybody);
  return {
    listed,
    persons: present.map((g) => totals[g]?.persons ?? 0),
    parts: {
      everybody: counter.everybody,
      rows: rows.map(({ counts }) => counts),
      controls: ofEachControl,
    },
    controls: ofControls,
    comparisons: columns.flat().filter(({ p }) => p !== null).length,
    table: {
      timeAtRisk: window.timeAtRisk,
      rows: rows.map(
        ({ place, outcome, sums }, i): SafetyRow<number> => ({
          id: outcome.id,
          code: outcome.code,
          name: outcome.name,
          parents: listedAbove(events.outcomes, place, among).map(
            (above) => events.outcomes[above]?.id ?? '',
          ),
          level: outcome.level,
          groups: present.map((g) => groupRate(sums[g] as OutcomeCounts)),
          against: columns.map((column) => column[i] as SafetyComparison),
        }),
      ),
    },
  };
}

interface Counted {
  readonly place: number;
  readonly outcome: SafetyOutcome;
  readonly counts: StrataCounts;
  readonly sums: readonly OutcomeCounts[];
  readonly against: readonly GroupComparison[];
}

function analyseControls(
  counted: readonly StrataCounts[],
  controls: SafetyEvents | null,
  name: SafetyComparison['with'],
  other: number,
): AnalysedControls {
  const withEvent: [number, number][] = [];
  const estimates = (controls?.outcomes ?? []).map((outcome, place): ControlEstimate => {
    const counts = counted[place] as StrataCounts;
    const sums = groupSums(counts);
    withEvent.push([sums[0]?.withEvent ?? 0, sums[other]?.withEvent ?? 0]);
    return { id: outcome.id, name: outcome.name, ratio: compareGroups(counts, sums, other).logRatio };
  });
  return { with: name, strip: controlStrip(estimates), withEvent };
}

/** A finding is a harm with nothing listed below it whose calibrated p stands up to the same double FDR. */
function decide(
  name: SafetyComparison['with'],
  column: readonly GroupComparison[],
  families: TestFamilies,
  error: EmpiricalNull | null,
  level: number,
): SafetyComparison[] {
  const adjust = (p: readonly (number | null)[]) => adjustByFamilies(p, families, level);
  const adjusted = adjust(column.map(({ comparison }) => comparison.p));
  const calibrated = column.map(({ logRatio }) => (error && logRatio ? calibrate(logRatio, error) : null));
  const afterwards = adjust(calibrated.map((own) => own?.p ?? null));
  return column.map(({ comparison }, i): SafetyComparison => {
    const own = calibrated[i] ?? null;
    const p = afterwards[i] ?? null;
    return {
      with: name,
      ...comparison,
      adjustedP: adjusted[i] ?? null,
      calibrated: own,
      signal:
        families.isLeaf[i] === true && own !== null && p !== null && p <= level && own.rateRatio.estimate > 1,
    };
  });
}
