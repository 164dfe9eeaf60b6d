import { describe, expect, test } from 'vitest';
import type {
  Effect,
  EffectMeasure,
  OutcomeEstimates,
} from '../../../shared/study/result/comparisonResult.ts';
import { compare } from '../../golden/stats/compare.ts';
import type { FoundCase, Json } from '../../golden/stats/goldenCase.ts';
import { findGoldenCase, type GoldenColumns, goldenData, hasFullSet } from './goldenStudyCase.ts';
import { runGoldenStudy } from './runGoldenStudy.ts';

type Result = Awaited<ReturnType<typeof runGoldenStudy>>;
type Pair = Result['pairs'][number];
type Estimates = OutcomeEstimates;

/** A reference case by its id. Those that are not in the project are run where the full set lies beside it. */
function goldenTest(id: string, work: (found: FoundCase) => Promise<void>): void {
  const found = findGoldenCase(id);
  if (!found && hasFullSet) throw new Error(`no case ${id}`);
  test.runIf(found !== null)(id, () => work(found as FoundCase), 120_000);
}

if (!hasFullSet) {
  process.stdout.write("../shared/golden is not here: only the project's own reference cases are run\n");
}

/** Holds numbers to the case's own tolerance. */
function agrees(found: FoundCase, actual: unknown, expected: Json): void {
  const { compared, differences } = compare(expected, actual, found.golden.tolerance);
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(0);
}

function columnsOf(found: FoundCase): GoldenColumns {
  const { group, time, event } = found.golden.args as { group: string; time: string; event: string };
  return { group, time, event };
}

function estimatesOf(pair: Pair | undefined): Estimates {
  const estimates = pair?.outcomes[0]?.estimates;
  if (!estimates) throw new Error('no estimates');
  return estimates;
}

function effect(effects: readonly Effect[], measure: EffectMeasure, horizon: number | null = null): Effect {
  const found = effects.find((each) => each.measure === measure && each.horizon === horizon);
  if (!found) throw new Error(`no ${measure} at ${horizon}`);
  return found;
}

/** All pairs of arms by their places, the later as target. */
const pairsOf = (count: number): (readonly [target: number, comparator: number])[] =>
  Array.from({ length: count }, (_, a) => a).flatMap((a) =>
    Array.from({ length: count - a - 1 }, (_, k) => [a + 1 + k, a] as const),
  );

/** The later arms first, so that each is compared with the earlier ones. */
const latestFirst = (count: number): number[] => Array.from({ length: count }, (_, k) => count - 1 - k);

const pairNamed = ({ pairs }: Result, target: number, comparator: number): Pair | undefined =>
  pairs.find((pair) => pair.target === `arm${target}` && pair.comparator === `arm${comparator}`);

describe('Kaplan-Meier risks at horizons and along the curve', () => {
  const ids = [
    'km-aml-plain',
    'km-veteran-trt-loglog',
    'km-veteran-celltype-log',
    'km-lung-sex-plain',
    'km-ovarian-rx-log',
    'km-colon-rx-log',
  ];
  for (const id of ids) {
    goldenTest(id, async (found) => {
      interface Curve {
        readonly time: readonly number[];
        readonly surv: readonly number[];
        readonly at_times: { readonly time: readonly number[]; readonly surv: readonly (number | null)[] };
      }
      const data = goldenData(found, columnsOf(found));
      const curves = Object.entries(found.golden.expected as unknown as Record<string, Curve>);
      const curveOf = (arm: number): Curve =>
        curves.find(([name]) => name.endsWith(`=${data.groups[arm]}`))?.[1] as Curve;
      const horizons = curveOf(0).at_times.time.filter((day) => day >= 1);
      const result = await runGoldenStudy(data, { arms: latestFirst(data.groups.length), horizons });
      for (const [target, comparator] of pairsOf(data.groups.length)) {
        const { crude, curves: drawn } = estimatesOf(pairNamed(result, target, comparator));
        const survival = (arm: number, day: number): number | null => {
          const { time, surv } = curveOf(arm).at_times;
          return surv[time.indexOf(day)] ?? null;
        };
        for (const day of new Set(crude.map(({ horizon }) => horizon))) {
          if (day === null) continue;
          const [s, reference] = [survival(target, day), survival(comparator, day)] as [number, number];
          agrees(found, effect(crude, 'riskDifference', day).estimate, reference - s);
          if (reference < 1 && s < 1)
            agrees(found, effect(crude, 'riskRatio', day).estimate, (1 - s) / (1 - reference));
        }
        for (const { arm, adjusted, days, incidence } of drawn) {
          if (adjusted) continue;
          const { time, surv } = curveOf(Number(arm.slice('arm'.length)));
          const known = days.flatMap((day, k) => (time.includes(day) ? [k] : []));
          expect(known.length).toBeGreaterThan(3);
          agrees(
            found,
            known.map((k) => incidence[k]),
            known.map((k) => 1 - (surv[time.indexOf(days[k] as number)] as number)),
          );
        }
      }
    });
  }
});

