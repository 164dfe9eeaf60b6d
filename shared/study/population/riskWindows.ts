import type { ComparisonSpecification, TimeAtRisk } from '../specification/comparisonSpecification.ts';
import { NEVER } from './personPeriods.ts';

/** Entries that follow-up is looked at for, as columns; days are days after index unless said otherwise. */
export interface FollowedRows {
  readonly length: number;
  readonly person: Int32Array;
  /** Epoch days. */
  readonly index: Int32Array;
  /** Last day of the cohort period. */
  readonly cohortEnd: Int32Array;
  /** Last day observed. */
  readonly observedTo: Int32Array;
  /** Day of starting what another arm is about; {@link NEVER}. */
  readonly switches: Int32Array;
  /** Day on which a clone deviates; {@link NEVER}. */
  readonly deviates: Int32Array;
}

/** First and last day at risk of each row if nothing happens to it; last < first: none. */
export interface RiskWindows {
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** 1: the window has the days asked for, and at least one, whether or not a clone deviates in them. */
  readonly isLongEnough: Uint8Array;
}

/**
 * The window of each row: from its start, which is never before index nor before the landmark, to its end, to the end of
 * observation, and to the day before somebody starts another treatment (where the window is censored at that) or a clone
 * deviates.
 */
export function riskWindows(
  rows: FollowedRows,
  window: TimeAtRisk,
  { immortalTime, population }: ComparisonSpecification,
): RiskWindows {
  const least = Math.max(1, population.minimumDaysAtRisk);
  const isLongEnough = new Uint8Array(rows.length);
  const landmark = immortalTime?.kind === 'landmark' ? immortalTime.day : 0;
  const first = new Int32Array(rows.length);
  const last = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const anchors = {
      index: 0,
      cohortEnd: rows.cohortEnd[i] ?? 0,
      observationEnd: rows.observedTo[i] ?? 0,
    };
    const start = Math.max(landmark, anchors[window.start.anchor] + window.start.days);
    const end = Math.min(anchors[window.end.anchor] + window.end.days, anchors.observationEnd);
    const switched = window.censorAtSwitch ? (rows.switches[i] ?? NEVER) : NEVER;
    const whole = Math.min(end, switched - 1);
    first[i] = start;
    last[i] = Math.min(whole, (rows.deviates[i] ?? NEVER) - 1);
    isLongEnough[i] = whole - start + 1 >= least ? 1 : 0;
  }
  return { first, last, isLongEnough };
}
