import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../../disclosure/publishedCount.ts';
import type { GroupRate, SafetyComparison } from '../safetyResult.ts';

/** A count that is shown unless it is small or told to be withheld. A withheld 0 looks like a small count. */
export function publishUnless(count: number, isHidden: boolean, rules: OutputRules): PublishedCount {
  const below = rules.minimumCell;
  if (isSmall(count, rules) || (isHidden && count === 0)) return { withheld: 'small', below };
  return isHidden ? { withheld: 'complementary', below } : count;
}

/** Which counts must not be shown for reasons of other counts. */
export interface HiddenCounts {
  readonly persons: boolean;
  readonly events: boolean;
}

/**
 * Counts with their rate. Time is null where events are withheld, and where persons are while nobody had the event: what
 * is missing of it would then be the time of few. With events it says nothing, for they end time too.
 */
export function publishRate(rate: GroupRate<number>, hides: HiddenCounts, rules: OutputRules): GroupRate {
  const isHidden = areEventsHidden(rate, hides, rules);
  const isTimeShown = showsTime(rate, hides, rules);
  return {
    persons: publishUnless(rate.persons, hides.persons, rules),
    withEvent: publishUnless(rate.withEvent, isHidden, rules),
    events: publishUnless(rate.events, isHidden, rules),
    personYears: isTimeShown ? rate.personYears : null,
    rate: isTimeShown ? rate.rate : null,
  };
}

type Counts = Pick<GroupRate<number>, 'persons' | 'withEvent' | 'events'>;

/** Whether the time of a group is shown beside its counts. */
export function showsTime(counts: Counts, hides: HiddenCounts, rules: OutputRules): boolean {
  if (areEventsHidden(counts, hides, rules)) return false;
  return !(hides.persons || isSmall(counts.persons, rules)) || counts.withEvent > 0;
}

function areEventsHidden({ withEvent, events }: Counts, hides: HiddenCounts, rules: OutputRules): boolean {
  return hides.events || isSmall(withEvent, rules) || isSmall(events, rules);
}

/** Ratios are null where a rate is, risks also where the persons of either group are withheld. */
export function publishComparison(
  own: SafetyComparison,
  exposed: GroupRate,
  other: GroupRate,
): SafetyComparison {
  const hasRates = exposed.rate !== null && other.rate !== null;
  const hasRisks = hasRates && !isWithheld(exposed.persons) && !isWithheld(other.persons);
  return {
    with: own.with,
    rateRatio: hasRates ? own.rateRatio : null,
    rateDifference: hasRates ? own.rateDifference : null,
    riskRatio: hasRisks ? own.riskRatio : null,
    riskDifference: hasRisks ? own.riskDifference : null,
    numberNeededToHarm: hasRisks ? own.numberNeededToHarm : null,
    p: hasRates ? own.p : null,
    adjustedP: hasRates ? own.adjustedP : null,
    calibrated: hasRates ? own.calibrated : null,
    signal: hasRates && own.signal,
  };
}
