import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import type { GroupRate, SafetyComparison } from './safetyResult.ts';

/** A count that is shown unless it is small or told to be withheld. A withheld 0 looks like a small count. */
export function publishUnless(count: number, isHidden: boolean, rules: OutputRules): PublishedCount {
  const below = rules.minimumCell;
  if (isSmall(count, rules) || (isHidden && count === 0)) return { withheld: 'small', below };
  return isHidden ? { withheld: 'complementary', below } : count;
}

/**
 * Counts with their rate. Time is null where events are withheld, and where persons are while nobody had the event: what
 * is missing of it would then be the time of few. With events it says nothing, for they end time too.
 */
export function publishRate(
  rate: GroupRate<number>,
  hides: { readonly persons: boolean; readonly events: boolean },
  rules: OutputRules,
): GroupRate {
  const persons = publishUnless(rate.persons, hides.persons, rules);
  const isHidden = hides.events || isSmall(rate.withEvent, rules) || isSmall(rate.events, rules);
  const showsTime = !isHidden && (!isWithheld(persons) || rate.withEvent > 0);
  return {
    persons,
    withEvent: publishUnless(rate.withEvent, isHidden, rules),
    events: publishUnless(rate.events, isHidden, rules),
    personYears: showsTime ? rate.personYears : null,
    rate: showsTime ? rate.rate : null,
  };
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
