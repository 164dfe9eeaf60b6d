import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { freedomOf } from '../../../disclosure/solvable.ts';
import type { OutcomeCounts } from '../analysis/outcomeCounts.ts';
import type { Withheld } from './decideFilters.ts';
import type { SafetyViews } from './safetyViews.ts';
import { withheldInFamilies } from './withheldInFamilies.ts';

/** Counts of the outcomes of one table in one group. */
export interface GroupCounts {
  /** By outcome and view. */
  readonly counts: readonly (readonly OutcomeCounts[])[];
  readonly isWholeShown: readonly boolean[];
  /** Whether a count of persons with an event tells of other times-at-risk. */
  readonly tells: (outcome: number, view: number, count: number) => boolean;
}

interface Table {
  readonly views: SafetyViews;
  readonly children: readonly (readonly number[])[];
  readonly rules: OutputRules;
}

/**
 * A ratio over strata says up to five things (the ratio, the difference, their errors, p) about events and days of the
 * withheld strata of both groups: these must be free to vary in more ways, each in events and in days.
 */
const fewestFreedoms = 3;

/**
 * Decides on the events of the groups of a table: in each on its own, and then so that the ratios of the whole study,
 * which are of all strata, do not tell the withheld ones: outcomes whose withheld strata could be told withhold all.
 */
export function decideTogether(groups: readonly GroupCounts[], table: Table): Withheld[] {
  /** By outcome: 1 no stratum is shown, 2 nothing is. */
  const closed = new Map<number, number>();
  const decide = (): Withheld[] => groups.map((group) => eventsWithheld(group, table, closed));
  let decided = decide();
  for (let again = true; again; ) {
    again = false;
    for (const outcome of groups[0]?.counts.keys() ?? []) {
      const level = closed.get(outcome) ?? 0;
      if (level === 2 || !isTold(decided, groups, outcome, table.views)) continue;
      closed.set(outcome, level + 1);
      again = true;
    }
    if (again) decided = decide();
  }
  return decided;
}

function isTold(
  decided: readonly Withheld[],
  groups: readonly GroupCounts[],
  outcome: number,
  views: SafetyViews,
): boolean {
  const freedoms = groups.map(({ counts, isWholeShown }, k) => {
    if (!isWholeShown[outcome]) return null;
    const own = decided[k]?.[outcome];
    const unknowns = views.strata.flatMap((_, view) =>
      own?.[view] === 1 && (counts[outcome]?.[view]?.events ?? 0) > 0 ? [view] : [],
    );
    const equations = views.sums.map(({ whole, parts }) =>
      unknowns.map((view) => (view === whole ? -1 : parts.includes(view) ? 1 : 0)),
    );
    return freedomOf(equations, unknowns.length);
  });
  const [exposed, ...others] = freedoms;
  // Without a shown whole there is no ratio.
  return others.some((other) => {
    if (exposed === null || exposed === undefined || other === null) return false;
    return exposed + other > 0 && exposed + other < fewestFreedoms;
  });
}

/** Where a person may have several events, what withholds either count withholds both. */
function eventsWithheld(
  { counts, isWholeShown, tells }: GroupCounts,
  { views, children, rules }: Table,
  closed: ReadonlyMap<number, number>,
): Withheld {
  const isStratum = new Set(
    views.strata.flatMap(([first = -1, ...more]) => (more.length > 0 ? [] : [views.ofStratum(first)])),
  );
  const isClosed = (outcome: number, view: number): boolean => {
    const level = closed.get(outcome) ?? 0;
    return level === 2 || (level === 1 && isStratum.has(view));
  };
  const decide = (of: 'withEvent' | 'events', before: Withheld | null): Uint8Array[] =>
    withheldInFamilies(
      {
        views,
        children,
        counts: counts.map((own) => Float64Array.from(own, (count) => count[of])),
        isWholeShown,
        isSecret: (outcome, view) => {
          if (before) return before[outcome]?.[view] === 1;
          const own = counts[outcome]?.[view];
          if (!own || isClosed(outcome, view)) return true;
          return isSmall(own.persons - own.withEvent, rules) || tells(outcome, view, own.withEvent);
        },
      },
      rules,
    );
  let hidden = decide('withEvent', null);
  const isSame = counts.every((own) => own.every(({ withEvent, events }) => withEvent === events));
  if (isSame) return hidden;
  for (let size = -1; size !== sizeOf(hidden); ) {
    size = sizeOf(hidden);
    hidden = decide('events', hidden);
    hidden = decide('withEvent', hidden);
  }
  return hidden;
}

function sizeOf(hidden: Withheld): number {
  return hidden.reduce((sum, own) => sum + own.reduce((total, is) => total + is, 0), 0);
}
