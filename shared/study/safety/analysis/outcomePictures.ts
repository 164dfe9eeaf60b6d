import { chiSquaredUpper } from '../../../stats/distributions/chiSquared.ts';
import { poissonCentralP } from '../../../stats/rates/incidenceRate.ts';
import { directStandardisation } from '../../../stats/rates/standardisation.ts';
import type { SafetyEvents, SafetyPersons } from '../safetyPersons.ts';
import type { GroupRate, OutcomePictures, RateEstimate, SafetyGroup } from '../safetyResult.ts';
import { groupRate } from './compareGroups.ts';
import { doseTertiles } from './doseTertiles.ts';
import type { CountingRules, OutcomeCounts, RiskWindow } from './outcomeCounts.ts';
import { type CountedIncidence, outcomeCurves, safetyGroups } from './outcomeCurves.ts';
import { countSpells, outcomeSpells, type Spells } from './outcomeSpells.ts';
import { presentGroups } from './safetyTable.ts';
import { ageBand } from './strataCounts.ts';

/** Limits of the funnel: about one institution in 500 lies outside by chance (3 standard errors). */
const funnelLevel = 0.002;
const perYears = 1_000;

export interface PictureOptions {
  readonly rules: CountingRules;
  readonly windows: readonly number[];
  readonly ageBreaks: readonly number[];
  readonly institutionName: (code: number) => string;
}

/** The pictures of one outcome, and the persons behind its curves. */
export interface CountedPictures {
  readonly pictures: OutcomePictures<number>;
  readonly curves: readonly CountedIncidence[];
}

/** Everything that is drawn of one outcome in one time-at-risk. Rates are per 1,000 person-years. */
export function outcomePictures(
  persons: SafetyPersons,
  window: RiskWindow,
  events: SafetyEvents,
  outcome: number,
  { rules, windows, ageBreaks, institutionName }: PictureOptions,
): CountedPictures {
  const spells = outcomeSpells(persons, window, events, outcome, rules);
  const groups = presentGroups(persons);
  const curves = outcomeCurves(persons, window, spells, groups);
  const doses = byDose(persons, spells);
  return {
    curves,
    pictures: {
      id: events.outcomes[outcome]?.id ?? '',
      onset: onsetWindows(persons, spells, groups, windows),
      curves: curves.map(({ curve }) => curve),
      byDose: doses,
      doseTrendP: doseTrend(doses.map(({ rate }) => rate)),
      ...byAgeAndSex(persons, spells, groups, ageBreaks),
      byInstitution: byInstitution(persons, spells, institutionName),
    },
  };
}

function onsetWindows(
  { group }: SafetyPersons,
  spells: Spells,
  groups: readonly number[],
  windows: readonly number[],
): OutcomePictures<number>['onset'] {
  const ends = [...new Set(windows)].sort((a, b) => a - b);
  return [...ends, null].map((to, k) => {
    const from = k === 0 ? 0 : (ends[k - 1] as number) + 1;
    const counts = countSpells(spells, 3, group, from, to ?? undefined);
    return { from, to, groups: ratesOf(counts, groups) };
  });
}

function ratesOf(counts: readonly OutcomeCounts[], groups: readonly number[]): GroupRate<number>[] {
  return groups.map((g) => groupRate(counts[g] as OutcomeCounts));
}

/** The exposed by tertile of their dose; empty tertiles are left out. */
function byDose(persons: SafetyPersons, spells: Spells): OutcomePictures<number>['byDose'] {
  const tertiles = doseTertiles(persons, spells);
  if (!tertiles) return [];
  return countSpells(spells, 3, tertiles.of)
    .map((counts, k) => ({ ...tertiles.bounds(k), rate: groupRate(counts) }))
    .filter(({ rate }) => rate.persons > 0);
}

