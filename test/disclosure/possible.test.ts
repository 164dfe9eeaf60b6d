import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Possible, type Statement } from '../../shared/disclosure/possible.ts';

const most = 6;

/** Every combination of whole numbers for which the statements hold, one by one. */
function everyWay(unknowns: number, statements: readonly Statement[]): number[][] {
  const found: number[][] = [];
  for (let code = 0; code < (most + 1) ** unknowns; code++) {
    const values = Array.from(
      { length: unknowns },
      (_, i) => Math.floor(code / (most + 1) ** i) % (most + 1),
    );
    const holds = statements.every(({ coefficients, value, kind }) => {
      const sum = [...coefficients].reduce((total, [at, by]) => total + by * (values[at] as number), 0);
      return kind === 'equal' ? sum === value : sum <= value;
    });
    if (holds) found.push(values);
  }
  return found;
}

/** Margins of a table of two columns: their extremes are whole numbers. */
const table = fc
  .record({
    cells: fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 6 }),
    limit: fc.nat({ max: most }),
  })
  .map(({ cells, limit }) => {
    const rows = Math.floor(cells.length / 2);
    const used = cells.slice(0, rows * 2);
    const sum = (places: readonly number[]): Statement => ({
      coefficients: new Map(places.map((at) => [at, 1])),
      value: places.reduce((total, at) => total + (used[at] as number), 0),
      kind: 'equal',
    });
    const statements: Statement[] = [
      ...Array.from({ length: rows }, (_, row) => sum([2 * row, 2 * row + 1])),
      sum(Array.from({ length: rows }, (_, row) => 2 * row)),
      { coefficients: new Map([[0, 1]]), value: Math.max(limit, used[0] as number), kind: 'atMost' },
    ];
    return { unknowns: used.length, statements };
  });

test('ranges of the cells of a table are those of all tables with its margins', () => {
  fc.assert(
    fc.property(table, ({ unknowns, statements }) => {
      const ways = everyWay(unknowns, statements);
      const possible = new Possible(unknowns, statements);
      for (let at = 0; at < unknowns; at++) {
        const values = ways.map((way) => way[at] as number);
        const [low, high] = possible.range(new Map([[at, 1]]));
        expect(low).toBeCloseTo(Math.min(...values), 6);
        expect(high).toBeCloseTo(Math.max(...values), 6);
      }
    }),
    { numRuns: 30 },
  );
});

test('what nothing limits has no end, and what cannot be is refused', () => {
  const own = (value: number): Statement => ({ coefficients: new Map([[0, 1]]), value, kind: 'equal' });
  expect(new Possible(2, [own(4)]).range(new Map([[1, 1]]))).toEqual([0, Number.POSITIVE_INFINITY]);
  expect(new Possible(2, [own(4)]).range(new Map([[0, 1]]))).toEqual([4, 4]);
  expect(() => new Possible(1, [own(4), own(5)])).toThrow(RangeError);
});
