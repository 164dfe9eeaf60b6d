import type { SafetySpecification } from '../../../shared/study/safety/specification/safetySpecification.ts';
import { quantity, type SafetyPerson, strength } from './randomSafety.ts';

interface Supply {
  readonly from: number;
  readonly to: number;
}

const DATE_ZERO = Date.parse('2018-01-01');
export const dateOf = (day: number): string =>
  new Date(DATE_ZERO + day * 86_400_000).toISOString().slice(0, 10);

export interface PlainUser {
  readonly place: number;
  readonly index: number;
}

/** A safety study as its definition says it, person by person and day by day. Days count from 2018-01-01. */
export class PlainSafety {
  readonly persons: readonly SafetyPerson[];
  readonly study: SafetySpecification;

  constructor(persons: readonly SafetyPerson[], study: SafetySpecification) {
    this.persons = persons;
    this.study = study;
  }

  supplies({ drugs, observed }: SafetyPerson, which: 'exposed' | 'comparator'): Supply[] {
    const concept = which === 'exposed' ? 11 : 12;
    const own = drugs.filter((drug) => drug.concept === concept);
    if (which === 'comparator' || this.study.exposure.cohort === null) return own;
    // A definition's events begin within observation and end with it; what overlaps or meets is one period.
    const events = own
      .flatMap(({ from, to }) => {
        const period = observed.find(([first, last]) => first <= from && from <= last);
        return period ? [{ from, to: Math.min(to, period[1]) }] : [];
      })
      .sort((a, b) => a.from - b.from);
    const joined: { from: number; to: number }[] = [];
    for (const event of events) {
      const last = joined.at(-1);
      if (last && event.from <= last.to) last.to = Math.max(last.to, event.to);
      else joined.push({ ...event });
    }
    return joined;
  }

  isTaking(person: SafetyPerson, which: 'exposed' | 'comparator', from: number, to: number): boolean {
    return this.supplies(person, which).some((supply) => supply.from <= to && supply.to >= from);
  }

  period(person: SafetyPerson, day: number): readonly [number, number] | undefined {
    if (person.death !== null && person.death < day) return undefined;
    return person.observed.find(([from, to]) => from <= day && day <= to);
  }

  age({ born }: SafetyPerson, day: number): number | null {
    return born === null ? null : Number(dateOf(day).slice(0, 4)) - born;
  }

  care({ visits }: SafetyPerson, day: number): string {
    const kinds = visits.filter((visit) => visit.day < day && visit.day >= day - 365).map(({ kind }) => kind);
    return kinds.includes(9201) ? 'inpatient' : kinds.includes(9202) ? 'outpatient' : 'none';
  }

