import { isSmall, type OutputRules } from './outputRules.ts';

/** Sets of conditions as bits. */
export type ConditionSet = bigint;

/**
 * Whether showing how many persons pass `set` lets somebody add and subtract shown counts to a small number: the
 * alternating sum over the sets between two that differ in two or three conditions counts those who pass a set and
 * fail the others.
 * @param conditions each one bit: those that may be varied
 * @param shown what was shown of persons who pass all conditions of a set
 */
export function completesSmallCell(
  set: ConditionSet,
  count: number,
  conditions: readonly ConditionSet[],
  shown: ReadonlyMap<ConditionSet, number>,
  rules: OutputRules,
): boolean {
  const isSmallCell = (varied: readonly ConditionSet[]): boolean => {
    const base = varied.reduce((left, condition) => left & ~condition, set);
    let sum = 0;
    for (let corner = 0; corner < 1 << varied.length; corner += 1) {
      let cornerSet = base;
      let sign = 1;
      varied.forEach((condition, i) => {
        if ((corner >> i) & 1) {
          cornerSet |= condition;
          sign = -sign;
        }
      });
      const value = cornerSet === set ? count : shown.get(cornerSet);
      if (value === undefined) return false;
      sum += sign * value;
    }
    return isSmall(sum, rules);
  };
  for (const [i, a] of conditions.entries()) {
    for (let j = i + 1; j < conditions.length; j += 1) {
      const b = conditions[j] ?? 0n;
      if (isSmallCell([a, b])) return true;
      for (let k = j + 1; k < conditions.length; k += 1) {
        if (isSmallCell([a, b, conditions[k] ?? 0n])) return true;
      }
    }
  }
  return false;
}
