import type { Row } from './cdmData.ts';
import type { Domain } from './domain.ts';

/** One row that a criterion found. `end` is null where the table leaves it open (visits, eras). */
export interface CriterionEvent {
  readonly person: number;
  readonly id: number;
  readonly start: number;
  readonly end: number | null;
  readonly visit: number | null;
  /** What the primary limit orders by: the start before a user-defined period replaces it. */
  readonly sortDate: number;
  readonly row: Row;
  readonly domain: Domain;
}

/** An event with the observation period that contains its start: what criteria groups are asked about. */
export interface IndexEvent {
  readonly person: number;
  readonly start: number;
  readonly end: number | null;
  readonly visit: number | null;
  readonly periodStart: number;
  readonly periodEnd: number;
}
