import type { Bin, Dimension } from './exploreModel.ts';
import { MAX_YEARS } from './exploreModel.ts';
import { inBoth } from './localText.ts';
import { firstDayOf, yearOf } from './oddities.ts';
import { createMasks, type Masks, type Runs } from './personTable.ts';
import { NO_DAY, type PersonFacts } from './read/readPersons.ts';

const BAND_YEARS = 5;
const OPEN_BAND_FROM = 100;

/** Both included. */
export interface YearRange {
  readonly first: number;
  readonly last: number;
}

/** Men, women and others; the last only where somebody is neither. */
export function sexDimension(facts: PersonFacts): { readonly dimension: Dimension; readonly masks: Masks } {
  const masks = createMasks(3, facts.persons);
  facts.sex.forEach((sex, person) => {
    masks[person] = 1 << sex;
  });
  const bins: Bin[] = [{ label: inBoth('chart.sex.male') }, { label: inBoth('chart.sex.female') }];
  if (facts.sex.includes(2)) bins.push({ label: inBoth('chart.sex.unknown') });
  return { dimension: { id: 'sex', choice: 'any', bins }, masks };
}

/** Five-year bands of age on the last day of observation (of recording, for those never observed); 100 and over together. */
export function ageDimension(
  facts: PersonFacts,
  lastDay: Int32Array,
): { readonly dimension: Dimension; readonly masks: Masks } {
  const bands = OPEN_BAND_FROM / BAND_YEARS + 1;
  const masks = createMasks(bands, facts.persons);
  for (let person = 0; person < facts.persons; person += 1) {
    const birthYear = facts.birthYear[person] ?? NO_DAY;
    const exit = facts.lastDay[person] ?? NO_DAY;
    const end = exit === NO_DAY ? (lastDay[person] ?? NO_DAY) : exit;
    if (birthYear === NO_DAY || end === NO_DAY) continue;
    const age = Math.min(OPEN_BAND_FROM, Math.max(0, yearOf(end) - birthYear));
    masks[person] = 1 << Math.floor(age / BAND_YEARS);
  }
  const bins = Array.from({ length: bands }, (_, band): Bin => {
    const from = band * BAND_YEARS;
    const text = from === OPEN_BAND_FROM ? `${from}+` : `${from}–${from + BAND_YEARS - 1}`;
    return { label: { ja: text, en: text } };
  });
  return { dimension: { id: 'age', choice: 'range', bins }, masks };
}

/**
 * The years from the first to the last in which at least so many persons are under observation, the latest 29 at most;
 * null without any.
 */
export function observedYears(facts: PersonFacts, minimumCell: number): YearRange | null {
  const changes = new Map<number, number>();
  const add = (year: number, by: number) => changes.set(year, (changes.get(year) ?? 0) + by);
  for (let person = 0; person < facts.persons; person += 1) {
    const entry = facts.firstDay[person] ?? NO_DAY;
    const exit = facts.lastDay[person] ?? NO_DAY;
    if (entry === NO_DAY || exit < entry) continue;
    add(yearOf(entry), 1);
    add(yearOf(exit) + 1, -1);
  }
  const years = [...changes.keys()].sort((a, b) => a - b);
  let observed = 0;
  let first: number | null = null;
  let last: number | null = null;
  years.forEach((year, i) => {
    observed += changes.get(year) ?? 0;
    if (observed < minimumCell) return;
    first ??= year;
    last = (years[i + 1] ?? year + 1) - 1;
  });
  if (first === null || last === null) return null;
  return { first: Math.max(first, last - MAX_YEARS + 1), last };
}

/** The years from a person's first to the last day of observation. */
export function observedDimension(
  facts: PersonFacts,
  { first, last }: YearRange,
): { readonly dimension: Dimension; readonly masks: Masks } {
  const count = last - first + 1;
  const masks = createMasks(count, facts.persons);
  for (let person = 0; person < facts.persons; person += 1) {
    const entry = facts.firstDay[person] ?? NO_DAY;
    const exit = facts.lastDay[person] ?? NO_DAY;
    if (entry === NO_DAY || exit < entry) continue;
    const from = Math.max(0, yearOf(entry) - first);
    const to = Math.min(count - 1, yearOf(exit) - first);
    if (from <= to) masks[person] = (2 ** (to - from + 1) - 1) * 2 ** from;
  }
  const bins = Array.from({ length: count }, (_, i): Bin => {
    const text = String(first + i);
    return { label: { ja: text, en: text } };
  });
  return { dimension: { id: 'observed', choice: 'range', bins }, masks };
}

/** The months from a person's first to the last day of observation, counted from January of the first year. */
export function observedMonths(facts: PersonFacts, { first, last }: YearRange): Runs {
  const runs = {
    first: new Int16Array(facts.persons).fill(-1),
    last: new Int16Array(facts.persons).fill(-1),
  };
  const monthOfDay = monthsOfDays(first, last);
  const beginning = firstDayOf(first);
  for (let person = 0; person < facts.persons; person += 1) {
    const entry = facts.firstDay[person] ?? NO_DAY;
    const exit = facts.lastDay[person] ?? NO_DAY;
    if (entry === NO_DAY || exit < entry) continue;
    const from = Math.max(0, entry - beginning);
    const to = Math.min(monthOfDay.length - 1, exit - beginning);
    if (from > to) continue;
    runs.first[person] = monthOfDay[from] ?? -1;
    runs.last[person] = monthOfDay[to] ?? -1;
  }
  return runs;
}

/** The month of each day of some years, both from 0. */
function monthsOfDays(first: number, last: number): Int16Array {
  const days = new Int16Array(firstDayOf(last + 1) - firstDayOf(first));
  for (let month = 0; month < (last - first + 1) * 12; month += 1) {
    const begins = Date.UTC(first, month, 1) / 86_400_000 - firstDayOf(first);
    days.fill(month, begins);
  }
  return days;
}
