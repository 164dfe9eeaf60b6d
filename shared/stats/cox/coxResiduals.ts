import { sortOrder } from '../numeric/sortOrder.ts';
import { coxScores } from './coxInfluence.ts';
import type { CoxFit } from './coxRegression.ts';
import { eventTable } from './eventTable.ts';

/** Residuals of a Cox model with Efron's or Breslow's ties; per row in data order, unweighted. */
export interface CoxResiduals {
  readonly martingale: Float64Array;
  readonly deviance: Float64Array;
  /** Rows of events, by stratum and then time (ties in data order), and covariate minus risk-set mean, row-major. */
  readonly schoenfeldRows: Int32Array;
  readonly schoenfeld: Float64Array;
}

/** Martingale, deviance and Schoenfeld residuals (R residuals.coxph). */
export function coxResiduals(fit: CoxFit): CoxResiduals {
  const { prepared, ties } = fit;
  const { p, n, row, time, event, x, scale, stratumStart } = prepared;
  const table = eventTable(prepared, fit.standardised, ties);
  const { martingale } = coxScores(prepared, table);
  const died = new Uint8Array(n);
  row.forEach((i, k) => {
    died[i] = event[k] as number;
  });
  const deviance = martingale.map((m, i) => {
    const delta = died[i] as number;
    const inner = m + (delta === 1 ? Math.log(Math.max(1 - m, Number.MIN_VALUE)) : 0);
    return Math.sign(m) * Math.sqrt(Math.max(0, -2 * inner));
  });
  const rows: number[] = [];
  const values: number[] = [];
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    const begin = stratumStart[s] as number;
    const positions = sortOrder(time.subarray(begin, stratumStart[s + 1] as number)).map((k) => k + begin);
    let entry = table.stratumStart[s] as number;
    for (const k of positions) {
      if (event[k] !== 1) continue;
      while ((table.time[entry] as number) < (time[k] as number)) entry++;
      rows.push(row[k] as number);
      for (let j = 0; j < p; j++) {
        values.push(
          ((x[k * p + j] as number) - (table.mean[entry * p + j] as number)) * (scale[j] as number),
        );
      }
    }
  }
  return {
    martingale,
    deviance,
    schoenfeldRows: Int32Array.from(rows),
    schoenfeld: Float64Array.from(values),
  };
}
