import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { Provenance } from '../../workbenchApi.ts';

/** Persons of a base cohort by the categories of a study's axes, with outcomes; as shown. */
export interface TreatmentMatrix {
  readonly persons: PublishedCount;
  readonly axes: readonly {
    readonly id: string;
    readonly name: string;
    /** Whether what it tells is known only after index. */
    readonly afterIndex: boolean;
    readonly categories: readonly { readonly id: string; readonly name: string }[];
  }[];
  /** Every combination that occurs, in order of the categories; `category[k]` is the place in axis k, −1: none (not given, not recorded). */
  readonly cells: readonly MatrixCell[];
  readonly provenance: Provenance;
}

export interface MatrixCell {
  readonly category: readonly number[];
  readonly persons: PublishedCount;
  /** In the specification's order of outcomes, in the first time-at-risk: crude. */
  readonly outcomes: readonly {
    readonly outcome: string;
    readonly persons: PublishedCount;
    /** Per 1,000 person-years; null where withheld. */
    readonly rate: number | null;
  }[];
}
