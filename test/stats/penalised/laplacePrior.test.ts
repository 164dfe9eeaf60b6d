import { expect, test } from 'vitest';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import { laplaceLogistic } from '../../../shared/stats/penalised/laplacePrior.ts';

test('small variances at which nothing leaves zero do not end the search', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const random = seededRandom(seed);
    const n = 3_000;
    // On a small scale: only a large prior variance lets the coefficient out.
    const values = Float64Array.from({ length: n }, () => random() / 4);
    const outcome = values.map((x) => (random() < 1 / (1 + Math.exp(-4 * (x - 0.125))) ? 1 : 0));
    const folds = values.map(() => 1 + Math.floor(random() * 5));
    const fitted = laplaceLogistic({ outcome, columns: [{ kind: 'dense', values }] }, folds);
    if (fitted.kind !== 'fitted') throw new Error(fitted.kind);
    expect(fitted.fit.tried[2]?.heldOutLoglik).toBeCloseTo(fitted.fit.tried[0]?.heldOutLoglik ?? 0, 3);
    expect(fitted.fit.beta[0]).toBeGreaterThan(2);
  }
});
