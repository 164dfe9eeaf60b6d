import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  sccsIntervals,
  selfControlledCaseSeries,
} from '../../shared/stats/safety/selfControlledCaseSeries.ts';
import { bernoulliLogLikelihoodRatio } from '../../shared/stats/safety/treeScan.ts';

const folder = resolve(import.meta.dirname, '../../../shared/reference/safety');

/** Columns of a text table with a header, by name. */
function columns(file: string): (name: string) => Float64Array {
  const [header = [], ...rows] = readFileSync(resolve(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return (name) => Float64Array.from(rows, (r) => Number(r[header.indexOf(name)]));
}

test('measles-mumps-rubella vaccination and meningitis, Oxford: IRR 12.04 (3.00 to 48.26)', () => {
  if (!existsSync(folder)) {
    process.stdout.write('skipped: ../shared/reference is not here\n');
    return;
  }
  const column = columns('sccs_amdat.txt');
  const outcome = selfControlledCaseSeries(
    sccsIntervals({
      observationStart: column('sta'),
      observationEnd: column('end'),
      eventDay: column('am'),
      exposures: [{ days: [column('mmr')], windows: { starts: [15], end: 35 } }],
      ageCuts: [548],
    }),
  );
  expect(outcome.kind).toBe('fitted');
  if (outcome.kind !== 'fitted') return;
  const { coefficients, covariance } = outcome.fit.model;
  expect(coefficients[0]).toBeCloseTo(2.487975, 5);
  expect(Math.sqrt(covariance[0] as number)).toBeCloseTo(0.708488, 5);
});

test('tree scan of ICD-10 chapters 12 and 19 and block V01-X59 (TreeMineR)', () => {
  expect(bernoulliLogLikelihoodRatio(127, 674, 1 / 11)).toBeCloseTo(18.526, 4);
  expect(bernoulliLogLikelihoodRatio(337, 2329, 1 / 11)).toBeCloseTo(18.32574, 4);
  expect(bernoulliLogLikelihoodRatio(254, 1708, 1 / 11)).toBeCloseTo(15.78202, 4);
});
