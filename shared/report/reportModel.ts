import type { Failure } from '../errors/akashiError.ts';
import type { CohortCharacteristics } from '../features/characterisationApi.ts';
import type { ReleaseCard } from '../release/releaseCard.ts';
import type { CohortPage } from '../workbenchApi.ts';

/** What a cohort report is made of. All counts obey the release's output rules already. */
export interface CohortReportModel {
  readonly card: ReleaseCard;
  readonly cohorts: readonly CohortPage[];
  /** By cohort id, of those that could be characterised. */
  readonly characteristics: ReadonlyMap<string, CohortCharacteristics>;
  /** Definitions that could not be read or generated, with why. */
  readonly failed: readonly { readonly name: string; readonly failures: readonly Failure[] }[];
  /** ISO time, given by the caller. */
  readonly generatedAt: string;
  readonly akashiVersion: string;
}
