import { selectCompeting } from '../../shared/stats/competing/competingData.ts';
import { cumulativeIncidence } from '../../shared/stats/competing/cumulativeIncidence.ts';
import { fineGrayRegression } from '../../shared/stats/competing/fineGray.ts';
import { grayTest } from '../../shared/stats/competing/grayTest.ts';
import { concordance } from '../../shared/stats/cox/concordance.ts';
import type { CoxData } from '../../shared/stats/cox/coxData.ts';
import { coxRegression } from '../../shared/stats/cox/coxRegression.ts';
import { proportionalHazardsTest } from '../../shared/stats/cox/proportionalHazardsTest.ts';
import { rocArea } from '../../shared/stats/diagnostic/rocCurve.ts';
import { groupIndices } from '../../shared/stats/numeric/sortOrder.ts';
import type { Checkpoint } from '../../shared/stats/outcome.ts';
import { elasticNetPath, type PenalisedData } from '../../shared/stats/penalised/elasticNet.ts';
import { caliperScale, nearestNeighbourMatching } from '../../shared/stats/propensity/matching.ts';
import { generalisedLinearModel } from '../../shared/stats/regression/glm.ts';
import { binomialLogit } from '../../shared/stats/regression/glmFamily.ts';
import { kaplanMeier } from '../../shared/stats/survival/kaplanMeier.ts';
import { logRankTest } from '../../shared/stats/survival/logRank.ts';
import { selectSurvival } from '../../shared/stats/survival/survivalData.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { type PeerData, timesOfR } from './rPeers.ts';
import { denseData, linear, logistic, sparseData } from './statisticsData.ts';

const beta = (j: number): number => ((j % 5) - 2) * 0.15;

function survivalProblem(seed: number, n: number): CoxData {
  const { columns, u1, u2 } = denseData(seed, n, 10);
  const eta = linear(columns, beta);
  const event = new Uint8Array(n);
  const time = eta.map((e, i) => {
    const t = Math.ceil(-Math.log(u1[i] as number) / (0.0002 * Math.exp(e)));
    const c = Math.ceil(1000 * (u2[i] as number));
    event[i] = t <= c ? 1 : 0;
    return Math.min(t, c);
  });
  return { time, event, covariates: columns };
}

function competingProblem(seed: number, n: number) {
  const { columns, u1, u2 } = denseData(seed, n, 4);
  const weights = [0.3, -0.2, 0.1, 0.2];
  const eta = linear(columns, (j) => weights[j] as number);
  const cause = new Int32Array(n);
  const time = eta.map((e, i) => {
    const t = Math.ceil(-Math.log(u1[i] as number) / (0.002 * Math.exp(e)));
    const c = Math.ceil(1000 * (u2[i] as number));
    const turn = ((columns[0]?.[i] as number) + 2 * (u1[i] as number)) % 1;
    cause[i] = t <= c ? 1 + (turn < 0.5 ? 1 : 0) : 0;
    return Math.min(t, c);
  });
  return { columns, time, cause };
}

/** Every problem's data: the same numbers for us and for R. */
function problems(size: (n: number) => number) {
  const many = competingProblem(20240106, size(100_000));
  const few = competingProblem(20240107, size(10_000));
  const roc = denseData(20240108, size(100_000), 2);
  const score = linear(roc.columns, () => 1);
  const dense = denseData(20240103, size(100_000), 50);
  const eta = linear(dense.columns, (j) => beta(j) / 2);
  const pool = denseData(20240109, size(100_000), 10);
  const trueEta = linear(pool.columns, (j) => 1.5 * beta(j));
  const sparse = sparseData(20240105, size(100_000), 500);
  const sparseEta = new Float64Array(size(100_000)).fill(-2.5);
  sparse.rows.forEach((rows, j) => {
    if (j % 10 !== 0) return;
    for (const i of rows) sparseEta[i] = (sparseEta[i] as number) + 0.8 * (-1) ** (j / 10);
  });
  return {
    survival: {
      '1e5': survivalProblem(20240101, size(100_000)),
      '1e6': survivalProblem(20240102, size(1_000_000)),
    },
    logistic: {
      covariates: dense.columns,
      outcome: eta.map((e, i) => ((dense.u1[i] as number) < logistic(e - 2) ? 1 : 0)),
    },
    matching: {
      covariates: pool.columns,
      treated: Uint8Array.from(trueEta, (e, i) => ((pool.u1[i] as number) < logistic(e - 1.8) ? 1 : 0)),
    },
    sparse: {
      outcome: sparseEta.map((e, i) => ((sparse.u1[i] as number) < logistic(e) ? 1 : 0)),
      rows: sparse.rows,
    },
    many,
    few,
    roc: {
      score,
      isCase: Uint8Array.from(score, (s, i) => ((roc.u1[i] as number) < logistic(s - 2) ? 1 : 0)),
    },
  };
}

