/** Comparisons of Circe. `bt` takes both bounds in; `!bt` is its negation. NULL never satisfies one. */
export const rangeOperators = ['lt', 'lte', 'eq', '!eq', 'gt', 'gte', 'bt', '!bt'] as const;
export type RangeOperator = (typeof rangeOperators)[number];

/** `extent` is the upper bound and only there for `bt` and `!bt`. */
export interface NumericRange {
  readonly op: RangeOperator;
  readonly value: number;
  readonly extent: number | null;
}

/** Dates as `YYYY-MM-DD`. */
export interface DateRange {
  readonly op: RangeOperator;
  readonly value: string;
  readonly extent: string | null;
}

/** Text comparisons of Circe: case-sensitive; `%` and `_` in the text are wildcards, as in SQL LIKE. */
export const textOperators = [
  'eq',
  '!eq',
  'contains',
  '!contains',
  'startsWith',
  '!startsWith',
  'endsWith',
  '!endsWith',
] as const;
export type TextOperator = (typeof textOperators)[number];

/** A span of days, either end open when null. */
export interface Period {
  readonly startDate: string | null;
  readonly endDate: string | null;
}
