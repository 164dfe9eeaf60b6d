/** Recorded events of exposed and unexposed in their persons or person-time; numbers may be weighted. */
export interface RecordedEvents {
  readonly events1: number;
  readonly size1: number;
  readonly events0: number;
  readonly size0: number;
}

/** A ratio with what its logarithm gains of variance per variance of either recorded frequency. */
export interface CorrectedRatio {
  readonly ratio: number;
  /** Derivatives of the logarithm of the corrected ratio by the logarithms of the recorded frequencies. */
  readonly derivative1: number;
  readonly derivative0: number;
  /** What is true of the recorded events in each group. */
  readonly ppv1: number;
  readonly ppv0: number;
}

/**
 * A ratio of frequencies (risks or rates) corrected for recorded events that are none, when only their predictive value
 * over both groups together is known and wrong records are as frequent in both (non-differential specificity). Wrong
 * records then come at the frequency f = (1 − PPV)(events1 + events0) / (size1 + size0) in each group, and
 *
 *   corrected = (R1 − f) / (R0 − f) = (R1 / R0) · (PPV1 / PPV0)   with PPVa = 1 − f / Ra.
 *
 * Missed cases do not change a ratio as long as sensitivity is the same in both groups. Null where f reaches one of the
 * recorded frequencies: then no such PPV is compatible with the data.
 * Sources: Brenner and Gefeller (1993), Am J Epidemiol 138:1007; Lash, Fox and Fink (2009), ch. 6.
 */
export function correctForPredictiveValue(
  { events1, size1, events0, size0 }: RecordedEvents,
  ppv: number,
): CorrectedRatio | null {
  const r1 = events1 / size1;
  const r0 = events0 / size0;
  const wrong = ((1 - ppv) * (events1 + events0)) / (size1 + size0);
  if (!(r1 > wrong && r0 > wrong)) return null;
  // Both the frequency itself and the frequency of wrong records move with a recorded frequency.
  const gap = 1 / (r1 - wrong) - 1 / (r0 - wrong);
  const share = (events: number): number => ((1 - ppv) * events) / (size1 + size0);
  return {
    ratio: (r1 - wrong) / (r0 - wrong),
    derivative1: r1 / (r1 - wrong) - share(events1) * gap,
    derivative0: -r0 / (r0 - wrong) - share(events0) * gap,
    ppv1: 1 - wrong / r1,
    ppv0: 1 - wrong / r0,
  };
}
