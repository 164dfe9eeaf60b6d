import type { ReleaseCard } from './releaseCard.ts';

/**
 * A verified release whose tables stand in the engine. In schema `cdm` every OMOP CDM 5.4 table exists with every
 * column in its CDM type (all ids BIGINT, dates DATE), empty or NULL where the release has none, so that a query
 * needs no case distinction. Schema `raw` holds what was mounted, `work` what Akashi computes.
 */
export interface OpenedRelease {
  readonly card: ReleaseCard;
  /** Tables that are views of Parquet files read where they lie; the others are tables in memory, events by concept. */
  readonly inPlace: readonly string[];
}
