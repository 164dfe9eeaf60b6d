import type { ConceptSet } from '../../vocabulary/conceptSet.ts';
import type { CriteriaGroup } from './criteriaGroup.ts';
import type { Criterion } from './criterion.ts';
import type { Period } from './ranges.ts';

/** A cohort definition: a typed view of a Circe expression. */
export interface CohortDefinition {
  /** What the user calls it; also names it in errors. */
  readonly name: string;
  /** The JSON as it was read: unknown keys survive, and this is what is written back. */
  readonly raw: unknown;
  readonly conceptSets: readonly ConceptSet[];
  readonly entry: EntryEvents;
  /** Restricts the entry events. Null when absent or empty. */
  readonly additionalCriteria: CriteriaGroup | null;
  /** `All` unless the definition has AdditionalCriteria: only then does Circe apply it. */
  readonly qualifiedLimit: Limit;
  readonly inclusionRules: readonly InclusionRule[];
  readonly expressionLimit: Limit;
  readonly exit: ExitStrategy;
  readonly censoring: readonly Criterion[];
  /** Days by which cohort periods of a person are extended to find those that touch. */
  readonly eraPad: number;
  readonly censorWindow: Period | null;
}

/** Events that start inside an observation period, with this many days of it before and after. */
export interface EntryEvents {
  readonly criteria: readonly Criterion[];
  readonly priorDays: number;
  readonly postDays: number;
  readonly limit: Limit;
}

/** Which of a person's events go on: all, the earliest, or the latest. */
export type Limit = 'All' | 'First' | 'Last';

export interface InclusionRule {
  /** JSON path of the rule in the definition. */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly group: CriteriaGroup;
}

/** When a cohort period ends, unless a censoring event comes first; never after the observation period. */
export type ExitStrategy =
  | { readonly type: 'observationEnd' }
  | { readonly type: 'dateOffset'; readonly field: 'start' | 'end'; readonly offset: number }
  | {
      readonly type: 'drugEra';
      readonly conceptSetId: number;
      readonly gapDays: number;
      readonly offset: number;
      /** Length of every exposure in days instead of its recorded end; null: as recorded. */
      readonly daysSupplyOverride: number | null;
    };
