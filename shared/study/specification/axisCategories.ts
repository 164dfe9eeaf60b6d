import type { ComparisonArm, ComparisonSpecification, MatrixAxis } from './comparisonSpecification.ts';

/** The names of an axis's categories in order: those that it gives, or `band0` … `bandN` between its breaks. */
export function axisCategories(axis: MatrixAxis): string[] {
  return 'categories' in axis
    ? axis.categories.map(({ id }) => id)
    : Array.from({ length: axis.breaks.length + 1 }, (_, band) => `band${band}`);
}

/** Whether what an axis tells of a person is known only after index. */
export function isAfterIndex(axis: MatrixAxis): boolean {
  if (axis.kind === 'treatment') return axis.withinDays > 0;
  return axis.kind === 'duration' || axis.kind === 'cumulativeDose' || axis.kind === 'lengthOfStay';
}

/** The axes known only after index that an arm is cut by. */
export function afterIndexAxes({ matrix }: ComparisonSpecification, arm: ComparisonArm): MatrixAxis[] {
  return (matrix?.axes ?? []).filter((axis) => isAfterIndex(axis) && Object.hasOwn(arm.cells ?? {}, axis.id));
}
