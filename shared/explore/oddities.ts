import { createMasks, type Masks } from './personTable.ts';
import { NO_DAY, type PersonFacts } from './read/readPersons.ts';

/** What looks wrong about a person's data; the bins of the dimension `oddity`. */
export const oddities = [
  'afterDeath',
  'beforeBirth',
  'outsideObservation',
  'endBeforeStart',
  'observedAfterDeath',
  'ageImplausible',
  'birthUnknown',
  'sexUnknown',
  'neverObserved',
  'nothingRecorded',
] as const;

const OLDEST = 110;

/** @param firstDay of any event of each person, `NO_DAY` without one; `lastDay` likewise */
export function findOddities(
  facts: PersonFacts,
  firstDay: Int32Array,
  lastDay: Int32Array,
  reversed: Uint8Array,
): Masks {
  const masks = createMasks(oddities.length, facts.persons);
  for (let person = 0; person < facts.persons; person += 1) {
    const birthYear = facts.birthYear[person] ?? NO_DAY;
    const birth = birthYear === NO_DAY ? NO_DAY : Math.floor(Date.UTC(birthYear, 0, 1) / 86_400_000);
    const death = facts.deathDay[person] ?? NO_DAY;
    const entry = facts.firstDay[person] ?? NO_DAY;
    const exit = facts.lastDay[person] ?? NO_DAY;
    const first = firstDay[person] ?? NO_DAY;
    const last = lastDay[person] ?? NO_DAY;
    const recorded = first !== NO_DAY;
    const observed = entry !== NO_DAY && exit !== NO_DAY;
    const end = Math.max(exit, last);
    const age = birth === NO_DAY || end === NO_DAY ? 0 : yearOf(end) - birthYear;
    const found = [
      recorded && death !== NO_DAY && last > death,
      (recorded && birth !== NO_DAY && first < birth) || (observed && birth !== NO_DAY && entry < birth),
      recorded && observed && (first < entry || last > exit),
      reversed[person] === 1 || (observed && exit < entry),
      observed && death !== NO_DAY && exit > death,
      age < 0 || age > OLDEST,
      birth === NO_DAY,
      facts.sex[person] === 2,
      !observed,
      !recorded,
    ];
    let mask = 0;
    found.forEach((is, bin) => {
      if (is) mask |= 1 << bin;
    });
    masks[person] = mask;
  }
  return masks;
}

/** The calendar year of a day since 1970. */
export function yearOf(day: number): number {
  const year = 1970 + Math.floor(day / 365.2425);
  if (day < firstDayOf(year)) return year - 1;
  return day < firstDayOf(year + 1) ? year : year + 1;
}

/** 1 January as a day since 1970. */
export function firstDayOf(year: number): number {
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  return 365 * (year - 1970) + leaps - 477;
}
