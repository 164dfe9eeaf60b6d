import { normalMultiplier, normalTwoSided } from '../../../../shared/stats/distributions/normal.ts';
import { diagonalRoots } from '../../../../shared/stats/numeric/matrix.ts';
import {
  disproportionality,
  meetsEvansCriteria,
} from '../../../../shared/stats/safety/disproportionality.ts';
import {
  estimatePrior,
  negativeLogLikelihood,
  type ShrinkerData,
  squash,
} from '../../../../shared/stats/safety/gammaPoissonPrior.ts';
import {
  ebgm,
  ebQuantile,
  type GammaMixture,
  posteriorMixing,
} from '../../../../shared/stats/safety/gammaPoissonShrinker.ts';
import {
  countReports,
  countTable,
  type PairCounts,
  type ReportCounts,
} from '../../../../shared/stats/safety/reportCounts.ts';
import {
  sccsIntervals,
  selfControlledCaseSeries,
} from '../../../../shared/stats/safety/selfControlledCaseSeries.ts';
import { sequenceSymmetry } from '../../../../shared/stats/safety/sequenceSymmetry.ts';
import {
  type Adapter,
  askedPart,
  type CaseInput,
  numberArg,
  numbersArg,
  onlyTable,
  optionalText,
  textArg,
  textsArg,
} from '../adapter.ts';
import type { Json } from '../goldenCase.ts';
import { crossFactors } from '../table.ts';
import { fitted } from './cox.ts';
import { pair } from './tables.ts';

interface Named {
  readonly counts: ReportCounts;
  readonly drugs: readonly string[];
  readonly events: readonly string[];
}

function counted(input: CaseInput): Named {
  const { args } = input;
  const table = onlyTable(input);
  const drug = table.factor(textArg(args, 'drug'));
  const event = table.factor(textArg(args, 'event'));
  const countName = optionalText(args, 'count');
  const strata = textsArg(args, 'stratify_by');
  const counts = countName
    ? countTable(drug.codes, event.codes, table.numbers(countName))
    : countReports({
        report: table.factor(textArg(args, 'id')).codes,
        drug: drug.codes,
        event: event.codes,
        stratum: strata.length > 0 ? crossFactors(table, strata).codes : undefined,
      });
  return { counts, drugs: drug.levels, events: event.levels };
}

function priorOf(value: Json | undefined): GammaMixture {
  const v = value as { alpha1: number; beta1: number; alpha2: number; beta2: number; P: number };
  return { alpha1: v.alpha1, beta1: v.beta1, alpha2: v.alpha2, beta2: v.beta2, p: v.P };
}

/** The pairs that a case lists, in its order. */
function listedPairs({ counts, drugs, events }: Named, asked: Json): PairCounts[] {
  const names = askedPart(askedPart(asked, 'rows'), 'drug') as string[];
  const terms = askedPart(askedPart(asked, 'rows'), 'event') as string[];
  const byName = new Map(counts.pairs.map((p) => [`${drugs[p.drug]}\n${events[p.event]}`, p]));
  return names.map((name, i) => {
    const found = byName.get(`${name}\n${terms[i]}`);
    if (!found) throw new Error(`no pair ${name}, ${terms[i]}`);
    return found;
  });
}

const finite = (v: number): number => (Number.isFinite(v) ? v : Number.NaN);

