import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitsOf } from '../../../shared/disclosure/bits.ts';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { personSet, ShownSets } from '../../../shared/disclosure/shownSets.ts';
import { fixedUnknowns } from '../../../shared/disclosure/solvable.ts';
import type { CountedCell, CountedMatrix } from '../../../shared/study/matrix/countedMatrix.ts';
import { publishMatrix } from '../../../shared/study/matrix/publishMatrix.ts';

const rules = { minimumCell: 10 };
const SIZE = 20_000;

/** A matrix of the given numbers of persons; of every cell the first `had` have the outcome. */
function matrixOf(cells: readonly { category: number[]; persons: number; had: number }[]): CountedMatrix {
  let next = 0;
  const counted = cells.map(({ category, persons, had }): CountedCell => {
    const own = Int32Array.from({ length: persons }, () => next++);
    return {
      category,
      persons: own,
      outcomes: [{ outcome: 'death', persons: own.subarray(0, Math.min(had, persons)), days: persons * 365 }],
    };
  });
  return { axes: [], persons: Int32Array.from({ length: next }, (_, at) => at), cells: counted };
}

const fresh = () => ({ rules, shown: new ShownSets(rules), persons: SIZE });

const count = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 300 }));
const randomMatrix = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 2 }))
  .chain(([a, b, c]) => {
    const categories = Array.from({ length: a * b * c }, (_, i) => [
      i % a,
      Math.floor(i / a) % b,
      Math.floor(i / a / b),
    ]);
    return fc.tuple(
      ...categories.map((category) =>
        fc.record({ category: fc.constant(category), persons: count, had: fc.nat(40) }),
      ),
    );
  });

test('whoever knows the whole and every axis cannot solve for a small cell', () => {
  fc.assert(
    fc.property(randomMatrix, (cells) => {
      const counted = matrixOf(cells);
      const published = publishMatrix(counted, fresh());
      const axes = [0, 1, 2];
      const groups = axes.flatMap((axis) =>
        [...new Set(cells.map(({ category }) => category[axis]))].map((at) =>
          cells.flatMap(({ category }, i) => (category[axis] === at ? [i] : [])),
        ),
      );
      const known = [
        ...(isWithheld(published.persons) ? [] : [cells.map((_, i) => i)]),
        // A category of few is withheld in its own table as well.
        ...groups.filter(
          (group) =>
            group.reduce((sum, i) => sum + (cells[i]?.persons ?? 0), 0) >= 10 && isProtectable(group),
        ),
      ];
      const withheld = cells.flatMap((_, i) => (isWithheld(published.cells[i]?.persons ?? 0) ? [i] : []));
      const fixed = fixedUnknowns(known.map((group) => withheld.map((i) => (group.includes(i) ? 1 : 0))));
      cells.forEach(({ persons }, i) => {
        const shown = published.cells[i]?.persons ?? 0;
        if (persons < 10) expect(isWithheld(shown)).toBe(true);
        if (!isWithheld(shown)) expect(shown).toBe(persons);
        if (persons < 10) expect(fixed.has(withheld.indexOf(i))).toBe(false);
      });

      /** Even with all its cells withheld a group may be too small to hide them: nothing can be done for its sum. */
      function isProtectable(group: readonly number[]): boolean {
        return group.some((i) => (cells[i]?.persons ?? 0) >= 10) && group.length > 2;
      }
    }),
    { numRuns: 500 },
  );
});

test('an outcome is shown only where neither those with nor those without it are few', () => {
  fc.assert(
    fc.property(randomMatrix, (cells) => {
      const published = publishMatrix(matrixOf(cells), fresh());
      cells.forEach(({ persons, had }, i) => {
        const cell = published.cells[i];
        const [outcome] = cell?.outcomes ?? [];
        if (!cell || !outcome) throw new Error('no outcome');
        if (isWithheld(outcome.persons)) {
          expect(outcome.rate).toBeNull();
          return;
        }
        const with_ = Math.min(had, persons);
        expect(isWithheld(cell.persons)).toBe(false);
        expect(outcome.persons).toBe(with_);
        expect([with_, persons - with_].every((few) => few === 0 || few >= 10)).toBe(true);
        expect(outcome.rate).toBeCloseTo((with_ / persons / 365) * 365.25 * 1000, 9);
      });
    }),
    { numRuns: 500 },
  );
});

test('a cell near one shown before is withheld, and its neighbours do not tell it', () => {
  const counted = matrixOf([
    { category: [0], persons: 100, had: 0 },
    { category: [1], persons: 200, had: 0 },
    { category: [2], persons: 300, had: 0 },
  ]);
  const before = { ...fresh() };
  before.shown.publish(
    personSet(bitsOf((counted.cells[0]?.persons ?? new Int32Array(0)).subarray(0, 95), SIZE)),
  );
  const published = publishMatrix(counted, before);
  expect(published.cells.map(({ persons }) => persons)).toEqual([
    { withheld: 'complementary', below: 10 },
    { withheld: 'complementary', below: 10 },
    300,
  ]);
  expect(published.persons).toBe(600);
});

test('what nothing can protect takes the whole with it; nobody is a matrix of nobody', () => {
  const few = publishMatrix(matrixOf([{ category: [0], persons: 4, had: 4 }]), fresh());
  expect(few.persons).toEqual({ withheld: 'small', below: 10 });
  expect(few.cells[0]?.outcomes[0]).toMatchObject({ rate: null });
  expect(publishMatrix(matrixOf([]), fresh())).toEqual({ persons: 0, axes: [], cells: [] });
});

test('the same matrix is shown again as it was', () => {
  fc.assert(
    fc.property(randomMatrix, (cells) => {
      const counted = matrixOf(cells);
      const where = fresh();
      const first = publishMatrix(counted, where);
      expect(publishMatrix(counted, where)).toEqual(first);
    }),
    { numRuns: 500 },
  );
});
