import type { AttritionBase } from '../../shared/cohort/attrition.ts';

/** Circe's inclusion statistics of events (mode 0): satisfying a rule, and failing it alone. */
export function eventStatistics(base: AttritionBase): {
  readonly total: number;
  readonly rules: readonly { readonly satisfying: number; readonly failingAlone: number }[];
} {
  return {
    total: sum(base.events),
    rules: Array.from({ length: base.ruleCount }, (_, rule) => ({
      satisfying: sum(base.events.filter(({ pattern }) => pattern[rule] === '1')),
      failingAlone: sum(
        base.events.filter(
          ({ pattern }) => pattern.indexOf('0') === rule && pattern.lastIndexOf('0') === rule,
        ),
      ),
    })),
  };
}

function sum(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((total, { count }) => total + count, 0);
}
