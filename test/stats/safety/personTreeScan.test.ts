import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import { LANES, LaneCounts } from '../../../shared/stats/safety/laneCounts.ts';
import { drawIndependent, drawShuffled } from '../../../shared/stats/safety/laneDraws.ts';
import { personTreeScan } from '../../../shared/stats/safety/personTreeScan.ts';
import { bernoulliLogLikelihoodRatio } from '../../../shared/stats/safety/treeScan.ts';

const bitsSet = (words: Iterable<number>, lane: number): number =>
  [...words].filter((word) => (word >>> lane) & 1).length;

test('lanes are counted as one by one', () => {
  const counter = new LaneCounts();
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(-1), fc.integer()), { minLength: 1, maxLength: 70 }),
      fc.array(fc.nat(), { maxLength: 300 }),
      fc.nat(5),
      (words, places, skipped) => {
        const members = Int32Array.from(places, (place) => place % words.length);
        const from = Math.min(skipped, members.length);
        counter.add(Int32Array.from(words), members, from, members.length);
        const taken = Array.from(members.subarray(from), (at) => words[at] ?? 0);
        expect([...counter.counts]).toEqual(Array.from({ length: LANES }, (_, lane) => bitsSet(taken, lane)));
      },
    ),
  );
});

describe('draws', () => {
  const persons = 20_000;

  test.each([0.03, 0.25, 0.5, 1 / 11, 0.9])('are 1 with probability %d, each by itself', (probability) => {
    const words = new Int32Array(persons);
    drawIndependent(words, probability, seededRandom(7));
    const isNear = (share: number, expected: number): boolean =>
      Math.abs(share - expected) < 5 * Math.sqrt((expected * (1 - expected)) / persons);
    for (let lane = 0; lane < LANES; lane++) {
      expect(isNear(bitsSet(words, lane) / persons, probability)).toBe(true);
      const both = words.filter((word) => (word >>> lane) & (word >>> ((lane + 1) % LANES)) & 1);
      expect(isNear(both.length / persons, probability ** 2)).toBe(true);
      const inRow = words.filter((word, i) => ((word & (words[i - 1] ?? 0)) >>> lane) & 1);
      expect(isNear(inRow.length / persons, probability ** 2)).toBe(true);
    }
  });

  test.each([
    [0, 0],
    [1, -1],
  ])('with probability %d are all alike', (probability, word) => {
    const words = new Int32Array(9).fill(5);
    drawIndependent(words, probability, seededRandom(1));
    expect(new Set(words)).toEqual(new Set([word]));
  });

  test('that are shuffled keep how many are exposed, and move them', () => {
    const words = new Int32Array(100);
    drawShuffled(
      words,
      Uint8Array.from(words, (_, i) => (i < 30 ? 1 : 0)),
      seededRandom(3),
    );
    for (let lane = 0; lane < LANES; lane++) expect(bitsSet(words, lane)).toBe(30);
    expect(new Set(words).size).toBeGreaterThan(90);
  });
});

test('p is the share of all ways to be exposed that are as unlikely', () => {
  // Leaves 2 and 3 below 1, leaf 4 alone; 0 has all of them.
  const parent = Int32Array.of(-1, 0, 1, 1, 0);
  const leaves = [[2], [2], [2, 3], [3], [3], [4], [4], [4], [2, 4], [3]];
  const exposed = Uint8Array.of(1, 1, 1, 0, 0, 0, 0, 1, 0, 0);
  const probability = 0.3;
  const nodes = leaves.map((own) => new Set(own.flatMap((k) => (k === 4 ? [4, 0] : [k, 1, 0]))));
  const ratiosOf = (isExposed: (i: number) => boolean): number[] =>
    [...parent.keys()].map((k) => {
      const members = [...leaves.keys()].filter((i) => nodes[i]?.has(k));
      const cases = members.filter(isExposed).length;
      return bernoulliLogLikelihoodRatio(cases, members.length - cases, probability);
    });
  const own = ratiosOf((i) => exposed[i] === 1);
  const p = own.map(() => 0);
  for (let ways = 0; ways < 2 ** leaves.length; ways++) {
    const isExposed = (i: number): boolean => ((ways >> i) & 1) === 1;
    const cases = [...leaves.keys()].filter(isExposed).length;
    const most = Math.max(...ratiosOf(isExposed));
    own.forEach((ratio, k) => {
      if (most >= ratio - 1e-12)
        p[k] = (p[k] ?? 0) + probability ** cases * (1 - probability) ** (leaves.length - cases);
    });
  }
  const replications = 9_999;
  const cuts = personTreeScan(
    { parent },
    {
      person: Int32Array.from(leaves.flatMap((of, i) => of.map(() => i))),
      node: Int32Array.from(leaves.flat()),
      exposed,
      probability,
    },
    { replications, seed: 5 },
  );
  cuts.forEach((cut, k) => {
    const exact = p[k] ?? 0;
    expect(cut.logLikelihoodRatio).toBeCloseTo(own[k] ?? Number.NaN, 12);
    expect(Math.abs(cut.p - exact)).toBeLessThan(
      5 * Math.sqrt((exact * (1 - exact)) / replications) + 2 / replications,
    );
  });
  expect(p.some((each) => each > 0.01 && each < 0.5)).toBe(true);
});
