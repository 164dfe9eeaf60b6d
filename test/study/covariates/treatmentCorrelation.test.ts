import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TreatmentCorrelation } from '../../../shared/study/covariates/treatmentCorrelation.ts';

const LEAST = 10;

/** Persons of two arms, of whom the first so many of each have a covariate. */
function correlated(sizes: readonly [number, number], having: readonly [number, number]) {
  const arm = Uint8Array.from([...new Array(sizes[0]).fill(0), ...new Array(sizes[1]).fill(1)]);
  const rows = [...Array(having[0]).keys(), ...Array.from({ length: having[1] }, (_, k) => sizes[0] + k)];
  return new TreatmentCorrelation(arm, LEAST).of({ kind: 'sparse', rows: Int32Array.from(rows) });
}

const counts = fc
  .record({ n: fc.integer({ min: 1, max: 80 }), m: fc.integer({ min: 1, max: 80 }) })
  .chain(({ n, m }) => fc.record({ n: fc.constant(n), m: fc.constant(m), x: fc.nat(n), y: fc.nat(m) }));

test('the correlation is that of two columns of zeros and ones', () => {
  fc.assert(
    fc.property(counts, ({ n, m, x, y }) => {
      const [p, q] = [x / n, y / m];
      const mean = (x + y) / (n + m);
      const variance = mean * (1 - mean);
      const share = n / (n + m);
      const expected = variance > 0 ? ((p - q) * Math.sqrt(share * (1 - share))) / Math.sqrt(variance) : 0;
      expect(correlated([n, m], [x, y]).correlation).toBeCloseTo(expected, 10);
    }),
  );
});

test('what is told is the same for every number of persons below the smallest that may be told', () => {
  fc.assert(
    fc.property(counts, fc.nat(LEAST - 1), ({ n, m, x, y }, other) => {
      const { correlation, told } = correlated([n, m], [x, y]);
      // Without a correlation there is nothing to tell.
      if (correlation === 0 || told === null || y >= LEAST || other > m) return;
      const swapped = correlated([n, m], [x, other]);
      if (swapped.correlation !== 0) expect(swapped.told).toBe(told);
    }),
  );
});

test('of large arms a proxy is told with its correlation', () => {
  expect(correlated([10_000, 10_000], [8_000, 3]).told).toBe(0.8);
  expect(correlated([30, 30], [30, 3]).told).toBeNull();
});
