import { baselineHazard } from '../../stats/cox/coxBaseline.ts';
import { coxRegression } from '../../stats/cox/coxRegression.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import type { AdjustedSample } from './adjustedSample.ts';

/** Persons are put together by their hazards of the outcome and of competing events into so many bands each. */
const BANDS = 30;

/** Mean cumulative incidence of the outcome and of competing events at the days of a grid. */
export interface Incidence {
  readonly incidence: Float64Array;
  readonly competing: Float64Array;
}

export interface ArmHazard {
  /** Cumulative hazard of somebody average by the end of each day of the grid. */
  readonly cumulative: Float64Array;
  /** Linear predictor of every row. */
  readonly eta: Float64Array;
}

/** A Cox model of one cause in one arm on columns centred over all rows; those that cannot be estimated are left out. */
export function armHazard(
  sample: AdjustedSample,
  code: 0 | 1,
  cause: 1 | 2,
  drawn: Uint8Array,
  columns: readonly Float64Array[],
  days: readonly number[],
  checkpoint: Checkpoint,
): ArmHazard {
  const { treated, status } = sample;
  const places = Int32Array.from(treated.keys()).filter((k) => treated[k] === code && drawn[k] !== 0);
  const time = Float64Array.from(places, (k) => sample.days[k] as number);
  const event = Uint8Array.from(places, (k) => (status[k] === cause ? 1 : 0));
  const weights = Float64Array.from(places, (k) => drawn[k] as number);
  const eta = new Float64Array(treated.length);
  const cumulative = new Float64Array(days.length);
  let used = [...columns];
  for (;;) {
    const outcome = coxRegression(
      {
        time,
        event,
        covariates: used.map((column) => Float64Array.from(places, (k) => column[k] as number)),
        weights,
      },
      { ties: 'breslow', checkpoint: () => checkpoint(Number.NaN) },
    );
    if (outcome.kind === 'fitted') {
      const [baseline] = baselineHazard(outcome.fit);
      let next = 0;
      let reached = 0;
      days.forEach((day, d) => {
        while (baseline && next < baseline.time.length && (baseline.time[next] as number) <= day) {
          reached = baseline.cumulativeHazard[next++] as number;
        }
        cumulative[d] = reached;
      });
      used.forEach((column, j) => {
        const b = outcome.fit.coefficients[j] as number;
        for (let k = 0; k < eta.length; k++) eta[k] = (eta[k] as number) + b * (column[k] as number);
      });
      return { cumulative, eta };
    }
    if (used.length === 0 || outcome.kind === 'noInformation') return { cumulative, eta };
    const inTheWay = outcome.kind === 'notConverged' ? used.map((_, j) => j) : outcome.columns;
    const left = used.filter((_, j) => !inTheWay.includes(j));
    used = left.length < used.length ? left : [];
  }
}

/** The mean over persons of the incidence that both hazards together give. */
export function meanIncidence(
  outcome: ArmHazard,
  competing: ArmHazard,
  counts: Float64Array,
  size: number,
): Incidence {
  const bands = bandsOf(outcome.eta, competing.eta, counts);
  const incidence = new Float64Array(size);
  const other = new Float64Array(size);
  for (const { share, first, second } of bands) {
    let free = 1;
    let mine = 0;
    let others = 0;
    for (let d = 0; d < size; d++) {
      const before = d > 0 ? d - 1 : -1;
      const step = (h: ArmHazard, risk: number): number =>
        risk * ((h.cumulative[d] as number) - (before < 0 ? 0 : (h.cumulative[before] as number)));
      const a = step(outcome, first);
      const b = step(competing, second);
      if (a + b > 0) {
        const left = free * Math.exp(-(a + b));
        mine += ((free - left) * a) / (a + b);
        others += ((free - left) * b) / (a + b);
        free = left;
      }
      incidence[d] = (incidence[d] as number) + share * mine;
      other[d] = (other[d] as number) + share * others;
    }
  }
  return { incidence, competing: other };
}

interface Band {
  readonly share: number;
  /** Mean relative hazards of the outcome and of competing events. */
  readonly first: number;
  readonly second: number;
}

function bandsOf(first: Float64Array, second: Float64Array, counts: Float64Array): Band[] {
  const bandOf = (eta: Float64Array): ((k: number) => number) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    counts.forEach((count, k) => {
      if (count === 0) return;
      low = Math.min(low, eta[k] as number);
      high = Math.max(high, eta[k] as number);
    });
    const width = (high - low) / BANDS;
    return (k) => (width > 0 ? Math.min(BANDS - 1, Math.floor(((eta[k] as number) - low) / width)) : 0);
  };
  const [one, two] = [bandOf(first), bandOf(second)];
  const count = new Float64Array(BANDS * BANDS);
  const risk = [new Float64Array(BANDS * BANDS), new Float64Array(BANDS * BANDS)] as const;
  let total = 0;
  counts.forEach((times, k) => {
    if (times === 0) return;
    const band = one(k) * BANDS + two(k);
    total += times;
    count[band] = (count[band] as number) + times;
    risk[0][band] = (risk[0][band] as number) + times * Math.exp(first[k] as number);
    risk[1][band] = (risk[1][band] as number) + times * Math.exp(second[k] as number);
  });
  return Array.from(count.keys())
    .filter((band) => (count[band] as number) > 0)
    .map((band) => ({
      share: (count[band] as number) / total,
      first: (risk[0][band] as number) / (count[band] as number),
      second: (risk[1][band] as number) / (count[band] as number),
    }));
}
