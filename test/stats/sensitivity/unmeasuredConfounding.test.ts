import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../propertySeed.ts';
import { tippingPoints } from '../../../shared/stats/sensitivity/unmeasuredConfounding.ts';

/** Schlesselman's factor. */
function factor(riskRatio: number, exposed: number, unexposed: number): number {
  return (1 + (riskRatio - 1) * exposed) / (1 + (riskRatio - 1) * unexposed);
}

test('the confounder explains the ratio, and no other with that difference of prevalence and a weaker ratio does', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 8, noNaN: true }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (ratio, difference, place) => {
        const above = Math.max(ratio, 1 / ratio);
        const [point] = tippingPoints(ratio, [difference]);
        const needed = point?.riskRatio ?? Number.NaN;
        expect(factor(needed, difference, 0)).toBeCloseTo(above, 9);
        const unexposed = place * (1 - difference);
        expect(factor(needed, unexposed + difference, unexposed)).toBeLessThanOrEqual(above + 1e-9);
      },
    ),
  );
});
