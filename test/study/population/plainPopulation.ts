import type {
  ComparisonSpecification,
  TimeAtRisk,
} from '../../../shared/study/specification/comparisonSpecification.ts';
import { concepts, DAY_ZERO, type RandomPerson, type RandomRecord } from './randomRelease.ts';

/** What a study should find, person by person and day by day: slow, and written apart from the code it is held against. */
export interface PlainRow {
  readonly person: RandomPerson;
  readonly arm: number;
  readonly index: number;
  readonly end: number;
}

export interface PlainFollowUp {
  readonly included: boolean;
  readonly days: number;
  readonly status: 0 | 1 | 2;
}

type Entry = readonly [from: number, to: number];

/** Periods of a concept's events in observation, merged where they share a day. */
export function periodsOf(
  { observed }: RandomPerson,
  records: readonly RandomRecord[],
  concept: number,
): Entry[] {
  const days = new Set<number>();
  const links = new Set<number>();
  for (const { concept: own, from, to } of records) {
    if (own !== concept) continue;
    const period = observed.find(([start, end]) => start <= from && from <= end);
    if (!period) continue;
    const last = Math.min(to, period[1]);
    for (let day = from; day <= last; day++) {
      days.add(day);
      if (day > from) links.add(day);
    }
  }
  const merged: [number, number][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const open = merged.at(-1);
    if (open && links.has(day)) open[1] = day;
    else merged.push([day, day]);
  }
  return merged;
}

const yearOf = (day: number): number => new Date((DAY_ZERO + day) * 86_400_000).getUTCFullYear();
const dayOf = (date: string): number => Date.parse(date) / 86_400_000 - DAY_ZERO;

export class PlainPopulation {
  readonly #persons: readonly RandomPerson[];
  readonly #study: ComparisonSpecification;
  readonly attrition: { step: string; persons: number[] }[] = [];
  rows: PlainRow[];

  constructor(persons: readonly RandomPerson[], study: ComparisonSpecification) {
    this.#persons = persons;
    this.#study = study;
    this.rows = persons.flatMap((person) =>
      study.arms.flatMap((_, arm) =>
        this.entries(person, arm).map(([index, end]): PlainRow => ({ person, arm, index, end })),
      ),
    );
    this.#apply();
  }

  entries(person: RandomPerson, arm: number): Entry[] {
    return periodsOf(person, person.drugs, concepts.drugs[arm] ?? -1);
  }

