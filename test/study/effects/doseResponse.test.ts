import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { doseKnots, doseResponse } from '../../../shared/study/effects/doseResponse.ts';
import { generalisedPropensity } from '../../../shared/study/effects/generalisedPropensity.ts';
import { studyDoseResponse } from '../../../shared/study/effects/studyDoseResponse.ts';
import { armModels, inventedStudy } from './inventedStudy.ts';

const quiet = (): void => {};

test('trend, curve and test are those of a weighted coxph with rms knots', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../golden/stats/data/veteran.csv'), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  const column = (name: string): number[] => rows.map((row) => Number(row[name]));
  const dose = Float64Array.from(column('karno'));
  for (const [k, knot] of [20, 44, 60, 70, 90].entries()) expect(doseKnots(dose)?.[k]).toBeCloseTo(knot, 10);
  const { trend, curve, nonLinearityP } = doseResponse(
    {
      dose,
      days: Int32Array.from(column('time')),
      status: Uint8Array.from(column('status')),
      weights: Float64Array.from(column('age'), (age) => age / 60),
    },
    quiet,
  );
  // R 4.2.2, survival 3.5-3: coxph(Surv(time, status) ~ rcspline.eval(karno, knots), weights = age / 60, robust = TRUE).
  expect(Math.log(trend?.estimate ?? 0)).toBeCloseTo(-0.0325424726955, 9);
  expect(trend?.standardError).toBeCloseTo(0.0052359344699, 9);
  expect(nonLinearityP).toBeCloseTo(0.396037749399, 7);
  for (const [at, ratio, lower, upper] of [
    [10, 1, 1, 1],
    [30, 0.4458826598211, 0.15552971217066, 1.278285309954],
    [50, 0.1708652809967, 0.05114022767195, 0.570880216595],
    [70, 0.1235792780747, 0.04202173470826, 0.36342711874],
    [99, 0.0289065176586, 0.00712674965384, 0.117246543479],
  ] as const) {
    const point = curve?.find((p) => p.dose === at);
    expect(point?.ratio).toBeCloseTo(ratio, 7);
    expect(point?.lower).toBeCloseTo(lower, 7);
    expect(point?.upper).toBeCloseTo(upper, 6);
  }
});

function doses(effects: readonly number[], confounding = 0.7) {
  const arms = effects.map((_, a) => ({ arm: `arm${a}`, dose: 10 * a + 5 }));
  const study = (seed: number, persons: number, randomised: boolean) => {
    const { input } = inventedStudy({
      seed,
      persons,
      effects,
      confounding,
      randomised,
      specification: { doseResponse: { arms } },
    });
    const models = randomised ? effects.slice(1).map(() => null) : armModels(input);
    return studyDoseResponse(input, generalisedPropensity(input, models), false, quiet)?.[0];
  };
  return { found: study(8, 8_000, false), real: study(21, 40_000, true) };
}

test('a linear effect of dose is found as in a large trial, and nothing but a line', () => {
  const { found, real } = doses([0, 0.2, 0.4, 0.6]);
  expect(found?.trend?.lower).toBeLessThan(real?.trend?.estimate ?? 0);
  expect(found?.trend?.upper).toBeGreaterThan(real?.trend?.estimate ?? 2);
  expect(found?.trend?.lower).toBeGreaterThan(1);
  expect(found?.nonLinearityP).toBeGreaterThan(0.05);
  expect(found?.curve?.[0]).toEqual({ dose: 5, ratio: 1, lower: 1, upper: 1 });
  expect(found?.curve?.[found.curve.length - 1]?.dose).toBe(35);
});

test('an effect that turns with dose is found to be no line, and its curve holds that of a large trial', () => {
  const { found, real } = doses([0, -0.5, -0.2, 0.5]);
  expect(found?.nonLinearityP).toBeLessThan(0.001);
  for (const at of [15, 25, 35]) {
    const [point, truth] = [found, real].map((one) => one?.curve?.find(({ dose }) => dose === at));
    expect(point?.lower).toBeLessThan(truth?.ratio ?? 0);
    expect(point?.upper).toBeGreaterThan(truth?.ratio ?? 9);
  }
});

test('without a question there is no answer, and none while blinded; two doses have no spline', () => {
  const { input } = inventedStudy({ seed: 1, persons: 400, effects: [0, 0.5] });
  const propensity = generalisedPropensity(input, [null]);
  expect(studyDoseResponse(input, propensity, false, quiet)).toBeNull();
  const asked = {
    ...input.specification,
    doseResponse: { arms: [0, 1].map((a) => ({ arm: `arm${a}`, dose: a })) },
  };
  const blind = studyDoseResponse({ ...input, specification: asked }, propensity, true, quiet);
  expect(blind).toEqual([
    { outcome: 'stroke', timeAtRisk: 'itt', trend: null, curve: null, nonLinearityP: null },
  ]);
  const open = studyDoseResponse({ ...input, specification: asked }, propensity, false, quiet);
  expect(open?.[0]?.trend).not.toBeNull();
  expect(open?.[0]?.curve).toBeNull();
  expect(doseKnots(Float64Array.of(1, 2, 2))).toBeNull();
  expect(doseKnots(Float64Array.of(3, 1, 2, 2))).toEqual([1, 2, 3]);
  // Nearly all on one dose: quantiles coincide.
  const crowded = Float64Array.from([...new Array<number>(500).fill(3), 1, 2, 4, 5, 6]);
  expect(doseKnots(crowded)).toEqual([1, 3, 4, 6]);
});