type Problems = ReturnType<typeof problems>;

function dataForR({ survival, logistic: logit, matching, sparse, many, few, roc }: Problems) {
  const named = (columns: readonly Float64Array[]): PeerData =>
    Object.fromEntries(columns.map((column, j) => [`x${j}`, column]));
  const followUp = (data: CoxData): PeerData => ({
    ...named(data.covariates),
    time: data.time,
    event: Float64Array.from(data.event),
  });
  const competing = (data: typeof many): PeerData => ({
    ...named(data.columns),
    time: data.time,
    cause: Float64Array.from(data.cause),
  });
  return {
    survival_1e5: followUp(survival['1e5']),
    survival_1e6: followUp(survival['1e6']),
    logistic: { ...named(logit.covariates), outcome: logit.outcome },
    matching: { ...named(matching.covariates), treated: Float64Array.from(matching.treated) },
    sparse: {
      outcome: sparse.outcome,
      row: Float64Array.from(sparse.rows.flatMap((rows) => Array.from(rows))),
      column: Float64Array.from(sparse.rows.flatMap((rows, j) => new Array<number>(rows.length).fill(j))),
    },
    competing_1e5: competing(many),
    competing_1e4: competing(few),
    roc: { score: roc.score, outcome: Float64Array.from(roc.isCase) },
  };
}

/** The statistics on generated data of the size that studies have; beside R where Rscript is installed. */
export const statisticsBenchmark: Benchmark = {
  name: 'statistics',
  async *run({ scale }) {
    const all = problems((n) => Math.round(n * scale));
    const r = timesOfR(dataForR(all));
    const figure = (id: string, what: string, work: (checkpoint: Checkpoint) => string): Figure => {
      let result = '';
      let milliseconds = Number.POSITIVE_INFINITY;
      let longestPause = 0;
      for (let run = 0; run < 2; run++) {
        const start = performance.now();
        let last = start;
        result = work(() => {
          const now = performance.now();
          longestPause = Math.max(longestPause, now - last);
          last = now;
        });
        milliseconds = Math.min(milliseconds, performance.now() - start);
      }
      const seconds = r.get(id);
      const peer =
        seconds === undefined
          ? ''
          : `, R ${Math.round(seconds * 1000)} ms: ${(milliseconds / 1000 / seconds).toFixed(2)} of its time`;
      const pause = longestPause > 0 ? `, can stop every ${Math.ceil(longestPause)} ms` : '';
      return { what, engine: 'TypeScript', milliseconds, note: `${result}${peer}${pause}` };
    };
    yield* survivalFigures(figure, all.survival);
    yield* regressionFigures(figure, all);
    const { many, few, roc } = all;
    const group = Int32Array.from(many.columns[0] as Float64Array);
    yield figure('cuminc_1e5', `cumulative incidence and Gray's test, ${many.time.length} rows`, () => {
      const data = { time: many.time, cause: many.cause, causes: 2 };
      for (const rows of groupIndices(group, 2)) cumulativeIncidence(selectCompeting(data, rows));
      const tests = [1, 2].map((cause) => grayTest(data, { group, groups: 2, cause }).statistic.toFixed(4));
      return `χ² ${tests.join(', ')}`;
    });
    yield figure('crr_1e4_p4', `Fine-Gray, ${few.time.length} rows × 4`, (checkpoint) =>
      coefficient(
        fineGrayRegression(
          { time: few.time, status: Uint8Array.from(few.cause), covariates: few.columns },
          { checkpoint },
        ),
      ),
    );
    yield figure(
      'proc_auc_delong_1e5',
      `ROC area with DeLong's interval, ${roc.score.length} rows`,
      () => `AUC ${rocArea(roc).estimate.toFixed(6)}`,
    );
  },
};

