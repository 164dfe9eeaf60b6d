import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { misclassifiedRates } from '../../../shared/study/safety/analysis/misclassifiedRates.ts';
import { publishedPpv } from '../../../shared/study/safety/analysis/publishedPpv.ts';

const rate = fc
  .tuple(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: 0.01, max: 0.9, noNaN: true }))
  .map(([estimate, spread]) => ({
    estimate,
    lower: estimate * (1 - spread),
    upper: estimate * (1 + 2 * spread),
  }));
const ppv = fc.double({ min: 0.05, max: 1, noNaN: true });

describe('rates of which a part is real', () => {
  test('by hand: 10 and 5 per 1,000 with 60% real everywhere', () => {
    const found = misclassifiedRates(
      { exposed: { estimate: 10, lower: 8, upper: 12 }, other: { estimate: 5, lower: 4, upper: 7 } },
      { estimate: 2, lower: 1.4, upper: null },
      { exposed: 0.6, other: 0.6 },
    );
    expect(found.exposed.estimate).toBeCloseTo(6, 12);
    expect(found.other.upper).toBeCloseTo(4.2, 12);
    expect(found.ratio).toEqual({ estimate: 2, lower: 1.4, upper: null });
    expect(found.difference.estimate).toBeCloseTo(3, 12);
    expect(found.difference.lower).toBeCloseTo(3 - Math.hypot(1.2, 1.2), 12);
    expect(found.difference.upper).toBeCloseTo(3 + Math.hypot(1.2, 0.6), 12);
  });

  test('a lower PPV in the exposed lowers the ratio by just so much', () => {
    const found = misclassifiedRates(
      { exposed: { estimate: 10, lower: 8, upper: 12 }, other: { estimate: 5, lower: 4, upper: 7 } },
      { estimate: 2, lower: 1.5, upper: 3 },
      { exposed: 0.4, other: 0.8 },
    );
    expect(found.ratio?.estimate).toBeCloseTo(1, 12);
    expect(found.ratio?.upper).toBeCloseTo(1.5, 12);
    expect(found.difference.estimate).toBeCloseTo(0, 12);
  });

  test('one PPV for both leaves the ratio and scales everything else; 1 leaves all', () => {
    fc.assert(
      fc.property(rate, rate, ppv, (exposed, other, value) => {
        const ratio = { estimate: 1.7, lower: 1.1, upper: 2.6 };
        const whole = misclassifiedRates({ exposed, other }, ratio, { exposed: 1, other: 1 });
        const part = misclassifiedRates({ exposed, other }, ratio, { exposed: value, other: value });
        expect(whole.exposed).toEqual(exposed);
        expect(part.ratio?.estimate).toBeCloseTo(1.7, 10);
        expect(part.difference.estimate).toBeCloseTo(value * whole.difference.estimate, 8);
        expect(part.difference.upper).toBeCloseTo(value * whole.difference.upper, 8);
        expect(part.difference.lower).toBeLessThanOrEqual(part.difference.estimate);
      }),
    );
  });

  test('a PPV of nothing, or above all, is refused', () => {
    const recorded = { estimate: 1, lower: 0.5, upper: 2 };
    for (const value of [0, -0.1, 1.01, Number.NaN]) {
      expect(() =>
        misclassifiedRates({ exposed: recorded, other: recorded }, null, { exposed: value, other: 1 }),
      ).toThrow(RangeError);
    }
  });
});

test('published values are found by code, with and without its dot, and not beyond it', () => {
  expect(publishedPpv('I21.9')?.value).toBe(0.825);
  expect(publishedPpv('I219')?.value).toBe(0.825);
  expect(publishedPpv('I50')?.value).toBe(0.57);
  expect(publishedPpv('I63.5')?.value).toBe(0.31);
  expect(publishedPpv('I20.0')).toBeNull();
  expect(publishedPpv('I20-I25')).toBeNull();
});
