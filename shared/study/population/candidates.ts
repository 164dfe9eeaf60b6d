import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { firstIn, type HappeningDays } from './followUps.ts';
import type { PersonFacts } from './personFacts.ts';
import { type PersonPeriods, placeOf } from './personPeriods.ts';
import type { PopulationStep } from './studyPopulation.ts';

/** Entries of persons into arms, in order of person number, arm, start. */
export interface Candidates {
  readonly person: Int32Array;
  readonly arm: Int32Array;
  /** First and last day of the entry, epoch days; the first is index. */
  readonly index: Int32Array;
  readonly end: Int32Array;
  /** For clones: day after index on which a clone deviates, −1: never; otherwise null. */
  readonly deviates: Int32Array | null;
}

/** One person's entry into one arm. */
export interface ArmEntry {
  readonly person: number;
  readonly arm: number;
  readonly index: number;
  readonly end: number;
  readonly deviates?: number;
}

export function candidatesOf(entries: ArmEntry[], areClones: boolean): Candidates {
  entries.sort((a, b) => a.person - b.person || a.arm - b.arm || a.index - b.index);
  const column = (of: (entry: ArmEntry) => number): Int32Array => Int32Array.from(entries, of);
  return {
    person: column(({ person }) => person),
    arm: column(({ arm }) => arm),
    index: column(({ index }) => index),
    end: column(({ end }) => end),
    deviates: areClones ? column(({ deviates }) => deviates ?? -1) : null,
  };
}

/** Entries of a cohort as entries into an arm. */
export function entriesOf({ persons, starts, ends }: PersonPeriods, arm: number): ArmEntry[] {
  return Array.from(persons, (person, i) => ({ person, arm, index: starts[i] ?? 0, end: ends[i] ?? 0 }));
}

/** Persons of each arm among the candidates kept. @param kept places, ascending */
export function personsByArm({ person, arm }: Candidates, kept: Int32Array, arms: number): number[] {
  const counts = Array.from({ length: arms }, () => 0);
  let [lastPerson, lastArm] = [-1, -1];
  for (const at of kept) {
    if (person[at] === lastPerson && arm[at] === lastArm) continue;
    [lastPerson, lastArm] = [person[at] ?? 0, arm[at] ?? 0];
    counts[lastArm] = (counts[lastArm] ?? 0) + 1;
  }
  return counts;
}

/** What eligibility is decided from. */
export interface EligibilityFacts {
  readonly facts: PersonFacts;
  /** All entries of each arm's cohort, whoever they are of; empty for arms cut from a matrix. */
  readonly armPeriods: readonly PersonPeriods[];
  /** By arm that is cut from a matrix: days on which persons start its treatments, list by list; empty for cohorts. */
  readonly treatments: readonly (readonly HappeningDays[])[];
}

/** A step of the population with who is left after it. */
export interface AppliedStep {
  readonly step: PopulationStep;
  readonly kept: Int32Array;
}

/**
 * Applies a study's settings in the order of `PopulationStep`, up to the landmark; the last step leaves one entry of
 * each person in an arm. A step that the study does not ask for is left out.
 */
