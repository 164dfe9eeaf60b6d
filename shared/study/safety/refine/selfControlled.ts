import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../../disclosure/publishedCount.ts';
import { countingRules } from '../analysis/analyseSafety.ts';
import { daysPerYear } from '../analysis/compareGroups.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import { caseSeries, type SeriesOptions, seriesPeriods } from './caseSeries.ts';
import { type CountedSet, type Decide, publishSet } from './countedSet.ts';
import type { FindingRecords } from './findingRecords.ts';
import { fitCaseSeries } from './fitCaseSeries.ts';
import type { SelfControlledRefinement } from './refinementResult.ts';
import { treatmentRules } from './treatmentCourses.ts';

/** A self-controlled study as a safety study implies it: its treatment, outcome rules, period and ages. */
export function seriesOptions(study: SafetySpecification): SeriesOptions {
  return {
    treatment: treatmentRules(study),
    rules: countingRules(study),
    population: study.population,
    ageBreaks: study.ageBreaks,
    preExposureDays: 30,
    seasons: true,
  };
}

/** Self-controlled case series: everybody with the drug and the event, each compared with their own time. */
export function selfControlled(
  records: FindingRecords,
  options: SeriesOptions,
): SelfControlledRefinement<CountedSet> {
  const series = caseSeries(records, options);
  const ratioOf = fitCaseSeries(series.intervals);
  return {
    refinement: 'selfControlled',
    cases: { count: series.cases.length, persons: series.cases },
    periods: seriesPeriods.flatMap((period, level) => {
      const own = series.periods[level];
      // A study without a lag has no days after treatment.
      if (!own || (own.days === 0 && (period === 'before' || period === 'after'))) return [];
      const { persons } = own;
      return {
        period,
        events: { count: own.events, persons },
        personYears: own.days / daysPerYear,
        rateRatio: period === 'reference' ? null : ratioOf(level),
      };
    }),
  };
}

/**
 * Events of the periods add up to those of all cases: these are shown only where every period is, for a small count
 * must not cost the ratio of treatment. A ratio is shown where its events and those of the reference are, time beside
 * its events alone.
 */
export function publishSelfControlled(
  raw: SelfControlledRefinement<CountedSet>,
  decide: Decide,
  rules: OutputRules,
): SelfControlledRefinement {
  const below = rules.minimumCell;
  const events = raw.periods.map((own) => publishSet(own.events, decide, rules));
  const hidesSome = events.some(isWithheld);
  const cases: PublishedCount = hidesSome
    ? { withheld: isSmall(raw.cases.count, rules) ? 'small' : 'complementary', below }
    : publishSet(raw.cases, decide, rules);
  if (!hidesSome && isWithheld(cases)) {
    const [least] = raw.periods
      .map(({ events: { count } }, place) => ({ count, place }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count);
    if (least) events[least.place] = { withheld: 'complementary', below };
  }
  const isShown = (place: number): boolean => {
    const own = events[place];
    return own !== undefined && !isWithheld(own);
  };
  const reference = raw.periods.findIndex(({ period }) => period === 'reference');
  return {
    refinement: 'selfControlled',
    cases,
    periods: raw.periods.map((own, place) => ({
      period: own.period,
      events: events[place] as PublishedCount,
      personYears: isShown(place) ? own.personYears : null,
      rateRatio: isShown(place) && isShown(reference) ? own.rateRatio : null,
    })),
  };
}
