import type { OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld } from '../../../disclosure/publishedCount.ts';
import { sequenceSymmetry } from '../../../stats/safety/sequenceSymmetry.ts';
import { ratioOf } from '../analysis/compareGroups.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import { type CountedSet, type Decide, publishSet } from './countedSet.ts';
import { eligibleTime } from './eligibleTime.ts';
import type { FindingRecords } from './findingRecords.ts';
import type { SequenceSymmetryRefinement } from './refinementResult.ts';

/** Days between which either may come first. */
export const sequenceDays = 365;

/**
 * Sequence symmetry of a finding: the first use of the drug ever recorded and the first record of the event, both after
 * the washout at the start of the same observation and within `days` of each other. The null effect is that of all
 * first uses and all first events in time that may be looked at. Interval: Clopper and Pearson's. Source: Hallas (1996);
 * Tsiropoulos, Andersen and Hallas (2009).
 */
export function sequenceOfFinding(
  { people, supplies, events }: FindingRecords,
  population: SafetySpecification['population'],
  days: number = sequenceDays,
): SequenceSymmetryRefinement<CountedSet> {
  const drug: number[] = [];
  const event: number[] = [];
  const after: number[] = [];
  const before: number[] = [];
  for (let person = 0; person < people.size; person++) {
    const [use, record] = [supplies.of[person] as number, events.of[person] as number];
    const firstUse = use < (supplies.of[person + 1] as number) ? (supplies.start[use] as number) : null;
    const firstEvent = record < (events.of[person + 1] as number) ? (events.day[record] as number) : null;
    if (firstUse === null && firstEvent === null) continue;
    const time = eligibleTime(people, person, population);
    const placeOf = (day: number | null): number =>
      day === null ? -1 : time.findIndex(({ from, to }) => day >= from && day <= to);
    const [used, had] = [placeOf(firstUse), placeOf(firstEvent)];
    // Where a gap in observation lies between the two, either counts for the trend alone.
    if (used >= 0 && used === had && firstUse !== null && firstEvent !== null) {
      drug.push(firstUse);
      event.push(firstEvent);
      const gap = firstEvent - firstUse;
      if (gap > 0 && gap <= days) after.push(person);
      if (gap < 0 && gap >= -days) before.push(person);
      continue;
    }
    drug.push(used < 0 ? Number.NaN : (firstUse as number), Number.NaN);
    event.push(Number.NaN, had < 0 ? Number.NaN : (firstEvent as number));
  }
  const found = sequenceSymmetry(
    { indexDay: Float64Array.from(drug), markerDay: Float64Array.from(event) },
    days,
  );
  const pairs = found.indexFirst + found.markerFirst;
  const nullEffect = found.nullEffect > 0 && Number.isFinite(found.nullEffect) ? found.nullEffect : null;
  const { exact } = found;
  return {
    refinement: 'sequenceSymmetry',
    days,
    eventAfter: { count: found.indexFirst, persons: Int32Array.from(after) },
    eventBefore: { count: found.markerFirst, persons: Int32Array.from(before) },
    crude: pairs > 0 ? ratioOf(found.crude, exact) : null,
    nullEffect,
    adjusted:
      pairs > 0 && nullEffect !== null
        ? ratioOf(found.crude / nullEffect, {
            lower: exact.lower / nullEffect,
            upper: exact.upper / nullEffect,
          })
        : null,
  };
}

/** Ratios are shown where both counts are; so is the null effect, which with either count tells of the other. */
export function publishSequence(
  raw: SequenceSymmetryRefinement<CountedSet>,
  decide: Decide,
  rules: OutputRules,
): SequenceSymmetryRefinement {
  const eventAfter = publishSet(raw.eventAfter, decide, rules);
  const eventBefore = publishSet(raw.eventBefore, decide, rules);
  const isHidden = isWithheld(eventAfter) || isWithheld(eventBefore);
  return {
    ...raw,
    eventAfter,
    eventBefore,
    crude: isHidden ? null : raw.crude,
    nullEffect: isHidden ? null : raw.nullEffect,
    adjusted: isHidden ? null : raw.adjusted,
  };
}
