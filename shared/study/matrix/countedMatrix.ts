import type { TreatmentMatrix } from './treatmentMatrix.ts';

/** A treatment matrix with the persons behind its numbers (numbers of the release). Raw: publish it before it is shown. */
export interface CountedMatrix {
  readonly axes: TreatmentMatrix['axes'];
  readonly persons: Int32Array;
  /** In order of their categories; no two alike. */
  readonly cells: readonly CountedCell[];
}

export interface CountedCell {
  /** Place in each axis, −1: none. */
  readonly category: readonly number[];
  readonly persons: Int32Array;
  readonly outcomes: readonly {
    readonly outcome: string;
    /** Who had it in the first time-at-risk. */
    readonly persons: Int32Array;
    /** Days at risk of everybody in the cell. */
    readonly days: number;
  }[];
}
