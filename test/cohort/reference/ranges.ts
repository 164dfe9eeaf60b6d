import { dayOf } from './cdmData.ts';
import type { DateRange, Range, TextFilter } from './expression.ts';

/** A comparison with NULL is unknown, and unknown is never true, negated or not. */
function compare(value: number | null, op: string, operand: number, extent: number): boolean {
  if (value === null) return false;
  if (op.endsWith('bt')) return (value >= operand && value <= extent) !== op.startsWith('!');
  switch (op) {
    case 'lt':
      return value < operand;
    case 'lte':
      return value <= operand;
    case 'eq':
      return value === operand;
    case '!eq':
      return value !== operand;
    case 'gt':
      return value > operand;
    case 'gte':
      return value >= operand;
    default:
      throw new RangeError(`unknown operator ${op}`);
  }
}

/** Against a whole number: Circe drops what stands behind the decimal point. */
export function inIntegerRange(value: number | null, range: Range): boolean {
  return compare(value, range.Op, Math.trunc(range.Value), Math.trunc(range.Extent ?? 0));
}

/** Against a decimal number: Circe writes four decimals. */
export function inDecimalRange(value: number | null, range: Range): boolean {
  return compare(value, range.Op, Number(range.Value.toFixed(4)), Number((range.Extent ?? 0).toFixed(4)));
}

export function inDateRange(day: number | null, range: DateRange): boolean {
  return compare(day, range.Op, dayOf(range.Value), range.Extent ? dayOf(range.Extent) : 0);
}

/** SQL's LIKE, where `%` and `_` in the filter's own text are wildcards too. */
export function matchesText(value: string | null, filter: TextFilter): boolean {
  if (value === null) return false;
  const op = filter.Op;
  const before = op.endsWith('endsWith') || op.endsWith('contains') ? '%' : '';
  const after = op.endsWith('startsWith') || op.endsWith('contains') ? '%' : '';
  const pattern = [...`${before}${filter.Text}${after}`]
    .map((c) => (c === '%' ? '.*' : c === '_' ? '.' : c.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')))
    .join('');
  return new RegExp(`^${pattern}$`, 'su').test(value) !== op.startsWith('!');
}
