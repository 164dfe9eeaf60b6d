import { crossProduct, sandwich } from '../numeric/matrix.ts';
import type { FineGrayRiskSets } from './fineGray.ts';
import type { PreparedFineGray } from './fineGrayData.ts';

/**
 * The sandwich covariance of a Fine-Gray model, with and without the part that comes from estimating the censoring
 * distribution (Fine and Gray, 1999, section 4). Linear in the rows by running sums from both ends of time.
 */
export function fineGrayCovariance(
  prepared: PreparedFineGray,
  risk: Float64Array,
  sets: FineGrayRiskSets,
  inverseInformation: Float64Array,
): { readonly full: Float64Array; readonly withoutCensoring: Float64Array } {
  const { n, p, groups, blocks } = prepared;
  const blockCount = blocks.length - 1;
  const rows = new Float64Array(n * p);
  const setOfBlock = new Int32Array(blockCount).fill(-1);
  sets.block.forEach((b, e) => {
    setOfBlock[b] = e;
  });
  addUnweighted(prepared, risk, sets, setOfBlock, rows);
  const tails = Array.from({ length: groups }, (_, g) => tailSums(prepared, sets, setOfBlock, g, false));
  addCompeting(prepared, risk, tails, rows);
  const withoutCensoring = sandwich(inverseInformation, crossProduct(weighted(prepared, rows), p), p);
  for (let g = 0; g < groups; g++) {
    // cmprsk::crr counts, for a censoring group, only the events of interest of that group.
    const own = tailSums(prepared, sets, setOfBlock, g, groups > 1);
    addCensoring(prepared, censoringTerms(prepared, risk, own, g), g, rows);
  }
  return { full: sandwich(inverseInformation, crossProduct(rows, p), p), withoutCensoring };
}

function weighted({ weight, p }: PreparedFineGray, rows: Float64Array): Float64Array {
  return rows.map((v, at) => v * (weight[Math.floor(at / p)] as number));
}

/** The score residual while a row is at risk with full weight, and its own event. */
function addUnweighted(
  prepared: PreparedFineGray,
  risk: Float64Array,
  sets: FineGrayRiskSets,
  setOfBlock: Int32Array,
  rows: Float64Array,
): void {
  const { p, x, status, blocks } = prepared;
  let hazard = 0;
  const meanHazard = new Float64Array(p);
  for (let b = 0; b + 1 < blocks.length; b++) {
    const e = setOfBlock[b] as number;
    if (e >= 0) {
      const step = (sets.deaths[e] as number) / (sets.s0[e] as number);
      hazard += step;
      for (let j = 0; j < p; j++) {
        meanHazard[j] = (meanHazard[j] as number) + step * (sets.mean[e * p + j] as number);
      }
    }
    for (let k = blocks[b] as number; k < (blocks[b + 1] as number); k++) {
      for (let j = 0; j < p; j++) {
        const xj = x[k * p + j] as number;
        const own = status[k] === 1 ? xj - (sets.mean[e * p + j] as number) : 0;
        rows[k * p + j] = own - (risk[k] as number) * (xj * hazard - (meanHazard[j] as number));
      }
    }
  }
}

/** Σ over later event times of G(t-) dΛ and of mean · G(t-) dΛ: at block b, over the event times after it. */
interface TailSums {
  readonly hazard: Float64Array;
  readonly mean: Float64Array;
}

function tailSums(
  prepared: PreparedFineGray,
  sets: FineGrayRiskSets,
  setOfBlock: Int32Array,
  g: number,
  ownEventsOnly: boolean,
): TailSums {
  const { p, uncensored, blocks, status, group, weight } = prepared;
  const count = setOfBlock.length;
  const hazard = new Float64Array(count);
  const mean = new Float64Array(count * p);
  const deathsIn = (b: number): number => {
    let deaths = 0;
    for (let k = blocks[b] as number; k < (blocks[b + 1] as number); k++) {
      if (status[k] === 1 && (!ownEventsOnly || group[k] === g)) deaths += weight[k] as number;
    }
    return deaths;
  };
  for (let b = count - 2; b >= 0; b--) {
    const e = setOfBlock[b + 1] as number;
    const still = (uncensored[g] as Float64Array)[b + 1] as number;
    const step = e < 0 ? 0 : (still * deathsIn(b + 1)) / (sets.s0[e] as number);
    hazard[b] = (hazard[b + 1] as number) + step;
    for (let j = 0; j < p; j++) {
      mean[b * p + j] =
        (mean[(b + 1) * p + j] as number) + (e < 0 ? 0 : step * (sets.mean[e * p + j] as number));
    }
  }
  return { hazard, mean };
}

