/**
 * The persons of a safety study as columns: row i is one person in one group. Rows are in order of group, then person
 * number, on every host. Nothing here is published.
 */
export interface SafetyPersons {
  readonly rows: number;
  /** Number of the person in the release (`PersonNumbers`). */
  readonly personNo: Int32Array;
  /** 0 exposed, 1 unexposed, 2 active comparator. */
  readonly group: Uint8Array;
  /** For the unexposed the row of the exposed person that they were drawn for; otherwise the row itself. */
  readonly matchedTo: Int32Array;
  /** Epoch days. */
  readonly indexDay: Int32Array;
  /** Years at index. */
  readonly age: Int32Array;
  /** 0 male, 1 female, 2 unknown. */
  readonly sex: Uint8Array;
  /** Dense code of the institution, −1 where not known. */
  readonly institution: Int32Array;
  /** Milligrams a day of the first supply; NaN where not known or not exposed. */
  readonly dailyDose: Float64Array;
  readonly windows: readonly {
    readonly timeAtRisk: string;
    /** First and last day at risk after index, inclusive; `to` < `from`: not at risk. */
    readonly from: Int32Array;
    readonly to: Int32Array;
  }[];
  /** Day of death after index, or −1. */
  readonly death: Int32Array;
  readonly funnel: readonly {
    readonly step: SafetyStep;
    readonly exposed: number;
    readonly comparator: number;
  }[];
}

export type SafetyStep = 'users' | 'newUsers' | 'priorObservation' | 'period' | 'age' | 'matched';

/** Events of the study's persons, by outcome: events of outcome j are places `starts[j]` to `starts[j + 1]`. */
export interface SafetyEvents {
  readonly outcomes: readonly SafetyOutcome[];
  readonly starts: Int32Array;
  /** Row of the person; ascending within an outcome. */
  readonly row: Int32Array;
  /** Days after index (negative before it, back to the clean window); ascending within a row. */
  readonly day: Int32Array;
}

export interface SafetyOutcome {
  /** Concept id as text, or the outcome cohort's id. */
  readonly id: string;
  readonly code: string;
  /** `日本語 / English`. */
  readonly name: string;
  /** Places of the outcomes directly above, empty at the top (chapters) and for cohorts. */
  readonly parents: readonly number[];
  /** 0 chapter, 1 block, 2 category, 3 leaf … */
  readonly level: number;
}
