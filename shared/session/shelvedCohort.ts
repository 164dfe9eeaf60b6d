import type { AttritionBase } from '../cohort/attrition.ts';
import type { CohortDefinition } from '../cohort/expression/cohortDefinition.ts';
import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import type { Failure } from '../errors/akashiError.ts';
import type { CohortOperation } from '../workbenchApi.ts';

/** A cohort that the user works with: what it is, and what the open release gave. */
export interface ShelvedCohort {
  readonly id: string;
  /** Names its rows in `work.cohort`. */
  readonly key: number;
  readonly name: string;
  readonly hash: string;
  readonly origin: CohortOrigin;
  /** Of this cohort as it is or, when it changed since, as it was: see {@link isStale}. */
  readonly result: CohortResult | null;
  readonly failure: Failure | null;
}

export type CohortOrigin =
  | { readonly kind: 'definition'; readonly definition: CohortDefinition }
  | {
      readonly kind: 'combination';
      readonly operation: CohortOperation;
      readonly members: readonly string[];
    };

/** True counts: they are masked where they leave the workbench. */
export interface CohortResult {
  readonly persons: number;
  readonly entries: number;
  /** The number of persons as it may be shown, by what was shown before. */
  readonly shown: PublishedCount;
  readonly milliseconds: number;
  /** Null for a combination, and where it was not asked for. */
  readonly attrition: AttritionBase | null;
  readonly generatedAt: string;
  /** What was generated. */
  readonly made: Pick<ShelvedCohort, 'key' | 'hash' | 'origin'>;
}

/** Whether the cohort was defined anew after it was generated. */
export function isStale({ hash, result }: ShelvedCohort): boolean {
  return result !== null && result.made.hash !== hash;
}

/** Whether its size lies too near to a number shown before: then nothing that adds up to it may be shown either. */
export function isTooNear({ shown }: CohortResult): boolean {
  return isWithheld(shown) && shown.withheld === 'complementary';
}