/** After a competing event a row stays at risk with weight G(t-) / G(T-). */
function addCompeting(
  prepared: PreparedFineGray,
  risk: Float64Array,
  tails: readonly TailSums[],
  rows: Float64Array,
): void {
  const { p, x, status, group, blocks, uncensored } = prepared;
  for (let b = 0; b + 1 < blocks.length; b++) {
    for (let k = blocks[b] as number; k < (blocks[b + 1] as number); k++) {
      if (status[k] !== 2) continue;
      const g = group[k] as number;
      const tail = tails[g] as TailSums;
      const r = (risk[k] as number) / ((uncensored[g] as Float64Array)[b] as number);
      for (let j = 0; j < p; j++) {
        const term = (x[k * p + j] as number) * (tail.hazard[b] as number) - (tail.mean[b * p + j] as number);
        rows[k * p + j] = (rows[k * p + j] as number) - r * term;
      }
    }
  }
}

/**
 * How much the score changes with the censoring hazard at each distinct time (to be divided by the number at risk):
 * competing events strictly before, events of interest from that time on, as cmprsk::crr takes ties.
 */
function censoringTerms(
  prepared: PreparedFineGray,
  risk: Float64Array,
  tail: TailSums,
  g: number,
): Float64Array {
  const { p, x, status, group, blocks, uncensored } = prepared;
  const count = blocks.length - 1;
  const q = new Float64Array(count * p);
  const r1 = new Float64Array(p);
  let r0 = 0;
  for (let b = 1; b < count; b++) {
    for (let k = blocks[b - 1] as number; k < (blocks[b] as number); k++) {
      if (status[k] !== 2 || group[k] !== g) continue;
      const r = (risk[k] as number) / ((uncensored[g] as Float64Array)[b - 1] as number);
      r0 += r;
      for (let j = 0; j < p; j++) r1[j] = (r1[j] as number) + r * (x[k * p + j] as number);
    }
    const later = b - 1;
    for (let j = 0; j < p; j++) {
      q[b * p + j] =
        (r1[j] as number) * (tail.hazard[later] as number) - r0 * (tail.mean[later * p + j] as number);
    }
  }
  return q;
}

/** The contribution of each row through the estimated censoring hazard of its group. */
function addCensoring(prepared: PreparedFineGray, q: Float64Array, g: number, rows: Float64Array): void {
  const { p, status, group, blocks } = prepared;
  let atRisk = 0;
  for (const code of group) if (code === g) atRisk++;
  const compensator = new Float64Array(p);
  for (let b = 0; b + 1 < blocks.length; b++) {
    let censored = 0;
    let ended = 0;
    const start = blocks[b] as number;
    const end = blocks[b + 1] as number;
    for (let k = start; k < end; k++) {
      if (group[k] !== g) continue;
      ended++;
      if (status[k] === 0) censored++;
    }
    if (ended === 0) continue;
    for (let j = 0; j < p; j++) {
      compensator[j] = (compensator[j] as number) + ((q[b * p + j] as number) * censored) / (atRisk * atRisk);
    }
    for (let k = start; k < end; k++) {
      if (group[k] !== g) continue;
      for (let j = 0; j < p; j++) {
        const own = status[k] === 0 ? (q[b * p + j] as number) / atRisk : 0;
        rows[k * p + j] = (rows[k * p + j] as number) + own - (compensator[j] as number);
      }
    }
    atRisk -= ended;
  }
}
