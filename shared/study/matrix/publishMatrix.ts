import { bitsOf } from '../../disclosure/bits.ts';
import type { OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import { publishLinked } from '../../disclosure/publishLinked.ts';
import { type PersonSet, personSet, type ShownSets } from '../../disclosure/shownSets.ts';
import type { CountedMatrix } from './countedMatrix.ts';
import type { MatrixCell, TreatmentMatrix } from './treatmentMatrix.ts';

const DAYS_PER_YEAR = 365.25;
const PER_PERSON_YEARS = 1000;

/** Under what a matrix is shown. */
export interface MatrixRules {
  readonly rules: OutputRules;
  /** What was shown of the release so far; what is shown here is added. */
  readonly shown: ShownSets;
  /** Persons of the release. */
  readonly persons: number;
}

/**
 * Decides what of a matrix may be shown. Cells add up to the base cohort and to the categories of each axis, which the
 * reader may have from a study with that axis alone: each of these sums is taken to be known, and small cells are
 * protected against all of them together. Outcomes are protected against the whole table's and against those of the cell
 * who did not have them; a cell that is withheld shows none. A number of which little more or less was shown before is
 * withheld like a small one. Not covered: tables of two or more of the axes beyond that comparison of two numbers.
 *
 * Decide once for each study and keep the answer: what was shown is part of the next decision.
 */
export function publishMatrix(
  { axes, persons, cells }: CountedMatrix,
  { rules, shown, persons: size }: MatrixRules,
): Omit<TreatmentMatrix, 'provenance'> {
  const below = rules.minimumCell;
  const setOf = (numbers: Int32Array): PersonSet => personSet(bitsOf(numbers, size));
  const isNear = (numbers: Int32Array): boolean => numbers.length >= below && shown.isTooNear(setOf(numbers));
  const remember = (count: PublishedCount, numbers: Int32Array): void => {
    if (!isWithheld(count) && count > 0) shown.add(setOf(numbers));
  };
  const counts = cells.map((cell) => cell.persons.length);
  const margins = sumsOfCells(cells.map(({ category }) => category));
  const near = cells.flatMap((cell, i) => (isNear(cell.persons) ? [i] : []));
  const { published, sumIsSafe } = publishLinked(counts, margins, rules, near);
  const total = sumIsSafe[0] === false ? withheldCount(persons.length, below) : shown.publish(setOf(persons));
  published.forEach((count, i) => {
    remember(count, cells[i]?.persons ?? persons.subarray(0, 0));
  });

  const outcomes = (cells[0]?.outcomes ?? []).map((_, k) => {
    const had = cells.map((cell) => cell.outcomes[k]?.persons ?? persons.subarray(0, 0));
    const without = had.map((own, i) => (counts[i] ?? 0) - own.length);
    const hidden = had.flatMap((own, i) => {
      const [first, second] = [i, cells.length + i];
      if (isWithheld(published[i] ?? 0)) return [first, second];
      return isNear(own) ? [first] : [];
    });
    const parts = published.flatMap((count, i) => (isWithheld(count) ? [] : [[i, cells.length + i]]));
    const decided = publishLinked(
      [...had.map((own) => own.length), ...without],
      [cells.map((_, i) => i), ...parts],
      rules,
      hidden,
    ).published;
    return had.map((own, i): PublishedCount => {
      const count = decided[i] ?? 0;
      remember(count, own);
      return count;
    });
  });

  return {
    persons: total,
    axes,
    cells: cells.map(
      ({ category, outcomes: own }, i): MatrixCell => ({
        category,
        persons: published[i] ?? 0,
        outcomes: own.map(({ outcome, days }, k) => {
          const count = outcomes[k]?.[i] ?? 0;
          const isTold = !isWithheld(count) && days > 0;
          return {
            outcome,
            persons: count,
            rate: isTold ? (count / days) * DAYS_PER_YEAR * PER_PERSON_YEARS : null,
          };
        }),
      }),
    ),
  };
}

function withheldCount(count: number, below: number): PublishedCount {
  return { withheld: count < below ? 'small' : 'complementary', below };
}

/** Places of the cells that add up to the whole (first), and to each category of an axis. */
function sumsOfCells(categories: readonly (readonly number[])[]): number[][] {
  const sums = [categories.map((_, i) => i)];
  for (const [axis] of (categories[0] ?? []).entries()) {
    const groups = new Map<number, number[]>();
    categories.forEach((category, i) => {
      const group = groups.get(category[axis] ?? -1);
      if (group) group.push(i);
      else groups.set(category[axis] ?? -1, [i]);
    });
    sums.push(...groups.values());
  }
  return sums;
}
