import fc from 'fast-check';
import type { Cell, Row } from '../reference/cdmData.ts';

/** NULL now and then. */
export function maybe(value: fc.Arbitrary<Cell>, freq = 4): fc.Arbitrary<Cell> {
  return fc.option(value, { freq, nil: null });
}

export const smallNumber = fc.integer({ min: 0, max: 4 });
export const decimal = fc.constantFrom(0, 0.5, 1, 1.5, 2, 2.25, 3, 10);
export const shortId = fc.integer({ min: 1, max: 3 });
/** Days from start to end: some ends come before their start. */
export const span = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 8 }) },
  { weight: 1, arbitrary: fc.integer({ min: -3, max: -1 }) },
);

type Columns = Readonly<Record<string, fc.Arbitrary<Cell>>>;

/** Rows of one table, numbered from 1 in its id column. `spans` maps an end column to its start column. */
export function table(
  idColumn: string,
  columns: Columns,
  maxLength: number,
  spans: Readonly<Record<string, string>> = {},
): fc.Arbitrary<Row[]> {
  return fc.array(fc.record(columns), { maxLength, size: 'max' }).map((rows) =>
    rows.map((row, i) => {
      const result: Record<string, Cell> = { [idColumn]: i + 1, ...row };
      for (const [end, start] of Object.entries(spans)) {
        const length = result[end];
        if (typeof length === 'number') result[end] = (result[start] as number) + length;
      }
      return result;
    }),
  );
}
