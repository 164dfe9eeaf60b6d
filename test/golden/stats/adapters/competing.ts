import { type CompetingData, selectCompeting } from '../../../../shared/stats/competing/competingData.ts';
import { cumulativeIncidence } from '../../../../shared/stats/competing/cumulativeIncidence.ts';
import { fineGrayRegression, predictIncidence } from '../../../../shared/stats/competing/fineGray.ts';
import type { FineGrayData } from '../../../../shared/stats/competing/fineGrayData.ts';
import { grayTest } from '../../../../shared/stats/competing/grayTest.ts';
import { stateOccupancy } from '../../../../shared/stats/competing/stateOccupancy.ts';
import { normalMultiplier, normalTwoSided } from '../../../../shared/stats/distributions/normal.ts';
import { diagonalRoots } from '../../../../shared/stats/numeric/matrix.ts';
import { groupIndices } from '../../../../shared/stats/numeric/sortOrder.ts';
import {
  type Adapter,
  askedPart,
  matrixRows,
  numberArg,
  numbersArg,
  onlyTable,
  optionalText,
  textArg,
  textsArg,
} from '../adapter.ts';
import { designColumns, variableNames } from '../design.ts';
import { crossFactors } from '../table.ts';
import { fitted } from './cox.ts';

/** cmprsk::cuminc and survival's Aalen-Johansen curves. */
export const cumulativeIncidenceAdapter: Adapter = (input) => {
  const { args } = input;
  const groupName = optionalText(args, 'group');
  const strataNames = textsArg(args, 'strata');
  const timeName = textArg(args, 'time');
  const eventName = textArg(args, 'event');
  const table = onlyTable(input).complete([timeName, eventName, groupName, ...strataNames]);
  const codes = table.numbers(eventName);
  const censor = numberArg(args, 'censor_code', 0);
  const causes = [...new Set(codes)].filter((c) => c !== censor).sort((a, b) => a - b);
  const data: CompetingData = {
    time: table.numbers(timeName),
    cause: Int32Array.from(codes, (c) => (c === censor ? 0 : causes.indexOf(c) + 1)),
    causes: causes.length,
  };
  const factor = groupName ? table.factor(groupName) : { levels: ['1'], codes: new Int32Array(table.rows) };
  const times = numbersArg(args, 'times');
  const groups = groupIndices(factor.codes, factor.levels.length).map((rows) => selectCompeting(data, rows));
  const curves = groups.map(cumulativeIncidence);
  const tests = causes.map((_, c) =>
    factor.levels.length < 2
      ? undefined
      : grayTest(data, {
          group: factor.codes,
          groups: factor.levels.length,
          rho: numberArg(args, 'rho', 0),
          cause: c + 1,
          strata: strataNames.length > 0 ? crossFactors(table, strataNames).codes : undefined,
        }),
  );
  const states = groups.flatMap((group, g) =>
    stateOccupancy(group, times).map((state) => ({
      ...state,
      // Before a curve's first time R's summary fills the limits with 0.
      ...(state.time < Math.min(...group.time)
        ? { limits: state.limits.map(() => ({ lower: 0, upper: 0 })) }
        : {}),
      group: groupName ? `${groupName}=${factor.levels[g]}` : '1',
    })),
  );
  return {
    causes,
    times,
    groups: factor.levels,
    cif: curves.flatMap((curve, g) =>
      curve.causes.map((incidence, c) => ({
        group: factor.levels[g],
        cause: causes[c],
        est: times.map((t) => readAt(curve.time, incidence.estimate, t)),
        var_aalen: times.map((t) => readAt(curve.time, incidence.variance, t)),
      })),
    ),
    gray_test: {
      cause: causes,
      stat: tests.map((t) => t?.statistic),
      df: tests.map((t) => t?.df),
      p: tests.map((t) => t?.p),
    },
    aalen_johansen_ij: {
      group: states.map((s) => s.group),
      time: states.map((s) => s.time),
      pstate: states.map((s) => s.probability),
      std_err: states.map((s) => s.standardError),
      lower: states.map((s) => s.limits.map((l) => l.lower)),
      upper: states.map((s) => s.limits.map((l) => l.upper)),
      states: ['(s0)', ...causes.map(String)],
      n_risk: states.map((s) => s.atRisk),
    },
  };
};

/** cmprsk::timepoints: the step function at t, undefined after the last time. */
function readAt(time: Float64Array, values: Float64Array, t: number): number {
  if (t > (time[time.length - 1] as number)) return Number.NaN;
  let value = 0;
  for (let k = 0; k < time.length && (time[k] as number) <= t; k++) value = values[k] as number;
  return value;
}

/** cmprsk::crr. */
export const fineGrayAdapter: Adapter = ({ args, tables, asked }) => {
  const names = textsArg(args, 'covariates');
  const groupName = optionalText(args, 'cengroup');
  const timeName = textArg(args, 'time');
  const eventName = textArg(args, 'event');
  const table = onlyTable({ args, tables, asked }).complete([
    timeName,
    eventName,
    groupName,
    ...variableNames(names),
  ]);
  const design = designColumns(table, names);
  const censor = numberArg(args, 'censor_code', 0);
  const fail = numberArg(args, 'failcode', 1);
  const data: FineGrayData = {
    time: table.numbers(timeName),
    status: Uint8Array.from(table.numbers(eventName), (c) => (c === censor ? 0 : c === fail ? 1 : 2)),
    covariates: design.columns,
    censoringGroup: groupName ? table.factor(groupName).codes : undefined,
  };
  const fit = fitted(fineGrayRegression(data));
  const weighted = fitted(fineGrayRegression({ ...data, tiedEvents: 'before' }));
  const p = design.terms.length;
  const se = diagonalRoots(fit.covariance, p);
  const z = fit.coefficients.map((b, j) => b / (se[j] as number));
  const multiplier = normalMultiplier(numberArg(args, 'conf_level', 0.95));
  const predicted = askedPart(asked, 'predicted_cif');
  const profiles = askedPart(predicted, 'profiles') as Record<string, number[]> | undefined;
  const times = (askedPart(predicted, 'times') as number[] | undefined) ?? [];
  const listed = (askedPart(askedPart(asked, 'baseline'), 'time') as number[] | undefined) ?? [];
  const count = profiles ? (Object.values(profiles)[0]?.length ?? 0) : 0;
  const curves = Array.from({ length: count }, (_, k) =>
    predictIncidence(
      fit,
      design.terms.map((t) => profiles?.[t]?.[k] as number),
      times,
    ),
  );
  return {
    terms: design.terms,
    coef: fit.coefficients,
    shr: fit.coefficients.map(Math.exp),
    se,
    z,
    p: z.map(normalTwoSided),
    shr_lower: fit.coefficients.map((b, j) => Math.exp(b - multiplier * (se[j] as number))),
    shr_upper: fit.coefficients.map((b, j) => Math.exp(b + multiplier * (se[j] as number))),
    vcov: matrixRows(fit.covariance, p),
    inverse_information: matrixRows(fit.inverseInformation, p),
    loglik_null: fit.loglikNull,
    loglik: fit.loglik,
    n: fit.n,
    converged: true,
    baseline: {
      time: listed,
      subhazard_jump: listed.map((t) => fit.baselineJump[fit.baselineTime.indexOf(t)]),
    },
    predicted_cif: { profiles, times, cif: times.map((_, i) => curves.map((c) => c[i] as number)) },
    finegray_weighted_cox_breslow: {
      coef: weighted.coefficients,
      robust_se: diagonalRoots(weighted.robustCovariance, p),
    },
  };
};