  #keep(step: string, wanted: (row: PlainRow) => boolean): void {
    this.rows = this.rows.filter(wanted);
    this.attrition.push({
      step,
      persons: this.#study.arms.map(
        (_, arm) => new Set(this.rows.filter((row) => row.arm === arm).map(({ person }) => person.id)).size,
      ),
    });
  }

  #apply(): void {
    const { population: settings, immortalTime, timesAtRisk, arms } = this.#study;
    this.#keep('cohort', () => true);
    const earliest = () => {
      const all = this.rows;
      return (row: PlainRow) =>
        all.every(
          (other) => other.person !== row.person || other.arm !== row.arm || other.index >= row.index,
        );
    };
    if (settings.firstEntryOnly) this.#keep('firstEntry', earliest());
    this.#keep('priorObservation', ({ person, index }) =>
      person.observed.some(
        ([from, to]) => from <= index && index <= to && index - from >= settings.priorObservationDays,
      ),
    );
    if (settings.from !== null || settings.to !== null) {
      this.#keep(
        'studyPeriod',
        ({ index }) =>
          (settings.from === null || index >= dayOf(settings.from)) &&
          (settings.to === null || index <= dayOf(settings.to)),
      );
    }
    if (settings.ageFrom !== null || settings.ageTo !== null || settings.sex !== 'all') {
      this.#keep('ageAndSex', ({ person, index }) => {
        if (settings.sex !== 'all' && person.gender !== { male: 8507, female: 8532 }[settings.sex])
          return false;
        if (settings.ageFrom === null && settings.ageTo === null) return true;
        if (person.born === null) return false;
        const age = yearOf(index) - person.born;
        return age >= (settings.ageFrom ?? 0) && age <= (settings.ageTo ?? 999);
      });
    }
    const washout = settings.washoutOtherArmsDays ?? 0;
    if (washout > 0) {
      this.#keep('washout', ({ person, arm, index }) => {
        for (let day = index - washout; day < index; day++) {
          for (const [other] of arms.entries()) {
            const isIn = this.entries(person, other).some(([from, to]) => from <= day && day <= to);
            if (other !== arm && isIn) return false;
          }
        }
        return true;
      });
    }
    this.rows = this.rows.filter(earliest());
    const before = this.rows;
    this.#keep('severalArms', (row) => {
      const others = before.filter((other) => other.person === row.person && other !== row);
      if (others.length === 0) return true;
      return settings.inSeveralArms === 'keepFirst' && others.every(({ index }) => index > row.index);
    });
    if (settings.commonPeriod) {
      const ofArms = arms
        .map((_, arm) => this.rows.filter((row) => row.arm === arm).map(({ index }) => index))
        .filter((days) => days.length > 0);
      const begin = Math.max(...ofArms.map((days) => Math.min(...days)));
      const finish = Math.min(...ofArms.map((days) => Math.max(...days)));
      this.#keep('commonPeriod', ({ index }) => begin <= index && index <= finish);
    }
    if (immortalTime?.kind === 'landmark') {
      this.#keep('landmark', (row) => {
        const landmark = row.index + immortalTime.day;
        return (
          this.observedTo(row) >= landmark && (row.person.death === null || row.person.death >= landmark)
        );
      });
    }
    this.#keep('daysAtRisk', (row) =>
      timesAtRisk.some(
        (window) => this.daysAtRisk(row, window).length >= Math.max(1, settings.minimumDaysAtRisk),
      ),
    );
  }

  observedTo({ person, index }: PlainRow): number {
    return person.observed.find(([from, to]) => from <= index && index <= to)?.[1] ?? -1;
  }

  /** Every day at risk if nothing happens. */
  daysAtRisk(row: PlainRow, window: TimeAtRisk): number[] {
    const { immortalTime } = this.#study;
    const earliest = immortalTime?.kind === 'landmark' ? row.index + immortalTime.day : row.index;
    const anchors = { index: row.index, cohortEnd: row.end, observationEnd: this.observedTo(row) };
    const first = Math.max(earliest, anchors[window.start.anchor] + window.start.days);
    const last = Math.min(anchors.observationEnd, anchors[window.end.anchor] + window.end.days);
    const days: number[] = [];
    for (let day = row.index; day <= last; day++) {
      if (window.censorAtSwitch && this.#switches(row, day)) break;
      if (day >= first) days.push(day);
    }
    return days;
  }

  /** Whether the person takes another arm's drug for the first day of a supply, and none of their own arm's. */
  #switches({ person, arm, index }: PlainRow, day: number): boolean {
    if (day <= index) return false;
    const isObserved = person.observed.some(([from, to]) => from <= day && day <= to);
    const starts = (which: number) =>
      isObserved &&
      person.drugs.some(({ concept, from }) => concept === concepts.drugs[which] && from === day);
    return this.#study.arms.some((_, other) => other !== arm && starts(other)) && !starts(arm);
  }

  /** Which days of a person's life the outcome (or control) and what competes with it happen on. */
  #happenings(row: PlainRow, what: 'outcome' | 'control'): { events: number[]; competing: number[] } {
    const { person } = row;
    const of = (concept: number) => periodsOf(person, person.conditions, concept).map(([from]) => from);
    const death = person.death === null ? [] : [person.death];
    if (what === 'control') {
      const days = person.conditions
        .filter(({ concept }) => concept === concepts.control)
        .map(({ from }) => from);
      return { events: days, competing: death };
    }
    const competing = this.#study.outcomes[0]?.competing;
    return {
      events: of(concepts.outcome),
      competing: competing === 'none' ? [] : competing === 'death' ? death : of(concepts.competing),
    };
  }

  followUp(row: PlainRow, window: TimeAtRisk, what: 'outcome' | 'control'): PlainFollowUp {
    const nobody = { included: false, days: 0, status: 0 } as const;
    const { population, immortalTime, outcomes } = this.#study;
    const days = this.daysAtRisk(row, window);
    const [first] = days;
    if (first === undefined || days.length < Math.max(1, population.minimumDaysAtRisk)) return nobody;
    const { events, competing } = this.#happenings(row, what);
    const prior = what === 'control' ? { lookbackDays: null } : (outcomes[0]?.priorOutcome ?? false);
    const isTooEarly = (day: number): boolean => {
      if (day >= first) return false;
      if (immortalTime && day >= row.index) return true;
      return prior !== false && (prior.lookbackDays === null || day >= row.index - prior.lookbackDays);
    };
    if (events.some(isTooEarly) || competing.some((day) => day >= row.index && day < first)) return nobody;
    for (const [i, day] of days.entries()) {
      if (events.includes(day)) return { included: true, days: i + 1, status: 1 };
      if (competing.includes(day)) return { included: true, days: i + 1, status: 2 };
    }
    return { included: true, days: days.length, status: 0 };
  }

  /** The person's place among everybody, which is their number. */
  numberOf(row: PlainRow): number {
    return this.#persons.indexOf(row.person);
  }

  category(row: PlainRow, id: string): number {
    const { person, index } = row;
    const subgroup = this.#study.subgroups.find((one) => one.id === id);
    if (id === 'sex') return { 8507: 0, 8532: 1, 0: -1 }[person.gender];
    if (id === 'age') {
      if (person.born === null) return -1;
      const age = yearOf(index) - person.born;
      return age < 62 ? 0 : age < 70 ? 1 : 2;
    }
    const window = subgroup && 'window' in subgroup ? subgroup.window : 'index';
    const from = { anyTime: -9999, long: -365, medium: -180, short: -30, index: 0 }[window];
    const isIn = (day: number) => day - index >= from && day <= index;
    if (id === 'history') {
      return person.conditions.some(({ concept, from: day }) => concept === concepts.history && isIn(day))
        ? 0
        : 1;
    }
    const measured = person.measurements.filter(({ day }) => isIn(day));
    if (measured.length === 0) return -1;
    const last = Math.max(...measured.map(({ day }) => day));
    const values = measured.filter(({ day }) => day === last).map(({ value }) => value);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return mean < 8 ? 0 : mean < 12 ? 1 : 2;
  }
}
