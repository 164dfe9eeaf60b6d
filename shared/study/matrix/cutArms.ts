import type { ArmEntry } from '../population/candidates.ts';
import type { HappeningDays } from '../population/followUps.ts';
import { NEVER } from '../population/personPeriods.ts';
import { axisCategories } from '../specification/axisCategories.ts';
import type {
  ComparisonArm,
  ComparisonSpecification,
  MatrixAxis,
  MatrixSpecification,
} from '../specification/comparisonSpecification.ts';
import { AxisReader, type MatrixPersons } from './axisReader.ts';
import { type MatrixRecords, treatmentAxes } from './matrixRecords.ts';

/**
 * Entries into the arms that are cut from the matrix: persons whose categories are the arm's, as known at the landmark
 * where there is one. Clones instead enter every arm that index does not rule out, with the day on which they deviate.
 */
export function cutArms(
  { arms, immortalTime }: ComparisonSpecification,
  matrix: MatrixSpecification,
  persons: MatrixPersons,
): ArmEntry[] {
  const reader = new AxisReader(matrix, persons, immortalTime);
  const areClones = immortalTime?.kind === 'cloneCensorWeight';
  const { base } = persons;
  const entry = (row: number, arm: number): ArmEntry => ({
    person: base.persons[row] ?? 0,
    arm,
    index: base.starts[row] ?? 0,
    end: base.ends[row] ?? 0,
  });
  const categories = new Map(
    areClones ? [] : matrix.axes.map((axis) => [axis.id, reader.categories(axis)] as const),
  );
  return arms.flatMap((arm, place): ArmEntry[] => {
    if (arm.cells === null) return [];
    const wanted = acceptedOf(matrix, arm);
    if (areClones) {
      const deviations = wanted.map(({ axis, accepted }) => reader.deviations(axis, accepted));
      return Array.from(base.persons).flatMap((_, row): ArmEntry[] => {
        const day = Math.min(NEVER, ...deviations.map((days) => days[row] ?? NEVER));
        return day < 0 ? [] : [{ ...entry(row, place), deviates: day === NEVER ? -1 : day }];
      });
    }
    return Array.from(base.persons).flatMap((_, row): ArmEntry[] =>
      wanted.every(({ axis, accepted }) => accepted.has(categories.get(axis.id)?.[row] ?? -1))
        ? [entry(row, place)]
        : [],
    );
  });
}

/** Categories of each axis that an arm is cut by. */
function acceptedOf(
  { axes }: MatrixSpecification,
  { cells }: ComparisonArm,
): { readonly axis: MatrixAxis; readonly accepted: ReadonlySet<number> }[] {
  return axes.flatMap((axis) => {
    const chosen = cells?.[axis.id];
    if (!chosen) return [];
    const names = axisCategories(axis);
    return [{ axis, accepted: new Set(chosen.map((id) => names.indexOf(id)).filter((at) => at >= 0)) }];
  });
}

/** Days on which anybody starts what an arm is about: records of its categories of the treatment axes. */
export function startsOfCells(
  matrix: MatrixSpecification,
  arm: ComparisonArm,
  records: MatrixRecords,
): HappeningDays[] {
  const isTreatment = new Set<MatrixAxis>(treatmentAxes(matrix));
  return acceptedOf(matrix, arm).flatMap(({ axis, accepted }) =>
    isTreatment.has(axis) ? (records.treatments.get(axis.id) ?? []).filter((_, at) => accepted.has(at)) : [],
  );
}
