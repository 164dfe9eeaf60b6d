import type { OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../../disclosure/publishedCount.ts';
import { NearCounts } from '../../result/nearCounts.ts';
import type { CountingRules } from '../analysis/outcomeCounts.ts';
import { observedOn } from '../persons/releasePersons.ts';
import { nextSupply, treatmentEnd } from '../persons/supplies.ts';
import type { SafetyPersons } from '../safetyPersons.ts';
import { countedEvents } from './countedEvents.ts';
import { type CountedSet, type Decide, publishSet } from './countedSet.ts';
import type { FindingRecords } from './findingRecords.ts';
import type { DechallengeRefinement } from './refinementResult.ts';
import type { TreatmentRules } from './treatmentCourses.ts';

/** Within so many days of the event the drug was stopped, and of a restart the event came again. */
export const dechallengeDays = 30;

const steps = ['withEvent', 'stopped', 'resolved', 'restarted', 'recurred'] as const;

/**
 * What records tell of stopping and restarting: exposed persons with the event on their first treatment, and among them
 * those whose treatment ended within `days` of it and who were observed for twice as long after the end. Proxies: a
 * record is not the event, and no more supplies is not stopping.
 */
export function dechallenge(
  { people, supplies, events }: FindingRecords,
  { rows, group, personNo, indexDay }: Pick<SafetyPersons, 'rows' | 'group' | 'personNo' | 'indexDay'>,
  treatment: TreatmentRules,
  { cleanWindowDays }: CountingRules,
  days: number = dechallengeDays,
): DechallengeRefinement<CountedSet> {
  const found: Record<(typeof steps)[number], number[]> = {
    withEvent: [],
    stopped: [],
    resolved: [],
    restarted: [],
    recurred: [],
  };
  const first: CountingRules = { cleanWindowDays, count: 'first' };
  for (let row = 0; row < rows && group[row] === 0; row++) {
    const [person, index] = [personNo[row] as number, indexDay[row] as number];
    const period = observedOn(people, person, index);
    const last = Math.min(people.observedTo[period] as number, people.death[person] as number);
    const stop = treatmentEnd(supplies, person, index, treatment.gapDays);
    const onTreatment = [{ from: index + treatment.fromDay, to: Math.min(stop, last) }];
    const [event] = countedEvents(events, person, onTreatment, first);
    if (event === undefined) continue;
    found.withEvent.push(person);
    if (stop - event > days || stop + 2 * days > last) continue;
    found.stopped.push(person);
    const hasRecord = (from: number, to: number): boolean =>
      events.day.subarray(events.of[person], events.of[person + 1]).some((day) => day >= from && day <= to);
    const again = nextSupply(supplies, person, stop);
    const isOff = again === null || again > stop + 2 * days;
    if (isOff && !hasRecord(stop + days + 1, stop + 2 * days)) found.resolved.push(person);
    if (again === null || again + days > last) continue;
    found.restarted.push(person);
    if (hasRecord(again + treatment.fromDay, again + days)) found.recurred.push(person);
  }
  const setOf = (persons: readonly number[]): CountedSet => ({
    count: persons.length,
    persons: Int32Array.from(persons),
  });
  return {
    refinement: 'dechallenge',
    days,
    withEvent: setOf(found.withEvent),
    stopped: setOf(found.stopped),
    resolved: setOf(found.resolved),
    restarted: setOf(found.restarted),
    recurred: setOf(found.recurred),
  };
}

/**
 * Each step is a part of one before, and all are parts of the exposed with the event: none is shown near to another, or
 * to one that is not shown.
 * @param table how many of the exposed had the event in the table's times-at-risk, and what it shows of them
 */
export function publishDechallenge(
  raw: DechallengeRefinement<CountedSet>,
  table: readonly { readonly count: number; readonly published: PublishedCount }[],
  decide: Decide,
  rules: OutputRules,
): DechallengeRefinement {
  const near = new NearCounts(rules);
  for (const { count, published } of table) near.decided(count, published);
  const of = (set: CountedSet): PublishedCount => {
    const own = near.publish(set.count);
    const decided = isWithheld(own) ? own : near.decided(set.count, publishSet(set, decide, rules));
    // A withheld 0 looks like a small count.
    return isWithheld(decided) && set.count === 0 ? { ...decided, withheld: 'small' } : decided;
  };
  return {
    refinement: 'dechallenge',
    days: raw.days,
    withEvent: of(raw.withEvent),
    stopped: of(raw.stopped),
    resolved: of(raw.resolved),
    restarted: of(raw.restarted),
    recurred: of(raw.recurred),
  };
}