export function eligible(
  candidates: Candidates,
  specification: ComparisonSpecification,
  { facts, armPeriods, treatments }: EligibilityFacts,
): AppliedStep[] {
  const { population, immortalTime } = specification;
  const { person, arm, index } = candidates;
  const areClones = candidates.deviates !== null;
  const steps: AppliedStep[] = [];
  let kept = Int32Array.from(person, (_, at) => at);
  const keep = (step: PopulationStep, wanted: (at: number) => boolean): void => {
    kept = kept.filter(wanted);
    steps.push({ step, kept });
  };
  keep('cohort', () => true);
  const isFirst = (): ((at: number) => boolean) => {
    let [lastPerson, lastArm] = [-1, -1];
    return (at) => {
      const again = person[at] === lastPerson && arm[at] === lastArm;
      [lastPerson, lastArm] = [person[at] ?? 0, arm[at] ?? 0];
      return !again;
    };
  };
  if (population.firstEntryOnly) keep('firstEntry', isFirst());
  keep('priorObservation', (at) => {
    const observed = facts.observation(person[at] ?? 0, index[at] ?? 0);
    return observed !== null && observed.before >= population.priorObservationDays;
  });
  if (population.from !== null || population.to !== null) {
    const [from, to] = [
      dayOf(population.from, Number.NEGATIVE_INFINITY),
      dayOf(population.to, Number.POSITIVE_INFINITY),
    ];
    keep('studyPeriod', (at) => (index[at] ?? 0) >= from && (index[at] ?? 0) <= to);
  }
  if (population.ageFrom !== null || population.ageTo !== null || population.sex !== 'all') {
    const sex = { male: 0, female: 1, all: null }[population.sex];
    keep('ageAndSex', (at) => {
      if (sex !== null && facts.sex(person[at] ?? 0) !== sex) return false;
      if (population.ageFrom === null && population.ageTo === null) return true;
      const age = facts.age(person[at] ?? 0, index[at] ?? 0);
      return (
        age >= Math.max(0, population.ageFrom ?? 0) && age <= (population.ageTo ?? Number.POSITIVE_INFINITY)
      );
    });
  }
  const washout = population.washoutOtherArmsDays;
  if (washout !== null && washout > 0) {
    const others = armPeriods.map(withLatestEnd);
    // Clones of one person must all be eligible or none: they have no arm of their own.
    const otherTreatments = treatments.map((own) =>
      [...new Set(treatments.flat())].filter((list) => areClones || !own.includes(list)),
    );
    keep('washout', (at) => {
      const [who, own, day] = [person[at] ?? 0, arm[at] ?? 0, index[at] ?? 0];
      const [from, to] = [day - washout, day - 1];
      if (others.some((other, k) => k !== own && isIn(other, who, from, to))) return false;
      return (otherTreatments[own] ?? []).every((list) => firstIn(list, who, from, to) === null);
    });
  }
  kept = kept.filter(isFirst());
  if (!areClones) {
    const alone = oneArmOnly(candidates, kept, population.inSeveralArms);
    keep('severalArms', (at) => alone.has(at));
  }
  if (population.commonPeriod) {
    const { from, to } = commonPeriod(candidates, kept, specification.arms.length);
    keep('commonPeriod', (at) => (index[at] ?? 0) >= from && (index[at] ?? 0) <= to);
  }
  if (immortalTime?.kind === 'landmark') {
    const { day } = immortalTime;
    keep('landmark', (at) => {
      const [who, start] = [person[at] ?? 0, index[at] ?? 0];
      return (facts.observation(who, start)?.after ?? -1) >= day && facts.death(who) - start >= day;
    });
  }
  return steps;
}

function dayOf(date: string | null, without: number): number {
  return date === null ? without : Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** Periods with the latest end of each person up to and with each of them. */
interface PeriodsWithLatestEnd extends PersonPeriods {
  readonly latest: Int32Array;
}

function withLatestEnd(periods: PersonPeriods): PeriodsWithLatestEnd {
  const { persons, ends } = periods;
  const latest = Int32Array.from(ends);
  for (let i = 1; i < latest.length; i++) {
    if (persons[i] === persons[i - 1]) latest[i] = Math.max(latest[i] ?? 0, latest[i - 1] ?? 0);
  }
  return { ...periods, latest };
}

/** Whether a period of the person has a day from `from` to `to`. */
function isIn(
  { persons, starts, latest }: PeriodsWithLatestEnd,
  person: number,
  from: number,
  to: number,
): boolean {
  for (let i = placeOf(persons, person); persons[i] === person && (starts[i] ?? 0) <= to; i++) {
    if ((latest[i] ?? 0) >= from) return true;
  }
  return false;
}

/**
 * Of who is in several arms, the entry that came first, or none. Whoever begins two on the same day began neither first,
 * and is left out as in CohortMethod.
 * @param kept one entry of each person in each arm
 */
function oneArmOnly(
  { person, index }: Candidates,
  kept: Int32Array,
  policy: ComparisonSpecification['population']['inSeveralArms'],
): ReadonlySet<number> {
  const alone = new Set<number>();
  for (let from = 0; from < kept.length; ) {
    let to = from;
    while (to < kept.length && person[kept[to] ?? 0] === person[kept[from] ?? 0]) to++;
    const own = [...kept.subarray(from, to)].sort((a, b) => (index[a] ?? 0) - (index[b] ?? 0));
    const [first, second] = own;
    const isTied = second !== undefined && index[first ?? 0] === index[second];
    if (first !== undefined && (second === undefined || (policy === 'keepFirst' && !isTied)))
      alone.add(first);
    from = to;
  }
  return alone;
}

/** From the latest first index of an arm to the earliest last; arms without persons do not count. */
function commonPeriod(
  { arm, index }: Candidates,
  kept: Int32Array,
  arms: number,
): { from: number; to: number } {
  const first = Array.from({ length: arms }, () => Number.POSITIVE_INFINITY);
  const last = Array.from({ length: arms }, () => Number.NEGATIVE_INFINITY);
  for (const at of kept) {
    const k = arm[at] ?? 0;
    first[k] = Math.min(first[k] ?? 0, index[at] ?? 0);
    last[k] = Math.max(last[k] ?? 0, index[at] ?? 0);
  }
  return { from: Math.max(...first.filter(Number.isFinite)), to: Math.min(...last.filter(Number.isFinite)) };
}
