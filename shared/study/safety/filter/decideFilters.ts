import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld } from '../../../disclosure/publishedCount.ts';
import type { Checkpoint } from '../../../stats/outcome.ts';
import { NearCounts } from '../../result/nearCounts.ts';
import type { SafetyAnalysis } from '../analysis/analyseSafety.ts';
import { groupCount, type OutcomeCounts } from '../analysis/outcomeCounts.ts';
import { safetyGroups } from '../analysis/outcomeCurves.ts';
import { childrenOf } from '../publishing/publishTables.ts';
import { relationsOf, ShownBefore } from '../publishing/shownBefore.ts';
import type { SafetyResult } from '../safetyResult.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import { decideTogether, type GroupCounts } from './decideTogether.ts';
import { SafetyViews } from './safetyViews.ts';
import { withheldInFamilies } from './withheldInFamilies.ts';

/** By row of a table (or control): which views are withheld (1). */
export type Withheld = readonly Uint8Array[];

/** What of one group and time-at-risk is withheld. */
export interface GroupDecision {
  /** Persons with an event, and events. */
  readonly events: Withheld;
  readonly persons: Withheld;
  /** Events of the negative controls. */
  readonly controls: Withheld;
  /** Persons at risk of anything. */
  readonly everybody: Uint8Array;
}

/** What filters may show, by time-at-risk and group (in the order of the rows' groups). Decided once for a study. */
export interface FilterDecision {
  readonly tables: readonly { readonly groups: readonly GroupDecision[] }[];
}

export interface FilterQuestion {
  readonly parts: SafetyAnalysis['parts'];
  readonly published: SafetyResult;
  readonly study: Pick<SafetySpecification, 'timesAtRisk' | 'ageBreaks' | 'negativeControls'>;
  readonly rules: OutputRules;
  /** By group: views whose persons at risk in the first time-at-risk must not be shown for reasons of the release (1). */
  readonly withheldPersons: readonly Uint8Array[];
}

/**
 * Decides for all filters of a study together what each may show, given what the whole study shows. See
 * `withheldInFamilies`; beside that, no count of a view differs by few from that of the same view in another
 * time-at-risk, shown or withheld.
 */
