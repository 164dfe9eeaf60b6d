import type { OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../../disclosure/publishedCount.ts';
import { publishLinked } from '../../../disclosure/publishLinked.ts';
import { countingRules } from '../analyseSafety.ts';
import { daysPerYear } from '../compareGroups.ts';
import type { SafetySpecification } from '../safetySpecification.ts';
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
    periods: seriesPeriods.map((period, level) => {
      const own = series.periods[level];
      const persons = own?.persons ?? new Int32Array(0);
      return {
        period,
        events: { count: own?.events ?? 0, persons },
        personYears: (own?.days ?? 0) / daysPerYear,
        rateRatio: period === 'reference' ? null : ratioOf(level),
      };
    }),
  };
}

/**
 * Events of the periods add up to those of all cases, so that one is withheld beside a small one. A ratio is shown
 * where its events and those of the reference are, time beside its events alone.
 */
export function publishSelfControlled(
  raw: SelfControlledRefinement<CountedSet>,
  decide: Decide,
  rules: OutputRules,
): SelfControlledRefinement {
  const below = rules.minimumCell;
  const all = publishSet(raw.cases, decide, rules);
  const hidden = raw.periods.flatMap(({ events }, i) =>
    isWithheld(publishSet(events, decide, rules)) ? [i] : [],
  );
  const { published, sumIsSafe } = publishLinked(
    raw.periods.map(({ events }) => events.count),
    [raw.periods.map((_, i) => i)],
    rules,
    hidden,
  );
  const hidesAll = isWithheld(all) || sumIsSafe[0] !== true;
  const cases: PublishedCount = hidesAll && !isWithheld(all) ? { withheld: 'complementary', below } : all;
  const events = raw.periods.map(({ events: { count } }, i): PublishedCount => {
    const own = published[i] ?? count;
    return hidesAll && !isWithheld(own)
      ? { withheld: count < below ? 'small' : 'complementary', below }
      : own;
  });
  const reference = raw.periods.findIndex(({ period }) => period === 'reference');
  const isShown = (i: number): boolean => {
    const own = events[i];
    return own !== undefined && !isWithheld(own);
  };
  return {
    refinement: 'selfControlled',
    cases,
    periods: raw.periods.map((own, i) => ({
      period: own.period,
      events: events[i] as PublishedCount,
      personYears: isShown(i) ? own.personYears : null,
      rateRatio: isShown(i) && isShown(reference) ? own.rateRatio : null,
    })),
  };
}
