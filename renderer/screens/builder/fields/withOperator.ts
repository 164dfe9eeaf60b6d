import { valueAt } from '../../../../shared/cohort/edit/jsonEdit.ts';
import { isObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import type { RangeOperator } from '../../../../shared/cohort/expression/ranges.ts';

/** A range with another operator: one of two bounds gets an upper bound, one of a single bound loses it. */
export function withOperator(value: unknown, op: RangeOperator): unknown {
  const range = isObject(value) ? value : {};
  if (op === 'bt' || op === '!bt') {
    return { ...range, Op: op, Extent: valueAt(range, ['Extent']) ?? valueAt(range, ['Value']) ?? null };
  }
  return { ...Object.fromEntries(Object.entries(range).filter(([key]) => key !== 'Extent')), Op: op };
}