export const disproportionalityAdapter: Adapter = (input) => {
  const named = counted(input);
  const { counts } = named;
  const level = numberArg(input.args, 'conf_level', 0.95);
  const prior = priorOf(input.args.ebgm_theta);
  const all = counts.pairs.map((p) => ({ p, m: disproportionality(p, counts.reports, level) }));
  const sum = (f: (x: (typeof all)[number]) => number): number => all.reduce((s, x) => s + f(x), 0);
  const count = (f: (x: (typeof all)[number]) => boolean): number => all.filter(f).length;
  const logPrr = (prr: number): number => (Number.isFinite(prr) && prr > 0 ? Math.log(prr) : 0);
  const listed = listedPairs(named, input.asked).map((p) => ({
    p,
    m: disproportionality(p, counts.reports, level),
  }));
  const column = (f: (x: (typeof listed)[number]) => number): number[] => listed.map(f);
  return {
    n_reports: counts.reports,
    n_total: counts.reports,
    n_drugs: counts.drugs,
    n_events: counts.events,
    n_pairs: counts.pairs.length,
    checksums: {
      sum_a: sum(({ p }) => p.a),
      sum_E: sum(({ p }) => p.expected),
      sum_IC: sum(({ m }) => m.ic),
      sum_IC025: sum(({ m }) => m.icLower),
      sum_log_PRR: sum(({ m }) => logPrr(m.prr.estimate)),
      n_PRR_undefined: count(({ m }) => !Number.isFinite(m.prr.estimate)),
      sum_chi2_yates: sum(({ m }) => m.chiSquaredYates),
    },
    signals: {
      // The cases leave an infinite PRR undefined.
      evans: count(({ p, m }) => Number.isFinite(m.prr.estimate) && meetsEvansCriteria(p.a, m)),
      ror025_gt1_n3: count(({ p, m }) => p.a >= 3 && m.ror.lower > 1),
      ic025_gt0: count(({ m }) => m.icLower > 0),
    },
    n_pairs_N_ge2_eb05_ge1_at_theta: count(
      ({ p }) => p.a >= 2 && ebQuantile(0.05, p.a, p.expected, prior) >= 1,
    ),
    rows: {
      drug: listed.map(({ p }) => named.drugs[p.drug]),
      event: listed.map(({ p }) => named.events[p.event]),
      a: column(({ p }) => p.a),
      b: column(({ m }) => m.b),
      c: column(({ m }) => m.c),
      d: column(({ m }) => m.d),
      E: column(({ p }) => p.expected),
      RR: column(({ m }) => m.relativeReporting),
      PRR: column(({ m }) => finite(m.prr.estimate)),
      PRR_se_log: column(({ m }) => m.prr.standardError),
      PRR_lo: column(({ m }) => m.prr.lower),
      PRR_hi: column(({ m }) => m.prr.upper),
      chi2: column(({ m }) => m.chiSquared),
      chi2_yates: column(({ m }) => m.chiSquaredYates),
      ROR: column(({ m }) => finite(m.ror.estimate)),
      ROR_se_log: column(({ m }) => m.ror.standardError),
      ROR_lo: column(({ m }) => m.ror.lower),
      ROR_hi: column(({ m }) => m.ror.upper),
      IC: column(({ m }) => m.ic),
      IC025: column(({ m }) => m.icLower),
      IC975: column(({ m }) => m.icUpper),
      IC025_noren_approx: column(({ m }) => m.icLowerApproximate),
      BCPNN_IC: column(({ m }) => m.bcpnn.ic),
      BCPNN_sd: column(({ m }) => m.bcpnn.standardDeviation),
      BCPNN_IC025: column(({ m }) => m.bcpnn.lower),
      ...shrunk(
        listed.map(({ p }) => p),
        prior,
      ),
    },
  };
};

function shrunk(pairs: readonly PairCounts[], prior: GammaMixture): object {
  return {
    Q: pairs.map((p) => posteriorMixing(p.a, p.expected, prior)),
    EBGM: pairs.map((p) => ebgm(p.a, p.expected, prior)),
    EB05: pairs.map((p) => ebQuantile(0.05, p.a, p.expected, prior)),
    EB95: pairs.map((p) => ebQuantile(0.95, p.a, p.expected, prior)),
  };
}

export const hyperparametersAdapter: Adapter = (input) => {
  const named = counted(input);
  const smallest = numberArg(input.args, 'N_star', 1);
  const used = named.counts.pairs.filter((p) => p.a >= smallest);
  const data: ShrinkerData = {
    counts: Float64Array.from(used, (p) => p.a),
    expected: Float64Array.from(used, (p) => p.expected),
  };
  const fit = estimatePrior(data, smallest);
  const wantsSquashed = askedPart(input.asked, 'theta_squashed_fit') !== undefined;
  const points = squash(data);
  const squashed = wantsSquashed ? estimatePrior(points, smallest) : undefined;
  const laidOut = ({ p, ...rest }: GammaMixture): object => ({ ...rest, P: p });
  const at = askedPart(askedPart(input.asked, 'neg_loglik_at'), 'theta');
  const listed = listedPairs(named, input.asked);
  return {
    theta: laidOut(fit.prior),
    neg_loglik: fit.negativeLoglik,
    max_abs_gradient_logscale: fit.gradient,
    ...(squashed
      ? {
          theta_squashed_fit: laidOut(squashed.prior),
          neg_loglik_squashed: squashed.negativeLoglik,
          n_squashed_points: points.counts.length,
          // autoHyper puts the component with the larger mean first.
          autoHyper_squashed: laidOut({
            alpha1: squashed.prior.alpha2,
            beta1: squashed.prior.beta2,
            alpha2: squashed.prior.alpha1,
            beta2: squashed.prior.beta1,
            p: 1 - squashed.prior.p,
          }),
        }
      : {}),
    neg_loglik_at: { theta: at, value: negativeLogLikelihood(data, priorOf(at), smallest).value },
    rows: {
      drug: listed.map((p) => named.drugs[p.drug]),
      event: listed.map((p) => named.events[p.event]),
      N: listed.map((p) => p.a),
      E: listed.map((p) => p.expected),
      ...shrunk(listed, fit.prior),
    },
  };
};

