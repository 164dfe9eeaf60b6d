import { type AgeAtStart, daysOfAges } from './eventFilters.ts';
import { anyDays } from './startWindow.ts';

/** Years of birth of which the days are worked out once. */
const firstYear = 1850;
const yearsKept = 200;

/** The days on which persons are of an age. Nobody without a year of birth is of any. */
export class AgeDays {
  readonly #age: AgeAtStart;
  readonly #firsts = new Int32Array(yearsKept);
  readonly #lasts = new Int32Array(yearsKept);

  constructor(age: AgeAtStart) {
    this.#age = age;
    for (let i = 0; i < yearsKept; i++) {
      const [first, last] = daysOf(firstYear + i, age);
      this.#firsts[i] = first;
      this.#lasts[i] = last;
    }
  }

  first(person: number): number {
    const year = this.#age.yearOfBirth[person] ?? Number.NaN;
    const place = year - firstYear;
    if (place >= 0 && place < yearsKept) return this.#firsts[place] ?? 0;
    return daysOf(year, this.#age)[0];
  }

  last(person: number): number {
    const year = this.#age.yearOfBirth[person] ?? Number.NaN;
    const place = year - firstYear;
    if (place >= 0 && place < yearsKept) return this.#lasts[place] ?? 0;
    return daysOf(year, this.#age)[1];
  }
}

function daysOf(year: number, { range }: AgeAtStart): readonly [number, number] {
  if (Number.isNaN(year)) return [anyDays, -anyDays];
  const [first, next] = daysOfAges(year, range);
  return [Math.max(first, -anyDays), Math.min(next - 1, anyDays)];
}
