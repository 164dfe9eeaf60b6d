import type { CoxTies, PreparedCox } from './coxData.ts';
import { relativeRisks, walkRiskSets } from './riskSetWalk.ts';

/**
 * What happens at each event time of a Cox model, stratum by stratum and ascending in time. Hazards are increments at
 * the covariates' centre; means are of the standardised covariates. Matrices are row-major with p columns.
 */
export interface EventTable {
  /** First entry of each stratum, and the number of entries. */
  readonly stratumStart: Int32Array;
  readonly time: Float64Array;
  readonly deathWeight: Float64Array;
  /** Hazard increment, and the one that a death at this very time has been exposed to (less under Efron). */
  readonly hazard: Float64Array;
  readonly deathHazard: Float64Array;
  readonly hazardVariance: Float64Array;
  /** Covariate mean of the risk set, averaged over tied deaths. */
  readonly mean: Float64Array;
  /** Σ mean × hazard over tied deaths, for rows at risk and for the deaths themselves. */
  readonly meanHazard: Float64Array;
  readonly deathMeanHazard: Float64Array;
  /** Relative risk (without weight) of each sorted position; increments above belong to this scale. */
  readonly relativeRisk: Float64Array;
}

/** Tabulates hazards and means at standardised coefficients `beta`, by Efron's or Breslow's rule. */
export function eventTable(prepared: PreparedCox, beta: Float64Array, ties: CoxTies): EventTable {
  const { p } = prepared;
  const risks = relativeRisks(prepared, beta);
  let count = 0;
  const strata = prepared.stratumStart.length - 1;
  const sizes = new Int32Array(strata + 1);
  walkRiskSets(prepared, risks, false, ({ stratum }) => {
    count++;
    sizes[stratum + 1] = (sizes[stratum + 1] as number) + 1;
  });
  for (let s = 1; s <= strata; s++) sizes[s] = (sizes[s] as number) + (sizes[s - 1] as number);
  const table = {
    stratumStart: sizes,
    time: new Float64Array(count),
    deathWeight: new Float64Array(count),
    hazard: new Float64Array(count),
    deathHazard: new Float64Array(count),
    hazardVariance: new Float64Array(count),
    mean: new Float64Array(count * p),
    meanHazard: new Float64Array(count * p),
    deathMeanHazard: new Float64Array(count * p),
    relativeRisk: risks.eta.map((e) => Math.exp(e)),
  };
  let current = -1;
  let slot = 0;
  const add = (values: Float64Array, at: number, value: number): void => {
    values[at] = (values[at] as number) + value;
  };
  walkRiskSets(prepared, risks, false, (sums) => {
    if (sums.stratum !== current) {
      current = sums.stratum;
      slot = (sizes[current + 1] as number) - 1;
    }
    const steps = ties === 'efron' ? sums.deaths : 1;
    const w = sums.deathWeight / steps;
    table.time[slot] = sums.time;
    table.deathWeight[slot] = sums.deathWeight;
    for (let k = 0; k < steps; k++) {
      const part = k / steps;
      const total = sums.s0 - part * sums.d0;
      const hazard = w / total;
      const deathHazard = hazard * (1 - part);
      add(table.hazard, slot, hazard);
      add(table.deathHazard, slot, deathHazard);
      add(table.hazardVariance, slot, hazard / total);
      for (let j = 0; j < p; j++) {
        const mean = ((sums.s1[j] as number) - part * (sums.d1[j] as number)) / total;
        add(table.mean, slot * p + j, mean / steps);
        add(table.meanHazard, slot * p + j, mean * hazard);
        add(table.deathMeanHazard, slot * p + j, mean * deathHazard);
      }
    }
    slot--;
  });
  return table;
}