/** Score test for a trend of rates over the tertiles' places (Breslow and Day, 1987, ch. 3). */
function doseTrend(rates: readonly GroupRate<number>[]): number | null {
  const years = rates.map(({ personYears }) => personYears ?? 0);
  const time = years.reduce((a, b) => a + b, 0);
  const events = rates.reduce((sum, rate) => sum + rate.events, 0);
  if (rates.length < 2 || events === 0 || time === 0) return null;
  const mean = years.reduce((sum, t, k) => sum + k * t, 0) / time;
  const variance = (events * years.reduce((sum, t, k) => sum + (k - mean) ** 2 * t, 0)) / time;
  const score = rates.reduce((sum, rate, k) => sum + rate.events * (k - mean), 0);
  return variance > 0 ? chiSquaredUpper((score * score) / variance, 1) : null;
}

/** Age bands by sex, and rates standardised to the exposed's days at risk; who is of unknown sex is in neither. */
function byAgeAndSex(
  { group, age, sex }: SafetyPersons,
  spells: Spells,
  groups: readonly number[],
  ageBreaks: readonly number[],
): Pick<OutcomePictures<number>, 'byAgeAndSex' | 'ageStandardised'> {
  const breaks = [...ageBreaks].sort((a, b) => a - b);
  const strata = (breaks.length + 1) * 2;
  const cells = Int32Array.from(sex, (own, row) => {
    if (own === 2) return -1;
    return (ageBand(age[row] as number, breaks) * 2 + own) * 3 + (group[row] as number);
  });
  const counts = countSpells(spells, strata * 3, cells);
  const ofStratum = (stratum: number): OutcomeCounts[] => counts.slice(stratum * 3, stratum * 3 + 3);
  const standard = Array.from({ length: strata }, (_, s) => ofStratum(s)[0]?.days ?? 0);
  return {
    byAgeAndSex: standard.map((_, s) => ({
      ageFrom: breaks[(s >> 1) - 1] ?? 0,
      ageTo: breaks[s >> 1] === undefined ? null : (breaks[s >> 1] as number) - 1,
      sex: s % 2 === 0 ? 'male' : 'female',
      groups: ratesOf(ofStratum(s), groups),
    })),
    ageStandardised: groups.map((g) => ({
      group: safetyGroups[g] as SafetyGroup,
      rate: standardised(
        standard.map((_, s) => ofStratum(s)[g] as OutcomeCounts),
        standard,
      ),
    })),
  };
}

/** A rate standardised to days. Null where somebody of the standard's stratum has no counterpart, for then no rate of the group stands for them. */
export function standardised(
  strata: readonly OutcomeCounts[],
  standard: readonly number[],
): RateEstimate | null {
  const used = standard.flatMap((weight, s) => (weight > 0 ? [s] : []));
  if (used.length === 0 || used.some((s) => strata[s]?.days === 0)) return null;
  const { rate, gamma } = directStandardisation(
    used.map((s) => strata[s]?.events ?? 0),
    used.map((s) => groupRate(strata[s] as OutcomeCounts).personYears ?? 0),
    used.map((s) => standard[s] as number),
  );
  return { estimate: rate * perYears, lower: gamma.lower * perYears, upper: gamma.upper * perYears };
}

/** The exposed by institution; outside the funnel where their events are unlikely at the rate of all the exposed. */
function byInstitution(
  { group, institution }: SafetyPersons,
  spells: Spells,
  nameOf: (code: number) => string,
): OutcomePictures<number>['byInstitution'] {
  const known = institution.reduce((most, code) => Math.max(most, code), -1) + 1;
  const counts = countSpells(
    spells,
    known,
    institution.map((code, row) => (group[row] === 0 ? code : -1)),
  );
  const events = counts.reduce((sum, one) => sum + one.events, 0);
  const days = counts.reduce((sum, one) => sum + one.days, 0);
  return counts.flatMap((one, code) => {
    if (one.persons === 0) return [];
    const expected = (events / days) * one.days;
    const outsideFunnel = expected > 0 && poissonCentralP(one.events, expected) < funnelLevel;
    return [{ institution: nameOf(code), rate: groupRate(one), outsideFunnel }];
  });
}
