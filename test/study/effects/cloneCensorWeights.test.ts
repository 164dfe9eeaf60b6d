import { expect, test } from 'vitest';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import type { ComparisonInput } from '../../../shared/study/analysis/comparisonInput.ts';
import { fittedEffect, mainEffect } from '../../../shared/study/analysis/mainEffect.ts';
import { deviationSpans } from '../../../shared/study/effects/deviationSpans.ts';
import { generalisedPropensity } from '../../../shared/study/effects/generalisedPropensity.ts';
import { multiArm } from '../../../shared/study/effects/multiArm.ts';
import { patientsLike } from '../../../shared/study/effects/patientsLike.ts';
import { beginnings, weightedFollowUp } from '../../../shared/study/effects/weightedFollowUp.ts';
import type { StudyPopulation } from '../../../shared/study/population/studyPopulation.ts';
import { inventedStudy, normalFrom } from './inventedStudy.ts';

const GRACE = 90;
const quiet = (): void => {};

interface Course {
  /** Day of the outcome, of stopping treatment and of the end of observation. */
  readonly event: number;
  readonly stop: number;
  readonly end: number;
  readonly frailty: number;
}

/** Treatment does nothing; the frail stop early and have the outcome early. */
function courses(seed: number, persons: number): Course[] {
  const random = seededRandom(seed);
  const exponential = (rate: number): number => Math.max(1, Math.ceil(-Math.log(random()) / rate));
  return Array.from({ length: persons }, () => {
    const frailty = normalFrom(random);
    return {
      frailty,
      event: exponential(0.002 * Math.exp(0.8 * frailty)),
      stop: exponential(0.008 * Math.exp(0.8 * frailty)),
      end: Math.min(730, exponential(0.0005)),
    };
  });
}

/** Arm 0: at least 90 days of treatment; arm 1: less. */
function cloned(all: readonly Course[]): ComparisonInput {
  const clones = all.flatMap((course, person) => {
    const on = Math.min(course.stop, course.event);
    const longDeviates = course.stop < GRACE && course.stop <= course.event ? course.stop : -1;
    const shortDeviates = on >= GRACE ? GRACE : -1;
    return [longDeviates, shortDeviates].map((deviates, arm) => {
      const last = Math.min(course.event, course.end, deviates < 0 ? Number.POSITIVE_INFINITY : deviates - 1);
      return { person, arm, deviates, last, status: last === course.event ? 1 : 0, frailty: course.frailty };
    });
  });
  const column = (of: (clone: (typeof clones)[number]) => number): Int32Array => Int32Array.from(clones, of);
  const included = Uint8Array.from(clones, ({ last }) => (last >= 1 ? 1 : 0));
  const population: StudyPopulation = {
    rows: clones.length,
    personNo: column(({ person }) => person),
    arm: Uint8Array.from(clones, ({ arm }) => arm),
    indexDay: column(() => 18_000),
    age: column(() => 70),
    sex: new Uint8Array(clones.length),
    followUps: [
      {
        outcome: 'death',
        timeAtRisk: 'itt',
        included,
        start: column(() => 1),
        days: column(({ last }) => Math.max(1, last)),
        status: Uint8Array.from(clones, ({ status }) => status),
      },
    ],
    attrition: [],
    subgroups: [],
    clones: { deviates: column(({ deviates }) => deviates), graceDays: GRACE },
  };
  const { input } = inventedStudy({ seed: 1, persons: 10, effects: [0, 0] });
  const [, frailty] = input.covariates.covariates;
  return {
    ...input,
    population,
    covariates: {
      rows: clones.length,
      covariates: frailty ? [frailty] : [],
      columns: [{ kind: 'dense', values: Float64Array.from(clones, (clone) => clone.frailty) }],
      excluded: [],
    },
  };
}

function guarded(all: readonly Course[], isWeighted: boolean) {
  const input = cloned(all);
  const { population } = input;
  const [followUp] = population.followUps;
  if (!followUp) throw new Error('no follow-up');
  const ones = new Float64Array(population.rows).fill(1);
  const pieces = weightedFollowUp(input, followUp, ones, [1, 0], quiet);
  const used = isWeighted ? pieces : { ...pieces, weights: pieces.weights.map(() => 1) };
  const effect = fittedEffect(mainEffect(used, { kind: 'cox', cluster: pieces.cluster }));
  if (!effect) throw new Error('no effect');
  return { effect, pieces, input, population };
}

/** Arms by how long treatment turned out to last, followed from the start. */
function naive(all: readonly Course[]) {
  const rows = Int32Array.from(all.keys());
  return fittedEffect(
    mainEffect(
      {
        rows,
        treated: Uint8Array.from(all, ({ stop, event, end }) =>
          Math.min(stop, event, end) >= GRACE ? 1 : 0,
        ),
        days: Int32Array.from(all, ({ event, end }) => Math.min(event, end)),
        status: Uint8Array.from(all, ({ event, end }) => (event <= end ? 1 : 0)),
        weights: new Float64Array(all.length).fill(1),
        strata: null,
        propensity: null,
      },
      { kind: 'cox' },
    ),
  );
}

