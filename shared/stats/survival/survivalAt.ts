import type { SurvivalCurve } from './kaplanMeier.ts';

/** A curve read at chosen times: the rows of a number-at-risk table. */
export interface SurvivalAtTime {
  readonly time: number;
  /** Number at risk just before the time. */
  readonly atRisk: number;
  /** Events and censorings since the time before in the list (for the first: since the start), up to this one. */
  readonly events: number;
  readonly censored: number;
  readonly survival: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/** Reads a curve at ascending `times`; after the last observed time it stays level (summary.survfit, extend = TRUE). */
export function survivalAt(curve: SurvivalCurve, times: ArrayLike<number>): SurvivalAtTime[] {
  const m = curve.time.length;
  let next = 0;
  return Array.from(times, (time) => {
    let events = 0;
    let censored = 0;
    let reached = next;
    for (; reached < m && (curve.time[reached] as number) <= time; reached++) {
      events += curve.events[reached] as number;
      censored += curve.censored[reached] as number;
    }
    next = reached;
    const last = reached - 1;
    const upcoming = last >= 0 && curve.time[last] === time ? last : reached;
    const at = (values: Float64Array, before: number): number =>
      last < 0 ? before : (values[last] as number);
    return {
      time,
      atRisk: upcoming < m ? (curve.atRisk[upcoming] as number) : 0,
      events,
      censored,
      survival: at(curve.survival, 1),
      standardError: at(curve.standardError, 0),
      lower: at(curve.lower, 1),
      upper: at(curve.upper, 1),
    };
  });
}
