import { expect, test } from 'vitest';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import { analyseComparison } from '../../../shared/study/analysis/analyseComparison.ts';
import type { ComparisonInput } from '../../../shared/study/analysis/comparisonInput.ts';
import { type Columns, inputOf } from './simulated.ts';

const GRACE = 60;
const PERSONS = 2_000;

/**
 * Everybody starts; the sick stop sooner and have the outcome sooner; stopping itself does nothing. Arm 0 is "go on for 60
 * days", arm 1 "stop within 60 days". Persons who had the outcome early could not go on: the immortal time of arm 0.
 */
function clonedStudy(): ComparisonInput {
  const random = seededRandom(21);
  const rows = Array.from({ length: PERSONS }, (_, person) => {
    const sick = random() < 0.5 ? 1 : 0;
    const stop = Math.ceil(-Math.log(random()) / (sick ? 0.03 : 0.008));
    const event = Math.ceil(-Math.log(random()) / (sick ? 0.004 : 0.001));
    const end = 60 + Math.ceil(600 * random());
    return [0, 1].map((arm) => {
      const deviates = arm === 0 ? (stop < GRACE ? stop : -1) : stop < GRACE ? -1 : GRACE;
      const followed = Math.min(event, end);
      const isCensored = deviates >= 0 && deviates <= followed;
      const days = Math.max(1, isCensored ? deviates - 1 : followed);
      const status = isCensored ? 0 : event <= end ? 1 : 0;
      return { person, arm, sick, deviates: isCensored ? deviates : -1, days, status };
    });
  }).flat();
  const columns: Columns = {
    arm: rows.map(({ arm }) => arm),
    days: rows.map(({ days }) => days),
    status: rows.map(({ status }) => status),
    covariates: { sick: Float64Array.from(rows, ({ sick }) => sick) },
  };
  const input = inputOf(columns, {
    horizons: [180, 365],
    subgroups: [{ kind: 'sex', id: 'sex', name: 'Sex' }],
    pieces: [90],
  });
  return {
    ...input,
    population: {
      ...input.population,
      personNo: Int32Array.from(rows, ({ person }) => person),
      subgroups: [
        {
          id: 'sex',
          categories: [
            { id: 'male', name: 'M' },
            { id: 'female', name: 'F' },
          ],
          category: Int8Array.from(rows, ({ person }) => person % 2),
        },
      ],
      clones: { deviates: Int32Array.from(rows, ({ deviates }) => deviates), graceDays: GRACE },
    },
  };
}

test('clones weighted for keeping to their arm show no effect where there is none; unweighted ones do', () => {
  const { result } = analyseComparison(clonedStudy(), () => {});
  const pair = result.pairs[0];
  const outcome = pair?.outcomes[0];
  const {
    crude = [],
    adjusted = [],
    curves = [],
    subgroups = [],
    proportionality,
  } = outcome?.estimates ?? {};
  expect(pair?.propensity.outcome).toBe('notNeeded');
  const [main] = adjusted;
  expect(main?.measure).toBe('hazardRatio');
  expect(main?.lower).toBeLessThan(1);
  expect(main?.upper).toBeGreaterThan(1);
  expect(Math.abs(Math.log(main?.estimate ?? 0))).toBeLessThan(Math.abs(Math.log(crude[0]?.estimate ?? 1)));
  expect(crude[0]?.upper).toBeLessThan(1);
  for (const effect of adjusted.filter(({ measure }) => measure === 'riskDifference')) {
    expect(effect.lower).toBeLessThan(0);
    expect(effect.upper).toBeGreaterThan(0);
  }
  // Persons are counted once, not by piece.
  expect(curves.map(({ atRisk }) => atRisk[0]?.persons)).toEqual([PERSONS, PERSONS, PERSONS, PERSONS]);
  const sizes = subgroups[0]?.categories.map(({ target }) => target);
  expect(sizes).toEqual([PERSONS / 2, PERSONS / 2]);
  expect(proportionality?.pieces).toHaveLength(2);
});