export function decideFilters(
  { parts, published, study, rules, withheldPersons }: FilterQuestion,
  checkpoint?: Checkpoint,
): FilterDecision {
  const views = new SafetyViews(study.ageBreaks.length + 1);
  const groupNumbers = published.exposure.groups.map(({ group }) => safetyGroups.indexOf(group));
  const relations = relationsOf(study.timesAtRisk);
  const memories = groupNumbers.map(() => ({
    events: new ShownBefore(relations, rules),
    persons: new ShownBefore(relations, rules),
    controls: new ShownBefore(relations, rules),
    everybody: views.strata.map(() => new NearCounts(rules)),
  }));
  const shownControls = new Set(published.controls?.points.map(({ id }) => id));
  const tables = published.timesAtRisk.map((table, t) => {
    const own = parts[t] as SafetyAnalysis['parts'][number];
    const children = childrenOf(table.rows);
    const noChildren = own.controls.map(() => []);
    const groups = groupNumbers.map((g, k) => {
      checkpoint?.((t + k / groupCount) / published.timesAtRisk.length);
      const memory = memories[k] as (typeof memories)[number];
      const everybody = views.counts(own.everybody, g);
      const isEverybodyShown =
        t === 0
          ? !isWithheld(published.exposure.groups[k]?.persons ?? { withheld: 'small', below: 0 })
          : table.rows.some(({ groups: rates }) => !isWithheld(rates[k]?.persons as number));
      const hidesEverybody = decideEverybody(
        views,
        everybody,
        isEverybodyShown,
        (view) => t === 0 && withheldPersons[k]?.[view] === 1,
        memory.everybody,
        rules,
      );
      const counts = own.rows.map((row) => views.counts(row, g));
      const prevalent = counts.map((of) =>
        Float64Array.from(of, ({ persons }, view) => (everybody[view]?.persons ?? 0) - persons),
      );
      const persons = withheldInFamilies(
        {
          views,
          counts: prevalent,
          children,
          isWholeShown: table.rows.map(({ groups: rates }) => !isWithheld(rates[k]?.persons as number)),
          isSecret: (row, view) => {
            const at = counts[row]?.[view]?.persons ?? 0;
            return (
              hidesEverybody[view] === 1 ||
              isSmall(at, rules) ||
              memory.persons.tells(t, `${view} ${table.rows[row]?.id}`, at)
            );
          },
        },
        rules,
      );
      remember(memory.persons, t, table.rows, persons, (row, view) => counts[row]?.[view]?.persons ?? 0);
      return { counts, everybody: hidesEverybody, persons, memory, group: k };
    });
    const ofEvents = decideTogether(
      groups.map(
        ({ counts, memory, group }): GroupCounts => ({
          counts,
          isWholeShown: table.rows.map(({ groups: rates }) => !isWithheld(rates[group]?.withEvent as number)),
          tells: (row, view, count) => memory.events.tells(t, `${view} ${table.rows[row]?.id}`, count),
        }),
      ),
      { views, children, rules },
    );
    const ofControls = decideTogether(
      groups.map(({ memory, group }): GroupCounts => {
        const g = groupNumbers[group] as number;
        const counts = own.controls.map((control) => views.counts(control, g));
        return {
          counts,
          // Points of the whole strip are of the first time-at-risk and the unexposed.
          isWholeShown: study.negativeControls.map(({ id }, c) =>
            t === 0 && g < 2 ? shownControls.has(id) : !isSmall(counts[c]?.[0]?.withEvent ?? 0, rules),
          ),
          tells: (row, view, count) => memory.controls.tells(t, `${view} ${row}`, count),
        };
      }),
      { views, children: noChildren, rules },
    );
    groups.forEach(({ counts, memory, group }) => {
      remember(memory.events, t, table.rows, ofEvents[group] ?? [], (row, view) => {
        return counts[row]?.[view]?.withEvent ?? 0;
      });
      const g = groupNumbers[group] as number;
      const controls = own.controls.map((control, row) => ({
        id: String(row),
        of: views.counts(control, g),
      }));
      remember(memory.controls, t, controls, ofControls[group] ?? [], (row, view) => {
        return controls[row]?.of[view]?.withEvent ?? 0;
      });
    });
    return {
      groups: groups.map(({ everybody, persons, group }) => ({
        everybody,
        persons,
        events: ofEvents[group] ?? [],
        controls: ofControls[group] ?? [],
      })),
    };
  });
  return { tables };
}

function decideEverybody(
  views: SafetyViews,
  counts: readonly OutcomeCounts[],
  isWholeShown: boolean,
  isSecret: (view: number) => boolean,
  near: readonly NearCounts[],
  rules: OutputRules,
): Uint8Array {
  const persons = Float64Array.from(counts, (own) => own.persons);
  const [hidden = new Uint8Array(views.size)] = withheldInFamilies(
    {
      views,
      counts: [persons],
      children: [[]],
      isWholeShown: [isWholeShown],
      isSecret: (_, view) => isSecret(view) || near[view]?.isNear(persons[view] as number) === true,
    },
    rules,
  );
  persons.forEach((count, view) => {
    const isHidden = hidden[view] === 1;
    if (isHidden && isSmall(count, rules)) return;
    near[view]?.decided(count, isHidden ? { withheld: 'complementary', below: rules.minimumCell } : count);
  });
  return hidden;
}

function remember(
  memory: ShownBefore,
  table: number,
  rows: readonly { readonly id: string }[],
  withheld: Withheld,
  count: (row: number, view: number) => number,
): void {
  withheld.forEach((own, row) => {
    own.forEach((isHidden, view) => {
      memory.decided(table, `${view} ${rows[row]?.id}`, count(row, view), isHidden === 1);
    });
  });
}