describe('restricted mean survival', () => {
  for (const id of ['rmst-lung-sex-365', 'rmst-lung-sex-800', 'rmst-veteran-trt-300', 'rmst-colon-rx-1826']) {
    goldenTest(id, async (found) => {
      const { tau, rmst } = found.golden.expected as { tau: number; rmst: readonly number[] };
      const data = goldenData(found, columnsOf(found));
      const result = await runGoldenStudy(data, { arms: latestFirst(data.groups.length), horizons: [tau] });
      for (const [target, comparator] of pairsOf(data.groups.length)) {
        const { crude } = estimatesOf(pairNamed(result, target, comparator));
        const [of, against] = [rmst[target] as number, rmst[comparator] as number];
        agrees(found, effect(crude, 'rmstDifference', tau).estimate, of - against);
        agrees(found, effect(crude, 'rmstRatio', tau).estimate, of / against);
      }
    });
  }
});

describe('Cox regression: hazard ratio with its interval', () => {
  for (const [id, group] of [
    ['cox-aml-efron', 'x'],
    ['cox-veteran-full-efron', 'trt'],
    ['cox-lung-efron', 'sex'],
  ] as const) {
    goldenTest(id, async (found) => {
      const { time, event, covariates } = found.golden.args as {
        time: string;
        event: string;
        covariates: readonly string[];
      };
      const { terms, hr, se, hr_lower, hr_upper, p } = found.golden.expected as unknown as Record<
        'terms' | 'hr' | 'se' | 'hr_lower' | 'hr_upper' | 'p',
        readonly (number | string)[]
      >;
      const others = covariates.filter((name) => name !== group);
      const data = goldenData(found, { group, time, event, covariates: others });
      const result = await runGoldenStudy(data, {
        arms: [1, 0],
        horizons: [100],
        outcomeModel: { kind: 'cox', covariates: 'picked' },
      });
      const main = estimatesOf(result.pairs[0]).adjusted[0] as Effect;
      const at = terms.findIndex((term) => String(term).startsWith(group));
      agrees(found, [main.estimate, main.standardError, main.lower, main.upper, main.p], [
        hr[at],
        se[at],
        hr_lower[at],
        hr_upper[at],
        p[at],
      ] as Json);
    });
  }
});

describe('cumulative incidence beside a competing event', () => {
  for (const [id, cause] of [
    ['cuminc-pbc-trt', 2],
    ['cuminc-pbc-trt', 1],
    ['cuminc-melanoma-sex', 1],
    ['cuminc-melanoma-ulcer-strat-sex', 1],
  ] as const) {
    goldenTest(id, async (found) => {
      const { times, cif, aalen_johansen_ij } = found.golden.expected as unknown as {
        times: readonly number[];
        cif: readonly { group: string; cause: number; est: readonly (number | null)[] }[];
        aalen_johansen_ij: {
          group: readonly string[];
          time: readonly number[];
          states: readonly string[];
          std_err: readonly (readonly number[])[];
        };
      };
      const data = goldenData(found, { ...columnsOf(found), outcome: cause });
      const result = await runGoldenStudy(data, { arms: [1, 0], horizons: times, competing: true });
      const { crude } = estimatesOf(result.pairs[0]);
      const risk = (arm: number, day: number): number =>
        cif.find((each) => each.group === data.groups[arm] && each.cause === cause)?.est[
          times.indexOf(day)
        ] as number;
      const error = (arm: number, day: number): number => {
        const { group, time, states, std_err } = aalen_johansen_ij;
        const row = group.findIndex((of, k) => of.endsWith(`=${data.groups[arm]}`) && time[k] === day);
        return std_err[row]?.[states.indexOf(String(cause))] as number;
      };
      for (const day of times.filter((each) => crude.some(({ horizon }) => horizon === each))) {
        const { estimate, standardError } = effect(crude, 'riskDifference', day);
        agrees(
          found,
          [estimate, standardError],
          [risk(1, day) - risk(0, day), Math.hypot(error(1, day), error(0, day))],
        );
      }
    });
  }
});

interface Balance {
  readonly variables: readonly string[];
  readonly mean_treated: readonly number[];
  readonly mean_control: readonly number[];
  readonly smd_std_all: readonly number[];
}

/** Data of a propensity case: the treated are the target; what happens to them is not looked at. */
function propensityData(found: FoundCase) {
  const { treatment, covariates } = found.golden.args as { treatment: string; covariates: readonly string[] };
  return goldenData(found, { group: treatment, time: null, event: null, covariates });
}

function meansAgree(found: FoundCase, pair: Pair, when: 'before' | 'after', expected: Balance): void {
  const moments = expected.variables.map(
    (name) => pair.tableOne.find(({ covariate }) => covariate.name === name)?.[when],
  );
  agrees(
    found,
    moments.map((each) => [each?.target, each?.comparator]),
    expected.variables.map((_, j) => [expected.mean_treated[j], expected.mean_control[j]]) as Json,
  );
}