type MakeFigure = (id: string, what: string, work: (checkpoint: Checkpoint) => string) => Figure;

function* survivalFigures(figure: MakeFigure, survival: Problems['survival']): Generator<Figure> {
  for (const id of ['1e5', '1e6'] as const) {
    const data = survival[id];
    const n = data.time.length;
    const x1 = Int32Array.from(data.covariates[0] as Float64Array);
    yield figure(`coxph_efron_${id}_p10`, `Cox, Efron, ${n} rows × 10`, (checkpoint) =>
      coefficient(coxRegression(data, { checkpoint })),
    );
    yield figure(`survfit_${id}_x1`, `Kaplan-Meier in two groups, ${n} rows`, () => {
      const ends = groupIndices(x1, 2).map((rows) => kaplanMeier(selectSurvival(data, rows)).survival.at(-1));
      return `S ${ends.map((s) => s?.toFixed(6)).join(', ')}`;
    });
    if (id !== '1e5') continue;
    yield figure(
      'survdiff_1e5_x1',
      `log-rank, ${n} rows`,
      () => `χ² ${logRankTest(data, { group: x1, groups: 2 }).statistic.toFixed(6)}`,
    );
    const outcome = coxRegression(data);
    if (outcome.kind !== 'fitted') continue;
    const { fit } = outcome;
    yield figure(
      'coxzph_1e5_p10',
      `proportional hazards test, ${n} rows`,
      () => `χ² ${proportionalHazardsTest(fit, 'km').perCovariate[0]?.statistic.toFixed(6)}`,
    );
    const score = linear(data.covariates, (j) => fit.coefficients[j] as number);
    yield figure(
      'concordance_1e5',
      `concordance, ${n} rows`,
      () => `C ${concordance(data, score).c.toFixed(6)}`,
    );
  }
}

function* regressionFigures(
  figure: MakeFigure,
  { logistic: logit, matching, sparse }: Problems,
): Generator<Figure> {
  yield figure(
    'glmfit_logit_1e5_p50',
    `logistic regression, ${logit.outcome.length} rows × 50`,
    (checkpoint) => coefficient(generalisedLinearModel(logit, { family: binomialLogit, checkpoint })),
  );
  const { treated, covariates } = matching;
  yield figure(
    'matchit_nearest_caliper_100k',
    `propensity score and matching, ${treated.length} rows`,
    (checkpoint) => {
      const fit = generalisedLinearModel(
        { outcome: Float64Array.from(treated), covariates },
        { family: binomialLogit, checkpoint },
      );
      if (fit.kind !== 'fitted') return fit.kind;
      const distance = fit.fit.linearPredictor;
      const caliper = 0.2 * caliperScale(distance);
      const { matches } = nearestNeighbourMatching(distance, treated, { caliper, checkpoint });
      return `${matches.filter((m) => m.length > 0).length} pairs`;
    },
  );
  const data: PenalisedData = {
    outcome: sparse.outcome,
    columns: sparse.rows.map((rows) => ({ kind: 'sparse', rows })),
  };
  yield figure(
    'glmnet_lasso_sparse_1e5_p500',
    `lasso path, ${data.outcome.length} rows × 500 sparse`,
    (checkpoint) => {
      const path = elasticNetPath(data, { family: 'binomial', tolerance: 3.2e-5, checkpoint });
      if (path.kind !== 'fitted') return path.kind;
      return `${path.fit.lambda.length} penalties, ${path.fit.nonZero.at(-1)} columns`;
    },
  );
}

function coefficient(
  outcome:
    | { readonly kind: 'fitted'; readonly fit: { readonly coefficients: Float64Array } }
    | { readonly kind: string },
): string {
  return 'fit' in outcome ? `first coefficient ${outcome.fit.coefficients[0]?.toFixed(6)}` : outcome.kind;
}
