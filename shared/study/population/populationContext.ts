import type { PersonNumbers } from '../../cohort/personNumbers.ts';
import type { QueryEngine } from '../../engine/queryEngine.ts';

/** The opened release as the population and the matrix of a study need it. */
export interface PopulationContext {
  readonly engine: QueryEngine;
  readonly persons: PersonNumbers;
  /** Milliseconds of a monotonic clock. */
  readonly clock: () => number;
  /** A number under which nobody else keeps rows in the release's cohort table. */
  readonly newKey: () => number;
}
