import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld } from '../../../disclosure/publishedCount.ts';
import type { GroupRate, SafetyRow, SafetyTable } from '../safetyResult.ts';
import type { SafetyTimeAtRisk } from '../specification/safetySpecification.ts';
import { publishComparison, publishRate } from './publishRates.ts';
import { relationsOf, ShownBefore } from './shownBefore.ts';
import { shownFindings } from './shownFindings.ts';
import { withheldInTree } from './withheldInTree.ts';

/**
 * Event tables as they may be shown: of every group, persons with an event and persons who were not at risk are decided
 * over the hierarchy, and beside those of the same outcome in the times-at-risk before.
 *
 * @param persons persons at risk of anything by time-at-risk and group
 * @param level of the double false discovery rate
 * @param hidesPersons whether persons of a time-at-risk and group must not be shown
 */
export function publishTables(
  tables: readonly SafetyTable<number>[],
  timesAtRisk: readonly SafetyTimeAtRisk[],
  persons: readonly (readonly number[])[],
  hidesPersons: (table: number, group: number) => boolean,
  rules: OutputRules,
  level: number,
): SafetyTable[] {
  const relations = relationsOf(timesAtRisk);
  const eventsShown = new ShownBefore(relations, rules);
  const personsShown = new ShownBefore(relations, rules);
  return tables.map((table, t): SafetyTable => {
    const children = childrenOf(table.rows);
    const groups = table.rows[0]?.groups.map((_, g) => {
      const of = (pick: (rate: GroupRate<number>) => number): number[] =>
        table.rows.map((row) => pick(row.groups[g] as GroupRate<number>));
      const total = persons[t]?.[g] ?? 0;
      const at = of((rate) => rate.persons);
      const withEvent = of((rate) => rate.withEvent);
      const prevalent = at.map((count) => total - count);
      const key = (i: number): string => `${g} ${table.rows[i]?.id}`;
      const ownEvents = places(withEvent, (count, i) => {
        const without = (at[i] as number) - count;
        return isSmall(without, rules) || eventsShown.tells(t, key(i), count);
      });
      const events = of((rate) => rate.events);
      const isEventHidden = hideBoth(withEvent, events, children, rules, ownEvents);
      const ownPersons = places(at, (count, i) => {
        return hidesPersons(t, g) || isSmall(count, rules) || personsShown.tells(t, key(i), count);
      });
      const isPersonHidden = withheldInTree(prevalent, children, rules, ownPersons);
      table.rows.forEach((_, i) => {
        eventsShown.decided(t, key(i), withEvent[i] as number, isEventHidden.has(i));
        personsShown.decided(t, key(i), at[i] as number, isPersonHidden.has(i));
      });
      return { isEventHidden, isPersonHidden };
    });
    const rows = table.rows.map((row, i): SafetyRow => {
      const rates = row.groups.map((rate, g) =>
        publishRate(
          rate,
          {
            persons: groups?.[g]?.isPersonHidden.has(i) ?? true,
            events: groups?.[g]?.isEventHidden.has(i) ?? true,
          },
          rules,
        ),
      );
      const others = rates.slice(1);
      const offset = others.length - row.against.length;
      return {
        ...row,
        groups: rates,
        against: row.against.map((own, k) =>
          publishComparison(own, rates[0] as GroupRate, others[k + offset] as GroupRate),
        ),
      };
    });
    // Withheld comparisons were made: they are tested as if they had found nothing.
    const isTested = (i: number, k: number): boolean => table.rows[i]?.against[k]?.p != null;
    const isCalibrated = (i: number, k: number): boolean => table.rows[i]?.against[k]?.calibrated != null;
    return {
      timeAtRisk: table.timeAtRisk,
      rows: shownFindings(rows, { isTested, isCalibrated }, level),
    };
  });
}

/** Of each row the places of the rows directly below it. */
export function childrenOf(
  rows: readonly { readonly id: string; readonly parents: readonly string[] }[],
): number[][] {
  const place = new Map(rows.map(({ id }, i) => [id, i]));
  const children = rows.map((): number[] => []);
  rows.forEach(({ parents }, i) => {
    for (const parent of parents) children[place.get(parent) ?? -1]?.push(i);
  });
  return children;
}

function places(counts: readonly number[], is: (count: number, place: number) => boolean): number[] {
  return counts.flatMap((count, i) => (is(count, i) ? [i] : []));
}

/** Where a person may have several events, what withholds either count withholds both. */
function hideBoth(
  withEvent: readonly number[],
  events: readonly number[],
  children: readonly (readonly number[])[],
  rules: OutputRules,
  seed: readonly number[],
): ReadonlySet<number> {
  let hidden = withheldInTree(withEvent, children, rules, seed);
  if (withEvent.every((count, i) => count === events[i])) return hidden;
  for (let size = -1; size !== hidden.size; ) {
    size = hidden.size;
    hidden = withheldInTree(events, children, rules, hidden);
    hidden = withheldInTree(withEvent, children, rules, hidden);
  }
  return hidden;
}

/** Places of rows whose events of a group are shown. */
export function shownEvents(table: SafetyTable | undefined, group: number): ReadonlyMap<string, number> {
  const shown = new Map<string, number>();
  for (const { id, groups } of table?.rows ?? []) {
    const count = groups[group]?.withEvent;
    if (count !== undefined && !isWithheld(count)) shown.set(id, count);
  }
  return shown;
}
