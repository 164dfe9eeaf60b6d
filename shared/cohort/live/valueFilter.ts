import type { AttributeFilter } from '../expression/criterion.ts';
import type { DateRange, NumericRange, RangeOperator } from '../expression/ranges.ts';

/** Values that satisfy a filter: a range, or (`outside`) everything else. A missing value satisfies none. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  readonly outside: boolean;
}

/** A filter on whole numbers: those of the range, both ends in it. As the compiled condition, without fractions. */
export function integerRange(range: NumericRange): ValueRange {
  return wholeRange(range.op, Math.trunc(range.value), Math.trunc(range.extent ?? range.value));
}

/** A filter on dates, as days since 1970. */
export function dayRange({ op, value, extent }: DateRange): ValueRange {
  return wholeRange(op, dayOf(value), dayOf(extent ?? value));
}

function wholeRange(op: RangeOperator, value: number, extent: number): ValueRange {
  const infinite = Number.POSITIVE_INFINITY;
  switch (op) {
    case 'lt':
      return { low: -infinite, high: value - 1, outside: false };
    case 'lte':
      return { low: -infinite, high: value, outside: false };
    case 'gt':
      return { low: value + 1, high: infinite, outside: false };
    case 'gte':
      return { low: value, high: infinite, outside: false };
    case 'eq':
    case '!eq':
      return { low: value, high: value, outside: op === '!eq' };
    case 'bt':
    case '!bt':
      return { low: value, high: extent, outside: op === '!bt' };
  }
}

/** Whether a value satisfies a filter, for values that need not be whole; NaN satisfies none. */
export function valueTest(
  filter: AttributeFilter,
  membersOf: (conceptSetId: number) => readonly number[],
): (value: number) => boolean {
  switch (filter.kind) {
    case 'integer':
      return satisfies(
        filter.range.op,
        Math.trunc(filter.range.value),
        Math.trunc(filter.range.extent ?? filter.range.value),
      );
    case 'decimal':
      return satisfies(
        filter.range.op,
        rounded(filter.range.value),
        rounded(filter.range.extent ?? filter.range.value),
      );
    case 'date':
      return satisfies(
        filter.range.op,
        dayOf(filter.range.value),
        dayOf(filter.range.extent ?? filter.range.value),
      );
    case 'concepts':
      return isAmong(filter.conceptIds, filter.exclude);
    case 'conceptSet':
      return isAmong(membersOf(filter.conceptSetId ?? -1), filter.exclude);
    default:
      throw new RangeError(`no filter on values: ${filter.kind}`);
  }
}

function isAmong(concepts: readonly number[], exclude: boolean): (value: number) => boolean {
  const set = new Set(concepts);
  return (value) => !Number.isNaN(value) && set.has(value) !== exclude;
}

/** Circe writes decimals with four places. */
function rounded(value: number): number {
  return Number(value.toFixed(4));
}

function satisfies(op: RangeOperator, low: number, high: number): (value: number) => boolean {
  switch (op) {
    case 'lt':
      return (value) => value < low;
    case 'lte':
      return (value) => value <= low;
    case 'eq':
      return (value) => value === low;
    case '!eq':
      return (value) => value < low || value > low;
    case 'gt':
      return (value) => value > low;
    case 'gte':
      return (value) => value >= low;
    case 'bt':
      return (value) => value >= low && value <= high;
    case '!bt':
      return (value) => value < low || value > high;
  }
}

function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
}

/** The first day of a year, days since 1970. */
export function firstDayOf(year: number): number {
  const before = year - 1;
  return (
    365 * (year - 1970) + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 477
  );
}
