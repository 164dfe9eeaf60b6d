import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { fineGrayRegression } from '../../shared/stats/competing/fineGray.ts';
import { stateOccupancy } from '../../shared/stats/competing/stateOccupancy.ts';
import { restrictedTimeLost } from '../../shared/stats/competing/timeLost.ts';
import { restrictedMean } from '../../shared/stats/survival/restrictedMean.ts';

/** Numbers computed in R 4.2.2 (survival 3.5-3) on data of the golden cases. */
function column(file: string): (name: string) => Float64Array {
  const text = readFileSync(resolve(import.meta.dirname, '../golden/stats/data', file), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return (name) => Float64Array.from(rows, (row) => Number(row[name]));
}

const melanoma = column('melanoma.csv');
const weights = melanoma('age').map((age) => Math.round((0.5 + age / 80) * 1e5) / 1e5);
const status = Uint8Array.from(melanoma('status'));

test('weighted Fine-Gray regression is finegray and coxph with weights', () => {
  const data = {
    time: melanoma('time'),
    status,
    covariates: [melanoma('sex')],
    tiedEvents: 'before' as const,
  };
  const weighted = fineGrayRegression({ ...data, weights });
  if (weighted.kind !== 'fitted') throw new Error(weighted.kind);
  expect(weighted.fit.coefficients[0]).toBeCloseTo(0.571031095, 7);
  expect(Math.sqrt(weighted.fit.robustCovariance[0] as number)).toBeCloseTo(0.2661152855, 7);
  const plain = fineGrayRegression(data);
  const ones = fineGrayRegression({ ...data, weights: new Float64Array(weights.length).fill(1) });
  if (plain.kind !== 'fitted' || ones.kind !== 'fitted') throw new Error('not fitted');
  expect(plain.fit.coefficients[0]).toBeCloseTo(0.63653233, 7);
  expect(ones.fit.covariance[0]).toBe(plain.fit.covariance[0]);
});

test('weighted Aalen-Johansen risks are survfit with weights', () => {
  const data = { time: melanoma('time'), cause: Int32Array.from(status), causes: 2 };
  const at = stateOccupancy(data, [1000, 2000], 0.95, weights);
  expect(at.map(({ probability }) => probability[1])).toEqual([
    expect.closeTo(0.1301854018, 9),
    expect.closeTo(0.2388990064, 9),
  ]);
  expect(at.map(({ standardError }) => standardError[1])).toEqual([
    expect.closeTo(0.0242616003, 9),
    expect.closeTo(0.0313560128, 9),
  ]);
});

test('with one cause, time lost complements the restricted mean, with its standard error', () => {
  const lung = column('lung.csv');
  const time = lung('time');
  const event = Uint8Array.from(lung('status'));
  const lost = restrictedTimeLost({ time, cause: Int32Array.from(event), causes: 1 }, 1, 365);
  const mean = restrictedMean({ time, event }, 365);
  expect(365 - lost.timeLost).toBeCloseTo(mean.mean, 9);
  expect(lost.standardError).toBeCloseTo(mean.standardError, 9);
});

test('time lost is the area under the cumulative incidence, its error that of the influence of each row', () => {
  const time = melanoma('time');
  const cause = Int32Array.from(status);
  const tau = 2500;
  const area = (w: Float64Array): number => {
    const days = Array.from({ length: tau }, (_, day) => day);
    return stateOccupancy({ time, cause, causes: 2 }, days, 0.95, w).reduce(
      (sum, { probability }) => sum + (probability[1] as number),
      0,
    );
  };
  const lost = restrictedTimeLost({ time, cause, causes: 2 }, 1, tau, weights);
  expect(lost.timeLost).toBeCloseTo(area(weights), 6);
  // Numerical derivative by each row's weight.
  let squares = 0;
  weights.forEach((w, i) => {
    const moved = (step: number): number => {
      const changed = weights.map((v, j) => (i === j ? v + step : v));
      return restrictedTimeLost({ time, cause, causes: 2 }, 1, tau, changed).timeLost;
    };
    squares += ((w * (moved(1e-5) - moved(-1e-5))) / 2e-5) ** 2;
  });
  expect(lost.standardError).toBeCloseTo(Math.sqrt(squares), 4);
});

test('follow-up cut into pieces of one person each gives the same risks, errors and time lost', () => {
  const time = melanoma('time');
  const cause = Int32Array.from(status);
  const whole = { time, cause, causes: 2 };
  const rows = Array.from(time).flatMap((end, person) => {
    const cut = Math.floor(end / 3);
    const w = weights[person] as number;
    return [
      { person, w, entry: 0, time: cut, cause: 0 },
      { person, w, entry: cut, time: end, cause: cause[person] as number },
    ];
  });
  const pieces = {
    time: Float64Array.from(rows, (row) => row.time),
    entry: Float64Array.from(rows, (row) => row.entry),
    cause: Int32Array.from(rows, (row) => row.cause),
    causes: 2,
  };
  const pieceWeights = Float64Array.from(rows, ({ w }) => w);
  const cluster = Int32Array.from(rows, ({ person }) => person);
  const there = stateOccupancy(whole, [500, 2000], 0.95, weights);
  const here = stateOccupancy(pieces, [500, 2000], 0.95, pieceWeights, cluster);
  here.forEach((state, k) => {
    for (const s of [0, 1, 2]) {
      expect(state.probability[s]).toBeCloseTo(there[k]?.probability[s] as number, 10);
      expect(state.standardError[s]).toBeCloseTo(there[k]?.standardError[s] as number, 10);
    }
  });
  const lost = restrictedTimeLost(whole, 1, 2000, weights);
  const lostInPieces = restrictedTimeLost(pieces, 1, 2000, pieceWeights, cluster);
  expect(lostInPieces.timeLost).toBeCloseTo(lost.timeLost, 8);
  expect(lostInPieces.standardError).toBeCloseTo(lost.standardError, 8);
});
