import type { Job } from '../../../engine/job.ts';
import { letOthersTurn } from '../../../engine/letOthersTurn.ts';
import { seededRandom } from '../../../stats/numeric/random.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import type { CareSettings } from './careSettings.ts';
import { GrowingInts } from './growingInts.ts';
import type { NewUsers } from './newUsers.ts';
import { observedOn, type ReleasePersons, UNKNOWN_YEAR } from './releasePersons.ts';
import { isExposed, type Supplies } from './supplies.ts';

/** Unexposed persons of each exposed one: those of exposed i are at places `starts[i]` to `starts[i + 1]`, ascending. */
export interface MatchedSets {
  readonly starts: Int32Array;
  readonly persons: Int32Array;
}

/** Draws for each person wanted before everybody of the age and sex is looked at instead: that costs more than these. */
const DRAWS = 512;

/** Exposed persons matched before others have their turn: some hundredths of a second. */
const BETWEEN_TURNS = 4096;

/**
 * Draws unexposed persons from the risk set of each exposed person on their index day: of the same sex, of an age within
 * `ageYears`, alive and observed for as long, not exposed then nor in the washout before (ever before where there is no
 * washout), and from the same care setting where that is asked for. Everybody in a risk set is as likely to be drawn,
 * and once only; they may be in several sets, and exposed later. The draw depends on the seed and the exposed person's
 * number alone. Who has no known age is in no set.
 */
export async function matchUnexposed(
  people: ReleasePersons,
  supplies: Supplies,
  care: CareSettings | null,
  { persons, index }: NewUsers,
  { population, unexposed, seed }: Pick<SafetySpecification, 'population' | 'unexposed' | 'seed'>,
  job: Job,
): Promise<MatchedSets> {
  const strata = new Strata(people);
  const starts = new Int32Array(persons.length + 1);
  const drawn = new GrowingInts();
  const found = new Set<number>();
  for (let i = 0; i < persons.length; i++) {
    if (i % BETWEEN_TURNS === 0) {
      job.report({ phase: 'studyPopulation', fraction: i / persons.length });
      await letOthersTurn(job);
    }
    const [person, day] = [persons[i] as number, index[i] as number];
    const random = seededRandom(Math.imul(person + 1, 0x9e3779b1) ^ seed);
    const setting = care?.before(person, day) ?? 0;
    const isAtRisk = (other: number): boolean => {
      if (other === person || isExposed(supplies, other, day, population.washoutDays)) return false;
      const period = observedOn(people, other, day);
      if (period < 0 || day - (people.observedFrom[period] as number) < population.priorObservationDays)
        return false;
      return care === null || care.before(other, day) === setting;
    };
    found.clear();
    const [from, to] = strata.range(person, unexposed.ageYears);
    const size = to - from;
    const draws = Math.min(DRAWS * unexposed.ratio, size >> 2);
    for (let draw = 0; draw < draws && found.size < unexposed.ratio; draw++) {
      const other = strata.persons[from + Math.floor(random() * size)] as number;
      if (!found.has(other) && isAtRisk(other)) found.add(other);
    }
    if (found.size < unexposed.ratio) {
      const left = strata.persons.subarray(from, to).filter((other) => !found.has(other) && isAtRisk(other));
      for (let next = 0; next < left.length && found.size < unexposed.ratio; next++) {
        const pick = next + Math.floor(random() * (left.length - next));
        found.add(left[pick] as number);
        left[pick] = left[next] as number;
      }
    }
    for (const other of [...found].sort((a, b) => a - b)) drawn.push(other);
    starts[i + 1] = drawn.length;
  }
  return { starts, persons: drawn.values.slice() };
}

/** Persons in order of sex, year of birth and number. */
class Strata {
  readonly persons: Int32Array;
  readonly #people: ReleasePersons;
  readonly #lowest: number;
  readonly #width: number;
  /** By sex and year of birth, where its persons begin. */
  readonly #begin: Int32Array;

  constructor(people: ReleasePersons) {
    this.#people = people;
    let [lowest, highest] = [0x7fffffff, -1];
    for (const year of people.born) {
      if (year === UNKNOWN_YEAR) continue;
      if (year < lowest) lowest = year;
      if (year > highest) highest = year;
    }
    this.#lowest = lowest;
    this.#width = Math.max(0, highest - lowest + 1);
    this.#begin = new Int32Array(3 * this.#width + 1);
    const cells = people.born.map((year, person) =>
      year === UNKNOWN_YEAR ? -1 : (people.sex[person] as number) * this.#width + year - lowest,
    );
    for (const cell of cells) if (cell >= 0) this.#begin[cell + 1] = (this.#begin[cell + 1] as number) + 1;
    for (let cell = 0; cell < 3 * this.#width; cell++)
      this.#begin[cell + 1] = (this.#begin[cell + 1] as number) + (this.#begin[cell] as number);
    const next = this.#begin.slice();
    this.persons = new Int32Array(next.at(-1) as number);
    cells.forEach((cell, person) => {
      if (cell < 0) return;
      this.persons[next[cell] as number] = person;
      next[cell] = (next[cell] as number) + 1;
    });
  }

  /** Places of who is of the person's sex and an age within so many years. */
  range(person: number, years: number): readonly [from: number, to: number] {
    const born = this.#people.born[person] as number;
    if (born === UNKNOWN_YEAR) return [0, 0];
    const base = (this.#people.sex[person] as number) * this.#width;
    const at = born - this.#lowest;
    return [
      this.#begin[base + Math.max(0, at - years)] as number,
      this.#begin[base + Math.min(this.#width - 1, at + years) + 1] as number,
    ];
  }
}