  /** Steps that a start passes, and whether all. */
  #passes(person: SafetyPerson, which: 'exposed' | 'comparator', day: number): boolean[] {
    const { washoutDays, priorObservationDays, from, to, ageFrom, ageTo } = this.study.population;
    const other = which === 'exposed' ? 'comparator' : 'exposed';
    const startsOther =
      this.study.comparator !== null && this.supplies(person, other).some((supply) => supply.from === day);
    const period = this.period(person, day);
    const age = this.age(person, day);
    return [
      true,
      !(
        washoutDays !== 0 &&
        this.isTaking(person, which, washoutDays === null ? -10_000 : day - washoutDays, day - 1)
      ) && !startsOther,
      period !== undefined && day - period[0] >= priorObservationDays,
      (from === null || dateOf(day) >= from) && (to === null || dateOf(day) <= to),
      (ageFrom === null && ageTo === null) ||
        (age !== null && age >= (ageFrom ?? 0) && age <= (ageTo ?? 1_000)),
    ];
  }

  users(which: 'exposed' | 'comparator'): { readonly users: PlainUser[]; readonly funnel: number[] } {
    const users: PlainUser[] = [];
    const funnel = [0, 0, 0, 0, 0];
    this.persons.forEach((person, place) => {
      const starts = this.supplies(person, which)
        .map(({ from }) => from)
        .sort((a, b) => a - b);
      const steps = starts.map((day) => this.#passes(person, which, day));
      for (let step = 0; step < 5; step++) {
        if (steps.some((passes) => passes.slice(0, step + 1).every(Boolean)))
          funnel[step] = (funnel[step] ?? 0) + 1;
      }
      const first = steps.findIndex((passes) => passes.every(Boolean));
      if (first >= 0) users.push({ place, index: starts[first] ?? 0 });
    });
    return { users, funnel };
  }

  /** Who could be drawn for an exposed person, by place. */
  riskSet({ place, index }: PlainUser): number[] {
    const exposed = this.persons[place];
    const { washoutDays, priorObservationDays } = this.study.population;
    if (!exposed) return [];
    const age = this.age(exposed, index);
    return this.persons.flatMap((person, at) => {
      const own = this.age(person, index);
      const period = this.period(person, index);
      const isIn =
        at !== place &&
        person.gender === exposed.gender &&
        age !== null &&
        own !== null &&
        Math.abs(own - age) <= this.study.unexposed.ageYears &&
        period !== undefined &&
        index - period[0] >= priorObservationDays &&
        !this.isTaking(person, 'exposed', washoutDays === null ? -10_000 : index - washoutDays, index) &&
        (!this.study.unexposed.careSetting || this.care(person, index) === this.care(exposed, index));
      return isIn ? [at] : [];
    });
  }

  /** First and last day at risk after index; `of` is whose treatment counts, `who` who is followed. */
  window(
    timeAtRisk: SafetySpecification['timesAtRisk'][number],
    who: PlainUser,
    of: PlainUser,
    group: number,
  ): readonly [from: number, to: number] {
    const [person, treated] = [this.persons[who.place], this.persons[of.place]];
    const period = person && this.period(person, who.index);
    if (!person || !treated || !period) throw new Error('nobody');
    const ends = [period[1], person.death ?? 10_000];
    if (group === 1 && this.study.unexposed.censorAtExposure) {
      const starts = this.supplies(person, 'exposed').filter(({ from }) => from > who.index);
      // On the day of index the exposed are at risk or not; whoever begins later is unexposed on that day or not.
      const isAtRiskAtIndex = (timeAtRisk.kind === 'fixed' ? timeAtRisk.from : timeAtRisk.fromDay) === 0;
      ends.push(...starts.map(({ from }) => (isAtRiskAtIndex ? from - 1 : from)));
    }
    if (timeAtRisk.kind === 'fixed') ends.push(who.index + timeAtRisk.to);
    else ends.push(who.index + (timeAtRisk.capDays ?? 10_000));
    if (timeAtRisk.kind === 'onTreatment') {
      const supplies = this.supplies(treated, group === 2 ? 'comparator' : 'exposed');
      let end = of.index;
      // A supply counts when it starts while treatment, with its gap, has not run out: until nothing more is added.
      for (let before = -1; before !== end; ) {
        before = end;
        for (const { from, to } of supplies) {
          const isFirst = from === of.index;
          if (from >= of.index && (isFirst || from <= end + timeAtRisk.gapDays)) end = Math.max(end, to);
        }
      }
      ends.push(end + timeAtRisk.lagDays);
    }
    return [
      timeAtRisk.kind === 'fixed' ? timeAtRisk.from : timeAtRisk.fromDay,
      Math.min(...ends) - who.index,
    ];
  }

  /** Milligrams a day of the first day's supplies, to the nanogram. */
  dose({ place, index }: PlainUser): number {
    const person = this.persons[place];
    if (!person || this.study.exposure.cohort !== null) return Number.NaN;
    const nanograms = person.drugs
      .filter(({ concept, from }) => concept === 11 && from === index)
      .map(({ from, to }) => Math.round(((quantity * strength) / Math.max(1, to - from)) * 1e6));
    return nanograms.reduce((sum, each) => sum + each, 0) / 1e6;
  }
}
