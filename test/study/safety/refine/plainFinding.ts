import type { SafetySpecification } from '../../../../shared/study/safety/specification/safetySpecification.ts';
import { DAY_ZERO } from '../../population/randomRelease.ts';
import { dateOf, PlainSafety } from '../plainSafety.ts';
import type { SafetyPerson } from '../randomSafety.ts';

/** The finding "drug 11 and condition 21" of a random release, person by person and day by day. Days as in the release. */
export class PlainFinding {
  readonly persons: readonly SafetyPerson[];
  readonly study: SafetySpecification;
  readonly #plain: PlainSafety;

  constructor(persons: readonly SafetyPerson[], study: SafetySpecification) {
    this.persons = persons;
    this.study = study;
    this.#plain = new PlainSafety(persons, study);
  }

  /** First and last day of anything. */
  readonly days = Array.from({ length: 700 }, (_, i) => i - 50);

  isEligible(person: SafetyPerson, day: number): boolean {
    const { priorObservationDays, from, to, ageFrom, ageTo } = this.study.population;
    const period = this.#plain.period(person, day);
    if (!period || day - period[0] < priorObservationDays) return false;
    if ((from !== null && dateOf(day) < from) || (to !== null && dateOf(day) > to)) return false;
    if (ageFrom === null && ageTo === null) return true;
    const age = this.#plain.age(person, day);
    return age !== null && age >= (ageFrom ?? 0) && age <= (ageTo ?? 999);
  }

  /** Days with the condition, each once. */
  records({ conditions }: SafetyPerson, concept = 21): number[] {
    const days = conditions.filter((one) => one.concept === concept).map(({ from }) => from);
    return [...new Set(days)].sort((a, b) => a - b);
  }

  counted(person: SafetyPerson): number[] {
    const { cleanWindowDays, count } = this.study.events;
    const records = this.records(person);
    const found = records.filter(
      (day) =>
        this.isEligible(person, day) &&
        !records.some((other) => other < day && (cleanWindowDays === null || other >= day - cleanWindowDays)),
    );
    return count === 'first' ? found.slice(0, 1) : found;
  }

  supplies(person: SafetyPerson): { readonly from: number; readonly to: number }[] {
    return this.#plain.supplies(person, 'exposed');
  }

  /** First and last day of each course of treatment. */
  courses(person: SafetyPerson, gapDays: number): { readonly from: number; readonly to: number }[] {
    const supplies = this.supplies(person).sort((a, b) => a.from - b.from);
    const starts = supplies.filter(({ from }) =>
      supplies.every((other) => other.from >= from || from - latest(supplies, from) > gapDays),
    );
    return [...new Set(starts.map(({ from }) => from))].map((from, k, all) => {
      const next = all[k + 1] ?? Number.POSITIVE_INFINITY;
      const own = supplies.filter((supply) => supply.from >= from && supply.from < next);
      return { from, to: Math.max(...own.map(({ to }) => to)) };
    });
  }

  /** Years since the first of January of the year of birth, by the day; −1: not known. */
  ageInDays({ born }: SafetyPerson, day: number): number {
    return born === null ? -1 : day + DAY_ZERO - Date.UTC(born, 0, 1) / 86_400_000;
  }
}

/** The latest end of supplies that begin before the day. */
function latest(supplies: readonly { readonly from: number; readonly to: number }[], day: number): number {
  return Math.max(...supplies.filter(({ from }) => from < day).map(({ to }) => to));
}
