import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithheld } from '../../shared/disclosure/publishedCount.ts';
import { publishOverlap } from '../../shared/disclosure/publishOverlap.ts';

const rules = { minimumCell: 10 };
const memberships = (cohorts: number) =>
  Array.from({ length: 2 ** cohorts - 1 }, (_, i) =>
    Array.from({ length: cohorts }, (_, c) => (((i + 1) >> c) & 1) === 1),
  );

test('two cohorts: a small difference takes the intersection and the other difference with it', () => {
  const members = memberships(2);
  const published = publishOverlap(
    members.map((member, i) => ({ members: member, persons: [3, 200, 500][i] ?? 0 })),
    rules,
  );
  expect(published.combinations.every(isWithheld)).toBe(true);
  expect(published.sizes).toEqual([503, 700]);
});

test('whoever knows the sizes cannot solve for a small combination', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 4 }).chain((cohorts) => {
        const members = memberships(cohorts);
        return fc
          .array(fc.oneof(fc.nat(9), fc.nat(300)), { minLength: members.length, maxLength: members.length })
          .map((persons) => members.map((member, i) => ({ members: member, persons: persons[i] ?? 0 })));
      }),
      (combinations) => {
        const { combinations: published, sizes } = publishOverlap(combinations, rules);
        combinations.forEach(({ persons }, i) => {
          const count = published[i] ?? 0;
          if (!isWithheld(count)) expect(count).toBe(persons);
          if (persons > 0 && persons < 10) expect(isWithheld(count)).toBe(true);
        });
        // Moving one person between withheld combinations must be able to keep every shown size: the system of
        // equations over the withheld combinations leaves each small one free.
        const withheld = published.flatMap((count, i) => (isWithheld(count) ? [i] : []));
        const equations = sizes.flatMap((size, cohort) =>
          isWithheld(size) ? [] : [withheld.map((i) => (combinations[i]?.members[cohort] ? 1 : 0))],
        );
        withheld.forEach((i, column) => {
          const persons = combinations[i]?.persons ?? 0;
          if (persons > 0 && persons < 10) expect(isDetermined(equations, column)).toBe(false);
        });
      },
    ),
    { numRuns: 2000 },
  );
});

/** Whether the equations (0/1 coefficients) fix the variable `column`: its unit vector lies in their row space. */
function isDetermined(equations: readonly (readonly number[])[], column: number): boolean {
  const width = equations[0]?.length ?? 0;
  const unit = Array.from({ length: width }, (_, i) => (i === column ? 1 : 0));
  return equations.length > 0 && rank(equations) === rank([...equations, unit]);
}

function rank(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = rows.findIndex((row, i) => i >= found && Math.abs(row[column] ?? 0) > 1e-9);
    const pivotRow = rows[pivot];
    if (!pivotRow) continue;
    [rows[pivot], rows[found]] = [rows[found] ?? [], pivotRow];
    for (let i = found + 1; i < rows.length; i += 1) {
      const row = rows[i] ?? [];
      const factor = (row[column] ?? 0) / (pivotRow[column] ?? 1);
      rows[i] = row.map((value, j) => value - factor * (pivotRow[j] ?? 0));
    }
    found += 1;
  }
  return found;
}
