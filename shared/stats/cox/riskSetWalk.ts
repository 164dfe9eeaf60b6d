import type { PreparedCox } from './coxData.ts';

/** Sums over the risk set and over the deaths at one event time (weights times relative risk). */
export interface RiskSetSums {
  stratum: number;
  time: number;
  /** Positions [first, end) of the rows whose follow-up ends at this time. */
  first: number;
  end: number;
  /** Rows that die here, and the sum of their weights. */
  deaths: number;
  deathWeight: number;
  /** Σ w r, Σ w r x and Σ w r x xᵀ (lower triangle, packed by rows) over the risk set. */
  s0: number;
  readonly s1: Float64Array;
  readonly s2: Float64Array;
  /** The same over the deaths. */
  d0: number;
  readonly d1: Float64Array;
  readonly d2: Float64Array;
}

/** Relative risks w·exp(η) at each sorted position, with η centred so that none overflows. */
export interface RelativeRisks {
  readonly eta: Float64Array;
  readonly risk: Float64Array;
  /** What was taken off every η. */
  readonly shift: number;
}

/** Linear predictors and weighted relative risks for coefficients on the standardised scale. */
export function relativeRisks(prepared: PreparedCox, beta: Float64Array): RelativeRisks {
  const { n, p, x, offset, weight } = prepared;
  const eta = new Float64Array(n);
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0, at = 0; i < n; i++) {
    let sum = offset[i] as number;
    for (let j = 0; j < p; j++, at++) sum += (x[at] as number) * (beta[j] as number);
    eta[i] = sum;
    if (sum > largest) largest = sum;
  }
  const shift = largest > 200 ? largest - 200 : largest < -200 ? largest : 0;
  const risk = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    eta[i] = (eta[i] as number) - shift;
    risk[i] = (weight[i] as number) * Math.exp(eta[i] as number);
  }
  return { eta, risk, shift };
}

/**
 * Visits every event time, stratum by stratum and from the last time to the first, with the sums over its risk set.
 * The object handed to `visit` is reused; `pause` is called now and then. Second moments are summed only when `second` is set.
 */
export function walkRiskSets(
  prepared: PreparedCox,
  { risk }: RelativeRisks,
  second: boolean,
  visit: (sums: RiskSetSums) => void,
  pause: () => void = () => {},
): void {
  const { p, x, time, event, weight, stratumStart, entry, byEntry } = prepared;
  const packed = (p * (p + 1)) / 2;
  const sums: RiskSetSums = {
    stratum: 0,
    time: 0,
    first: 0,
    end: 0,
    deaths: 0,
    deathWeight: 0,
    s0: 0,
    s1: new Float64Array(p),
    s2: new Float64Array(second ? packed : 0),
    d0: 0,
    d1: new Float64Array(p),
    d2: new Float64Array(second ? packed : 0),
  };
  const { s1, s2, d1, d2 } = sums;
  for (let stratum = 0; stratum + 1 < stratumStart.length; stratum++) {
    const end = stratumStart[stratum + 1] as number;
    let i = stratumStart[stratum] as number;
    let leaving = i;
    sums.stratum = stratum;
    sums.s0 = 0;
    s1.fill(0);
    s2.fill(0);
    while (i < end) {
      const t = time[i] as number;
      sums.time = t;
      sums.first = i;
      sums.deaths = 0;
      sums.deathWeight = 0;
      sums.d0 = 0;
      d1.fill(0);
      d2.fill(0);
      for (; i < end && time[i] === t; i++) {
        if ((i & 0xffff) === 0) pause();
        if (entry && (entry[i] as number) >= t) continue;
        const r = risk[i] as number;
        sums.s0 += r;
        addMoments(x, i * p, p, r, s1, s2, second);
        if (event[i] === 1) {
          sums.deaths++;
          sums.deathWeight += weight[i] as number;
          sums.d0 += r;
          addMoments(x, i * p, p, r, d1, d2, second);
        }
      }
      sums.end = i;
      if (sums.deaths === 0) continue;
      if (entry && byEntry) {
        for (; leaving < end && (entry[byEntry[leaving] as number] as number) >= t; leaving++) {
          const k = byEntry[leaving] as number;
          // A row that enters at or after its own end was never counted.
          if ((entry[k] as number) >= (time[k] as number)) continue;
          const r = risk[k] as number;
          sums.s0 -= r;
          addMoments(x, k * p, p, -r, s1, s2, second);
        }
      }
      visit(sums);
    }
  }
}

function addMoments(
  x: Float64Array,
  at: number,
  p: number,
  r: number,
  first: Float64Array,
  moments: Float64Array,
  second: boolean,
): void {
  let m = 0;
  for (let j = 0; j < p; j++) {
    const rx = r * (x[at + j] as number);
    first[j] = (first[j] as number) + rx;
    if (second) {
      for (let k = 0; k <= j; k++, m++) moments[m] = (moments[m] as number) + rx * (x[at + k] as number);
    }
  }
}
