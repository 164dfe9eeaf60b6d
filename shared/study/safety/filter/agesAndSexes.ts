import { groupRate } from '../analysis/compareGroups.ts';
import type { OutcomeCounts } from '../analysis/outcomeCounts.ts';
import { safetyGroups } from '../analysis/outcomeCurves.ts';
import { standardised } from '../analysis/outcomePictures.ts';
import { type StrataCounts, sexes } from '../analysis/strataCounts.ts';
import { type HiddenCounts, publishRate, showsTime } from '../publishing/publishRates.ts';
import type { GroupRate, OutcomePictures, SafetyGroup } from '../safetyResult.ts';
import type { FilteredStudy } from './filteredSafety.ts';
import { withoutReasons } from './filteredTable.ts';
import { SafetyViews } from './safetyViews.ts';
import { shownStrata } from './shownStrata.ts';

/**
 * An outcome by age band and sex within a filter, as all filters together may show it, and rates standardised to the
 * exposed's days at risk. Strata that are withheld in either group are one stratum there, with those of unknown sex.
 */
export function agesAndSexes(
  { study, parts, published, decision, rules }: FilteredStudy,
  t: number,
  row: number,
  view: number,
): Pick<OutcomePictures, 'byAgeAndSex' | 'ageStandardised'> {
  const views = new SafetyViews(study.ageBreaks.length + 1);
  const counts = parts[t]?.rows[row] as StrataCounts;
  const strata = views.strata[view] as readonly number[];
  const groups = published.exposure.groups.map(({ group }) => group);
  const hides = (k: number, at: number): HiddenCounts => {
    const own = decision.tables[t]?.groups[k];
    return { persons: own?.persons[row]?.[at] !== 0, events: own?.events[row]?.[at] !== 0 };
  };
  const countsOf = (k: number, at: number): OutcomeCounts =>
    views.count(counts, safetyGroups.indexOf(groups[k] as SafetyGroup), at);
  const rateOf = (k: number, at: number): GroupRate =>
    withoutReasons(publishRate(groupRate(countsOf(k, at)), hides(k, at), rules));
  const isTimeShown = (k: number, at: number): boolean => showsTime(countsOf(k, at), hides(k, at), rules);
  return {
    byAgeAndSex: strata
      .filter((stratum) => stratum % sexes < 2)
      .map((stratum) => {
        const band = published.ageBands[Math.floor(stratum / sexes)];
        return {
          ageFrom: band?.from ?? 0,
          ageTo: band?.to ?? null,
          sex: stratum % sexes === 0 ? 'male' : 'female',
          groups: groups.map((_, k) => rateOf(k, views.ofStratum(stratum))),
        };
      }),
    ageStandardised: groups.map((group, k) => {
      if (![0, k].every((own) => isTimeShown(own, view))) return { group, rate: null };
      const together = shownStrata(counts, strata, (stratum) =>
        [0, k].every((own) => isTimeShown(own, views.ofStratum(stratum))),
      );
      const cells = (g: number): OutcomeCounts[] =>
        Array.from({ length: together.days.length / safetyGroups.length }, (_, cell) => {
          const at = cell * safetyGroups.length + g;
          return {
            persons: together.persons[at] as number,
            withEvent: together.withEvent[at] as number,
            events: together.events[at] as number,
            days: together.days[at] as number,
          };
        });
      const standard = cells(0).map(({ days }) => days);
      return { group, rate: standardised(cells(safetyGroups.indexOf(group)), standard) };
    }),
  };
}

/**
 * What is drawn of an outcome under a filter: windows, doses, institutions and curves are of the whole study alone, for
 * each of them would have to be decided together with every filter.
 */
export function filteredPictures(id: string, ages: ReturnType<typeof agesAndSexes>): OutcomePictures {
  return { id, onset: [], curves: [], byDose: [], doseTrendP: null, ...ages, byInstitution: [] };
}
