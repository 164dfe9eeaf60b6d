import type { SafetyStep } from '../safetyPersons.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import { ageOn, observedOn, type ReleasePersons } from './releasePersons.ts';
import { lastSupply, type Supplies } from './supplies.ts';

/** New users with their index days, by person number, and how many persons were left at each step. */
export interface NewUsers {
  readonly persons: Int32Array;
  readonly index: Int32Array;
  readonly funnel: readonly { readonly step: Exclude<SafetyStep, 'matched'>; readonly persons: number }[];
}

export const noUsers: NewUsers = { persons: new Int32Array(0), index: new Int32Array(0), funnel: [] };

const steps = ['users', 'newUsers', 'priorObservation', 'period', 'age'] as const;

/**
 * Who begins to take something: each person's first start that passes every step. A start is new use when nothing is
 * taken in the washout before it, and when `other` is not started on the same day.
 */
export function newUsers(
  people: ReleasePersons,
  supplies: Supplies,
  other: Supplies | null,
  population: SafetySpecification['population'],
): NewUsers {
  const { washoutDays, priorObservationDays, ageFrom, ageTo } = population;
  const from = dayOf(population.from, Number.NEGATIVE_INFINITY);
  const to = dayOf(population.to, Number.POSITIVE_INFINITY);
  const counts = steps.map(() => 0);
  const persons: number[] = [];
  const index: number[] = [];
  /** How many steps a start passes after the first. */
  const passed = (person: number, place: number): number => {
    const day = supplies.start[place] as number;
    const isAgain = place > (supplies.of[person] as number);
    if (isAgain && supplies.start[place - 1] === day) return 0;
    if (isAgain && washoutDays !== 0) {
      if (washoutDays === null || (supplies.latestEnd[place - 1] as number) >= day - washoutDays) return 0;
    }
    if (other && startsOn(other, person, day)) return 0;
    const period = observedOn(people, person, day);
    if (period < 0 || day - (people.observedFrom[period] as number) < priorObservationDays) return 1;
    if (day < from || day > to) return 2;
    if (ageFrom === null && ageTo === null) return 4;
    const age = ageOn(people, person, day);
    return age >= Math.max(0, ageFrom ?? 0) && age <= (ageTo ?? Number.POSITIVE_INFINITY) ? 4 : 3;
  };
  for (let person = 0; person < people.size; person++) {
    const first = supplies.of[person] as number;
    const end = supplies.of[person + 1] as number;
    if (first === end) continue;
    let reached = 0;
    for (let place = first; place < end && reached < 4; place++) {
      const upTo = passed(person, place);
      if (upTo > reached) reached = upTo;
      if (upTo === 4) {
        persons.push(person);
        index.push(supplies.start[place] as number);
      }
    }
    for (let step = 0; step <= reached; step++) counts[step] = (counts[step] as number) + 1;
  }
  return {
    persons: Int32Array.from(persons),
    index: Int32Array.from(index),
    funnel: steps.map((step, i) => ({ step, persons: counts[i] as number })),
  };
}

function startsOn(supplies: Supplies, person: number, day: number): boolean {
  const place = lastSupply(supplies, person, day);
  return place >= 0 && supplies.start[place] === day;
}

function dayOf(date: string | null, without: number): number {
  return date === null ? without : Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