export const sccsAdapter: Adapter = (input) => {
  const { args } = input;
  const names = textsArg(args, 'exposures');
  const table = onlyTable(input).complete([
    textArg(args, 'obs_start'),
    textArg(args, 'obs_end'),
    textArg(args, 'event_day'),
  ]);
  const windows = args.risk_windows as {
    [name: string]: { start_offset: number | number[]; end_offset: number };
  };
  const intervals = sccsIntervals({
    observationStart: table.numbers(textArg(args, 'obs_start')),
    observationEnd: table.numbers(textArg(args, 'obs_end')),
    eventDay: table.numbers(textArg(args, 'event_day')),
    exposures: names.map((name) => ({
      days: [table.numbers(name)],
      windows: {
        starts: [windows[name]?.start_offset ?? 0].flat(),
        end: windows[name]?.end_offset ?? 0,
      },
    })),
    ageCuts: numbersArg(args, 'age_cut_starts'),
  });
  const { terms, model } = fitted(selfControlledCaseSeries(intervals));
  const se = diagonalRoots(model.covariance, terms.length);
  const z = normalMultiplier(numberArg(args, 'conf_level', 0.95));
  const summary = (codes: Int32Array): object => {
    const levels = [...new Set(codes)].sort((a, b) => a - b);
    const over = (level: number, values: ArrayLike<number>): number =>
      codes.reduce((s, c, i) => s + (c === level ? (values[i] as number) : 0), 0);
    return {
      level: levels,
      events: levels.map((l) => over(l, intervals.event)),
      person_days: levels.map((l) => over(l, intervals.length)),
    };
  };
  return {
    terms: terms.map((t) => `factor(${t.of === 'age' ? 'age' : names[t.of]})${t.level}`),
    log_irr: model.coefficients,
    irr: model.coefficients.map(Math.exp),
    se,
    lower: model.coefficients.map((b, j) => Math.exp(b - z * (se[j] as number))),
    upper: model.coefficients.map((b, j) => Math.exp(b + z * (se[j] as number))),
    p: model.coefficients.map((b, j) => normalTwoSided(b / (se[j] as number))),
    loglik_null: model.loglikNull,
    loglik: model.loglik,
    lr_stat: model.likelihoodRatioTest.statistic,
    n_events: table.rows,
    n_intervals: intervals.length.length,
    by_exposure: Object.fromEntries(
      names.map((name, e) => [name, summary(intervals.levels[e] as Int32Array)]),
    ),
    age_table: summary(intervals.age),
  };
};

export const sequenceSymmetryAdapter: Adapter = (input) => {
  const { args } = input;
  const table = onlyTable(input);
  const window = args.window_days;
  const r = sequenceSymmetry(
    { indexDay: table.numbers(textArg(args, 'index')), markerDay: table.numbers(textArg(args, 'marker')) },
    typeof window === 'number' ? window : Number.POSITIVE_INFINITY,
    numberArg(args, 'conf_level', 0.95),
  );
  const adjusted = (limits: { lower: number; upper: number }): number[] =>
    pair(limits).map((v) => v / r.nullEffect);
  return {
    index_first: r.indexFirst,
    marker_first: r.markerFirst,
    crude_sr: r.crude,
    null_prob: r.nullProbability,
    null_effect_sr: r.nullEffect,
    adjusted_sr: r.adjusted,
    sum_forward: r.forward,
    sum_backward: r.backward,
    crude_ci_exact: pair(r.exact),
    adjusted_ci_exact: adjusted(r.exact),
    crude_ci_jeffreys: pair(r.jeffreys),
    adjusted_ci_jeffreys: adjusted(r.jeffreys),
    adjusted_ci_lognormal: adjusted(r.lognormal),
  };
};