async function adjusted(found: FoundCase, adjustment: Readonly<Record<string, unknown>>): Promise<Pair> {
  const result = await runGoldenStudy(propensityData(found), { arms: [1, 0], horizons: [100], adjustment });
  return result.pairs[0] as Pair;
}

describe('propensity scores by plain logistic regression', () => {
  for (const id of ['ps-birthwt', 'ps-lalonde']) {
    goldenTest(id, async (found) => {
      const expected = found.golden.expected as unknown as {
        readonly terms: readonly string[];
        readonly coef: readonly number[];
        readonly auc: number;
        readonly 'equipoise_fraction_0.3_0.7': number;
        readonly balance_unweighted: Balance;
      };
      const pair = await adjusted(found, { method: 'weighting' });
      const { coefficients, auc, equipoise } = pair.propensity;
      const beta = new Map(coefficients.map(({ covariate, beta: b }) => [covariate.name, b]));
      agrees(
        found,
        expected.terms.slice(1).map((term) => beta.get(term)),
        expected.coef.slice(1),
      );
      agrees(found, [auc, equipoise], [expected.auc, expected['equipoise_fraction_0.3_0.7']]);
      meansAgree(found, pair, 'before', expected.balance_unweighted);
    });
  }
});

describe('inverse probability weights', () => {
  interface Weighted {
    readonly ess: { readonly treated: number; readonly control: number };
    readonly max: number;
    readonly balance: Balance;
  }
  for (const id of ['iptw-birthwt', 'iptw-lalonde']) {
    for (const [part, settings] of [
      ['ATE', { estimand: 'ATE' }],
      ['ATT', { estimand: 'ATT' }],
      ['ATC', { estimand: 'ATC' }],
      ['ATO', { estimand: 'ATO' }],
      ['ATM', { estimand: 'ATM' }],
      ['ATE_trunc_1_99', { estimand: 'ATE', truncateWeights: { lower: 0.01, upper: 0.99 } }],
    ] as const) {
      describe(part, () => {
        goldenTest(id, async (found) => {
          const expected = (found.golden.expected as unknown as Record<string, Weighted>)[part] as Weighted;
          const pair = await adjusted(found, { method: 'weighting', ...settings });
          const { effective, largestWeight } = pair.propensity;
          agrees(
            found,
            [effective?.target, effective?.comparator, largestWeight],
            [expected.ess.treated, expected.ess.control, expected.max],
          );
          meansAgree(found, pair, 'after', expected.balance);
        });
      });
    }
  }
});

interface Matched {
  readonly n_matched: { readonly treated: number; readonly control: number };
  readonly ess: { readonly treated: number; readonly control: number };
  readonly balance: Balance;
}

describe('strata of the propensity score', () => {
  for (const id of [
    'subclass-birthwt-4-ate',
    'subclass-birthwt-4-att',
    'subclass-lalonde-5-ate',
    'subclass-lalonde-5-att',
  ]) {
    goldenTest(id, async (found) => {
      const { subclasses, estimand } = found.golden.args as { subclasses: number; estimand: string };
      const expected = found.golden.expected as unknown as Matched;
      const pair = await adjusted(found, { method: 'stratification', strata: subclasses, estimand });
      const { effective, steps } = pair.propensity;
      const last = steps.at(-1);
      agrees(
        found,
        [last?.target, last?.comparator],
        [expected.n_matched.treated, expected.n_matched.control],
      );
      agrees(found, [effective?.target, effective?.comparator], [expected.ess.treated, expected.ess.control]);
      meansAgree(found, pair, 'after', expected.balance);
    });
  }
});

describe('matching on the propensity score', () => {
  for (const id of [
    'match-birthwt-1to1-cal02-data',
    'match-birthwt-1to1-cal02-largest',
    'match-birthwt-1to1-cal02-smallest',
    'match-birthwt-1to1-nocal',
    'match-birthwt-1to2-cal',
    'match-birthwt-ps-cal-abs',
    'match-lalonde-1to1-cal02-data',
    'match-lalonde-1to1-cal02-largest',
    'match-lalonde-1to1-cal02-smallest',
    'match-lalonde-1to1-nocal',
    'match-lalonde-1to2-cal',
    'match-lalonde-ps-cal-abs',
  ]) {
    goldenTest(id, async (found) => {
      const { ratio, caliper, m_order, distance } = found.golden.args as {
        ratio: number;
        caliper?: number;
        m_order: string;
        distance: string;
      };
      const expected = found.golden.expected as unknown as Matched;
      const scale = distance === 'ps' ? 'propensity' : 'standardisedLogit';
      const matching = { ratio, caliper: caliper ?? 0, scale, order: m_order };
      const pair = await adjusted(found, { method: 'matching', estimand: 'ATT', matching });
      const last = pair.propensity.steps.at(-1);
      agrees(
        found,
        [last?.target, last?.comparator],
        [expected.n_matched.treated, expected.n_matched.control],
      );
      meansAgree(found, pair, 'after', expected.balance);
    });
  }
});
