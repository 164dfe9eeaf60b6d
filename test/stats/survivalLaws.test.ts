import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concordance } from '../../shared/stats/cox/concordance.ts';
import type { CoxData } from '../../shared/stats/cox/coxData.ts';
import { coxRegression } from '../../shared/stats/cox/coxRegression.ts';
import { sortOrder } from '../../shared/stats/numeric/sortOrder.ts';
import { kaplanMeier } from '../../shared/stats/survival/kaplanMeier.ts';
import { logRankTest } from '../../shared/stats/survival/logRank.ts';
import { splitFollowUp } from '../../shared/stats/survival/splitFollowUp.ts';

const rows = fc.array(
  fc.record({
    time: fc.integer({ min: 1, max: 12 }),
    event: fc.boolean(),
    x: fc.integer({ min: -3, max: 3 }),
    copies: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 8, maxLength: 40 },
);

type Row = { time: number; event: boolean; x: number; copies: number };

function toData(list: readonly Row[]): CoxData {
  return {
    time: Float64Array.from(list, (r) => r.time),
    event: Uint8Array.from(list, (r) => (r.event ? 1 : 0)),
    covariates: [Float64Array.from(list, (r) => r.x)],
  };
}

function duplicated(list: readonly Row[]): Row[] {
  return list.flatMap((r) => Array.from({ length: r.copies }, () => r));
}

function weighted(list: readonly Row[]): CoxData {
  return { ...toData(list), weights: Float64Array.from(list, (r) => r.copies) };
}

describe('Kaplan-Meier', () => {
  test('falls from at most 1 and never rises', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { survival } = kaplanMeier(toData(list));
        survival.forEach((s, k) => {
          expect(s).toBeLessThanOrEqual(k === 0 ? 1 : (survival[k - 1] as number));
          expect(s).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  test('duplicate rows count as weights', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const copied = kaplanMeier(toData(duplicated(list))).survival;
        kaplanMeier(weighted(list)).survival.forEach((s, k) => {
          expect(s).toBeCloseTo(copied[k] as number, 12);
        });
      }),
    );
  });

  test('an empty group gives an empty curve, and without events nobody is lost', () => {
    const none = { time: new Float64Array(0), event: new Uint8Array(0) };
    expect(kaplanMeier(none).time).toHaveLength(0);
    const censored = kaplanMeier({ time: Float64Array.of(3, 5), event: Uint8Array.of(0, 0) });
    expect([...censored.survival]).toEqual([1, 1]);
  });
});

describe('log-rank', () => {
  test('does not depend on the order of rows or the names of groups', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const statistic = (ordered: readonly Row[], flip: boolean): number =>
          logRankTest(toData(ordered), {
            group: Int32Array.from(ordered, (r) => (r.x > 0 !== flip ? 1 : 0)),
            groups: 2,
          }).statistic;
        const forward = statistic(list, false);
        const turned = statistic([...list].reverse(), true);
        if (Number.isNaN(forward)) expect(turned).toBeNaN();
        else expect(turned).toBeCloseTo(forward, 8);
      }),
    );
  });
});

describe('Cox regression', () => {
  test.each(['breslow', 'efron'] as const)('%s: scaling a covariate scales its coefficient', (ties) => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.01, 3, 1000), (list, factor) => {
        const data = toData(list);
        const plain = coxRegression(data, { ties });
        const scaled = coxRegression(
          { ...data, covariates: data.covariates.map((c) => c.map((v) => v * factor)) },
          { ties },
        );
        expect(scaled.kind).toBe(plain.kind);
        if (plain.kind !== 'fitted' || scaled.kind !== 'fitted') return;
        const b = plain.fit.coefficients[0] as number;
        expect((scaled.fit.coefficients[0] as number) * factor).toBeCloseTo(b, 6);
        expect(scaled.fit.loglik).toBeCloseTo(plain.fit.loglik, 8);
      }),
      { numRuns: 60 },
    );
  });

  test('duplicate rows count as weights under Breslow', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const copied = coxRegression(toData(duplicated(list)), { ties: 'breslow' });
        const counted = coxRegression(weighted(list), { ties: 'breslow' });
        expect(counted.kind).toBe(copied.kind);
        if (copied.kind !== 'fitted' || counted.kind !== 'fitted') return;
        expect(counted.fit.coefficients[0]).toBeCloseTo(copied.fit.coefficients[0] as number, 6);
      }),
      { numRuns: 60 },
    );
  });

  test('cutting follow-up into pieces changes nothing', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const data = toData(list);
        const pieces = splitFollowUp(data, [2.5, 5, 9]);
        const covariates = data.covariates.map((c) => Float64Array.from(pieces.row, (i) => c[i] as number));
        const whole = coxRegression(data);
        const cut = coxRegression({ ...pieces, covariates });
        expect(cut.kind).toBe(whole.kind);
        if (whole.kind !== 'fitted' || cut.kind !== 'fitted') return;
        expect(cut.fit.coefficients[0]).toBeCloseTo(whole.fit.coefficients[0] as number, 6);
      }),
      { numRuns: 60 },
    );
  });

  test('names what keeps a model from being fitted', () => {
    const time = Float64Array.of(1, 2, 3, 4, 5, 6);
    const event = Uint8Array.of(1, 1, 1, 0, 0, 0);
    const x = Float64Array.of(1, 1, 1, 0, 0, 0);
    const other = Float64Array.of(1, 0, 2, 1, 0, 2);
    expect(coxRegression({ time, event: new Uint8Array(6), covariates: [x] })).toEqual({
      kind: 'noInformation',
    });
    expect(coxRegression({ time, event, covariates: [other, other] })).toEqual({
      kind: 'collinear',
      columns: [1],
    });
    expect(coxRegression({ time, event, covariates: [x] })).toEqual({ kind: 'separated', columns: [0] });
  });

  test('a checkpoint can stop it', () => {
    const stop = (): void => {
      throw new Error('stopped');
    };
    const data = toData(
      Array.from({ length: 20 }, (_, i) => ({ time: i + 1, event: true, x: (i * 7) % 5, copies: 1 })),
    );
    expect(() => coxRegression(data, { checkpoint: stop })).toThrow('stopped');
  });
});

test('concordance counts the same pairs as looking at each of them', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const { time, event, covariates } = toData(list);
      const score = covariates[0] as Float64Array;
      let agree = 0;
      let comparable = 0;
      for (let i = 0; i < list.length; i++) {
        for (let j = 0; j < list.length; j++) {
          const later = (time[j] as number) > (time[i] as number) || (time[j] === time[i] && event[j] === 0);
          if (i === j || event[i] !== 1 || !later) continue;
          comparable++;
          if ((score[i] as number) > (score[j] as number)) agree++;
          else if (score[i] === score[j]) agree += 0.5;
        }
      }
      const { c } = concordance({ time, event }, score);
      if (comparable === 0) expect(c).toBeNaN();
      else expect(c).toBeCloseTo(agree / comparable, 12);
    }),
  );
});

test('the order of many values is stable and ascending', () => {
  const values = Float64Array.from(
    { length: 5000 },
    (_, i) => ((i * 7919) % 331) - 165.5 + (i % 7 === 0 ? 1e9 : 0),
  );
  const order = sortOrder(values);
  for (let k = 1; k < order.length; k++) {
    const [a, b] = [order[k - 1] as number, order[k] as number];
    const rising = (values[a] as number) < (values[b] as number) || (values[a] === values[b] && a < b);
    expect(rising).toBe(true);
  }
});
