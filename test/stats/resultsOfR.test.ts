import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { coxProfileInterval } from '../../shared/stats/cox/coxProfileInterval.ts';
import { coxRegression } from '../../shared/stats/cox/coxRegression.ts';
import { calibrationCurve } from '../../shared/stats/diagnostic/calibrationCurve.ts';
import { negativeBinomialRegression } from '../../shared/stats/regression/negativeBinomial.ts';

/** Numbers computed in R 4.2.2 (survival 3.5-3, MASS 7.3-58) on data of the golden cases. */
function column(file: string): (name: string) => Float64Array {
  const text = readFileSync(resolve(import.meta.dirname, '../golden/stats/data', file), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return (name) => Float64Array.from(rows, (row) => Number(row[name]));
}

test('profile intervals of a Cox model', () => {
  const veteran = column('veteran.csv');
  const data = {
    time: veteran('time'),
    event: Uint8Array.from(veteran('status')),
    covariates: ['karno', 'age', 'trt'].map(veteran),
  };
  const outcome = coxRegression(data);
  if (outcome.kind !== 'fitted') throw new Error(outcome.kind);
  for (const [j, lower, upper] of [
    [0, -0.04472886421, -0.0241903416],
    [1, -0.0215483968, 0.01452316194],
    [2, -0.1751073357, 0.5538101621],
  ] as const) {
    const interval = coxProfileInterval(data, outcome.fit, j);
    expect(interval.lower).toBeCloseTo(lower, 9);
    expect(interval.upper).toBeCloseTo(upper, 9);
  }
});

test('a profile interval without events among the exposed is open below', () => {
  const data = {
    time: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    event: Uint8Array.of(1, 1, 1, 0, 1, 1, 0, 1),
    covariates: [Float64Array.of(0, 1, 0, 1, 0, 1, 1, 0)],
  };
  const outcome = coxRegression(data);
  if (outcome.kind !== 'fitted') throw new Error(outcome.kind);
  const { lower, upper } = coxProfileInterval(data, outcome.fit, 0, 0.9999999);
  expect(lower).toBeLessThan(-4);
  expect(upper).toBeGreaterThan(0);
});

test('a smoothed calibration curve is R lowess', () => {
  const asah = column('asah.csv');
  const small = calibrationCurve(asah('p'), Uint8Array.from(asah('poor')));
  expect(small.predicted).toHaveLength(113);
  expect(small.observed[0]).toBeCloseTo(-0.0087241351502, 10);
  expect(small.observed[19]).toBeCloseTo(0.0838556260421, 10);
  expect(small.observed.reduce((a, b) => a + b, 0)).toBeCloseTo(40.7358985291, 8);
  const wcgs = column('wcgs_pred.csv');
  const large = calibrationCurve(wcgs('p'), Uint8Array.from(wcgs('chd')));
  expect(large.predicted).toHaveLength(3115);
  expect(large.observed[499]).toBeCloseTo(0.0227798900862, 10);
  expect(large.observed.reduce((a, b) => a + b, 0)).toBeCloseTo(252.132476561, 7);
});

test('negative binomial regression is glm.nb', () => {
  const lung = column('lung.csv');
  const outcome = negativeBinomialRegression({
    outcome: lung('time'),
    covariates: [lung('age'), lung('sex')],
  });
  if (outcome.kind !== 'fitted') throw new Error(outcome.kind);
  const { model, theta, thetaSe, loglik } = outcome.fit;
  const inR = [5.8255946299, -0.005608955702, 0.17253412577, 1.8845407741, 0.16564393891, -1509.4334476];
  [...model.coefficients, theta, thetaSe, loglik].forEach((value, k) => {
    expect(value / (inR[k] as number)).toBeCloseTo(1, 7);
  });
});