test('naive arms of duration make a useless treatment look good; weighted clones do not', () => {
  const all = courses(11, 4_000);
  expect(naive(all)?.upper).toBeLessThan(0.6);
  const unweighted = guarded(all, false).effect;
  expect(unweighted.upper).toBeLessThan(1);
  const { effect } = guarded(all, true);
  expect(effect.lower).toBeLessThan(1);
  expect(effect.upper).toBeGreaterThan(1);
  expect(Math.abs(Math.log(effect.estimate))).toBeLessThan(0.1);
});

test('over repeated draws the weighted effect is without bias and covered', () => {
  const logs: number[] = [];
  let covered = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const { effect } = guarded(courses(seed, 1_500), true);
    logs.push(Math.log(effect.estimate));
    if (effect.lower < 1 && effect.upper > 1) covered++;
  }
  const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
  expect(Math.abs(mean)).toBeLessThan(0.05);
  expect(covered).toBeGreaterThanOrEqual(18);
});

test('pieces of a clone follow one another, weights start at 1 and never fall, and stand for those who deviated', () => {
  const { pieces, population } = guarded(courses(3, 2_000), true);
  const [followUp] = population.followUps;
  expect(beginnings(pieces)).toHaveLength(followUp?.included.reduce((a, b) => a + b, 0) ?? -1);
  const total = new Map<number, number>();
  for (const [k, row] of pieces.rows.entries()) {
    const goesOn = k > 0 && pieces.rows[k - 1] === row;
    expect(pieces.entry?.[k]).toBe(goesOn ? pieces.days[k - 1] : 0);
    expect(pieces.weights[k]).toBeGreaterThanOrEqual(goesOn ? (pieces.weights[k - 1] as number) : 1);
    const isLast = pieces.rows[k + 1] !== row;
    if (isLast) {
      expect(pieces.days[k]).toBe(followUp?.days[row]);
      expect(pieces.status[k]).toBe(followUp?.status[row]);
    } else expect(pieces.status[k]).toBe(0);
    if ((pieces.entry?.[k] ?? 0) < GRACE && (pieces.days[k] as number) >= GRACE) {
      const arm = population.arm[row] as number;
      total.set(arm, (total.get(arm) ?? 0) + (pieces.weights[k] as number));
    }
  }
  // Both arms stand for the same persons once nobody can deviate any more.
  expect(Math.abs(Math.log((total.get(0) ?? 0) / (total.get(1) ?? 1)))).toBeLessThan(0.1);
});

test('all arms at once and persons like one profile count clones once and get the risks of everybody', () => {
  const all = courses(21, 4_000);
  const { input } = guarded(all, true);
  const specification = {
    ...input.specification,
    horizons: [400],
    outcomes: [{ ...input.specification.outcomes[0], id: 'death' }],
  };
  const study = { ...input, specification } as ComparisonInput;
  const propensity = generalisedPropensity(study, [null]);
  const together = multiArm(study, propensity, false, quiet);
  const profile = { ageFrom: 60, ageTo: 80, sex: null, categories: {} };
  const like = patientsLike(study, profile, propensity, quiet);
  // Treatment does nothing: the risk of everybody, whatever they got.
  const real =
    1 -
    all.reduce((free, { frailty }) => free + Math.exp(-400 * 0.002 * Math.exp(0.8 * frailty)), 0) /
      all.length;
  expect(together.blinded).toBe(false);
  const rows = Int32Array.from(study.population.arm.keys());
  for (const a of [0, 1]) {
    const counted = rows.filter(
      (i) => study.population.arm[i] === a && study.population.followUps[0]?.included[i] === 1,
    );
    const arm = together.outcomes[0]?.arms[a];
    expect(arm?.persons).toBe(counted.length);
    const risk = like.arms[a]?.risks[0]?.risk;
    expect(risk?.lower).toBeLessThan(real);
    expect(risk?.upper).toBeGreaterThan(real);
    expect(arm?.risks[0]?.estimate).toBeCloseTo(risk?.estimate ?? Number.NaN, 9);
  }
  expect(together.outcomes[0]?.arms[1]?.effect?.lower).toBeLessThan(1);
  expect(together.outcomes[0]?.arms[1]?.effect?.upper).toBeGreaterThan(1);
});

test('spans hold all days of deviating, in order; a crowded day is alone', () => {
  const days = [...Array.from({ length: 300 }, (_, i) => 1 + (i % 60)), ...new Array<number>(500).fill(90)];
  const spans = deviationSpans(days);
  expect(spans.length).toBeLessThanOrEqual(16);
  expect(spans[spans.length - 1]).toEqual({ from: 90, to: 90 });
  for (const day of days) expect(spans.filter(({ from, to }) => day >= from && day <= to)).toHaveLength(1);
  spans.slice(1).forEach(({ from }, k) => {
    expect(from).toBeGreaterThan(spans[k]?.to ?? 0);
  });
  expect(deviationSpans([5, 3, 5])).toEqual([
    { from: 3, to: 3 },
    { from: 5, to: 5 },
  ]);
  expect(deviationSpans([])).toEqual([]);
});
