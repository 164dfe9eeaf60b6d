import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithheld, type PublishedCount } from '../../shared/disclosure/publishedCount.ts';
import { publishYears } from '../../shared/features/entryIncidence.ts';
import { windowChains } from '../../shared/features/indexWindows.ts';
import { publishCharacteristics } from '../../shared/features/publishCharacteristics.ts';
import { publishNested } from '../../shared/features/publishNested.ts';
import { differenceOfMeans, differenceOfShares } from '../../shared/features/standardisedDifference.ts';
import { summarise } from '../../shared/stats/descriptive/summary.ts';
import { covariateBalance } from '../../shared/stats/propensity/balance.ts';

const rules = { minimumCell: 10 };

describe('windows nested in each other', () => {
  test('show everything where nothing is small', () => {
    expect(publishNested([50, 40, 0, 30, 1000], rules)).toEqual([50, 90, 90, 120]);
  });

  test('do not differ by few', () => {
    const [month, half] = publishNested([50, 3, 40, 0, 1000], rules);
    expect([month, half].filter((count) => typeof count === 'number')).toHaveLength(1);
  });

  test('do not say that all but a few have a record', () => {
    expect(publishNested([500, 4], rules)).toEqual([{ withheld: 'complementary', below: 10 }]);
  });

  /** Small numbers, so that every world can be tried: a reader who knows the rules tries them as well. */
  const tiny = { minimumCell: 3 };
  const worlds = allWorlds(4, 14);

  test('fix no small difference, even for somebody who tries every possibility', () => {
    const groups = new Map<string, number[][]>();
    for (const rings of worlds) {
      const total = rings.reduce((sum, persons) => sum + persons, 0);
      const seen = JSON.stringify([publishNested(rings, tiny), total]);
      groups.set(seen, [...(groups.get(seen) ?? []), rings]);
    }
    const told = [...groups].flatMap(([seen, alike]) =>
      [0, 1, 2, 3].flatMap((ring) => {
        const values = new Set(alike.map((rings) => rings[ring] ?? 0));
        const [only] = values;
        const total = alike[0]?.reduce((sum, persons) => sum + persons, 0) ?? 0;
        const isTold = values.size === 1 && only !== undefined && only > 0 && only < tiny.minimumCell;
        return isTold && total >= tiny.minimumCell ? [seen] : [];
      }),
    );
    expect(told).toEqual([]);
  });

  test('shown counts and the whole never differ by few', () => {
    const persons = fc.oneof(fc.nat(12), fc.nat(300));
    fc.assert(
      fc.property(fc.array(persons, { minLength: 2, maxLength: 6 }), (rings) => {
        const whole = rings.reduce((sum, count) => sum + count, 0);
        fc.pre(whole >= rules.minimumCell);
        const shown = publishNested(rings, rules).filter((count) => !isWithheld(count));
        expectNoSmallDifference([0, whole, ...(shown as number[])]);
      }),
      { numRuns: 1000 },
    );
  });
});

function expectNoSmallDifference(counts: readonly number[]): void {
  const ordered = [...counts].sort((a, b) => a - b);
  ordered.forEach((count, i) => {
    const difference = count - (ordered[i - 1] ?? count);
    expect(difference === 0 || difference >= rules.minimumCell, ordered.join()).toBe(true);
  });
}

/** Every way to put up to `most` persons into rings. */
function allWorlds(rings: number, most: number): number[][] {
  if (rings === 0) return [[]];
  return Array.from({ length: most + 1 }, (_, persons) => persons).flatMap((persons) =>
    allWorlds(rings - 1, most - persons).map((world) => [persons, ...world]),
  );
}

const patterns = fc.array(
  fc.record({
    concept: fc.integer({ min: 1, max: 3 }),
    pattern: fc.integer({ min: 1, max: 511 }),
    persons: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 10, max: 90 })),
  }),
  { maxLength: 10 },
);

test('of a cohort and another that contains it no two counts differ by few', () => {
  fc.assert(
    fc.property(patterns, patterns, (inner, more) => {
      const size = (all: typeof inner) => all.reduce((sum, { persons }) => sum + persons, 0) + 200;
      const table = (own: typeof inner, linked: readonly ReadonlyMap<string, number>[]) =>
        publishCharacteristics(
          { persons: size(own), domains: [{ domain: 'condition', patterns: own }], values: [] },
          rules,
          linked,
        );
      const outer = table([...inner, ...more], []);
      const { features } = table(inner, [outer.shown]);
      for (const { concept, persons } of features) {
        const others = outer.features.find((feature) => feature.concept === concept)?.persons;
        for (const { id } of windowChains.flat()) {
          const [a, b] = [persons[id], others?.[id]];
          if (typeof a === 'number' && typeof b === 'number') expectNoSmallDifference([a, b]);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('values of few persons, or of all but a few of those measured, have no statistics', () => {
  const statistics = { mean: 1, sd: 1, lower: 1, median: 1, upper: 1 };
  const { values } = publishCharacteristics(
    {
      persons: 500,
      domains: [{ domain: 'measurement', patterns: [{ concept: 1, pattern: 1 << 3, persons: 100 }] }],
      values: [
        { concept: 1, unit: 8, side: 'before', persons: 96, statistics },
        { concept: 1, unit: 9, side: 'before', persons: 4, statistics },
        { concept: 2, unit: 8, side: 'after', persons: 60, statistics },
      ],
    },
    rules,
    [],
  );
  expect(values.map(({ persons, statistics: told }) => [isWithheld(persons), told])).toEqual([
    [true, null],
    [true, null],
    [false, statistics],
  ]);
});

test('standardised differences are those of the balance of a covariate', () => {
  const sample = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(sample, sample, fc.nat(100), fc.nat(100), (first, second, a, b) => {
      const values = Float64Array.from([...first, ...second]);
      const treated = Uint8Array.from([...first.map(() => 1), ...second.map(() => 0)]);
      const described = (own: readonly number[]) => {
        const { mean, sd } = summarise(own);
        return { mean, sd, lower: 0, median: 0, upper: 0 };
      };
      const ofMeans = covariateBalance(values, treated);
      if (!ofMeans.binary && Number.isFinite(ofMeans.standardisedDifference)) {
        expect(differenceOfMeans(described(first), described(second))).toBeCloseTo(
          ofMeans.standardisedDifference,
          8,
        );
      }
      const binary = Float64Array.from({ length: 200 }, (_, i) =>
        i < 100 ? (i < a ? 1 : 0) : i - 100 < b ? 1 : 0,
      );
      const arms = Uint8Array.from({ length: 200 }, (_, i) => (i < 100 ? 1 : 0));
      const expected = covariateBalance(binary, arms).standardisedDifference;
      const found = differenceOfShares(a, 100, b, 100);
      if (Number.isFinite(expected)) expect(found).toBeCloseTo(expected, 10);
      else expect(found).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('no difference is told where a count is withheld', () => {
  const small: PublishedCount = { withheld: 'small', below: 10 };
  expect(differenceOfShares(small, 100, 50, 100)).toBeNull();
  expect(differenceOfShares(0, 0, 50, 100)).toBeNull();
});

test('entries by year and sex leave no small one alone in a sum that is known', () => {
  const cell = fc.record({
    year: fc.integer({ min: 2020, max: 2023 }),
    sex: fc.nat(1),
    first: fc.oneof(fc.nat(12), fc.nat(90)),
    again: fc.oneof(fc.constant(0), fc.nat(15)),
  });
  const cells = fc.uniqueArray(cell, { selector: ({ year, sex }) => `${year} ${sex}`, maxLength: 8 });
  fc.assert(
    fc.property(cells, (entries) => {
      const years = [2020, 2021, 2022, 2023];
      const { of, totals } = publishYears(years, entries, rules);
      years.forEach((_, year) => {
        const total = totals[year] ?? 0;
        const sexes = [0, 1].map((sex) => of(year, sex));
        if (isWithheld(total)) return;
        const withheld = sexes.filter(isWithheld);
        expect(withheld.length === 1 && total < rules.minimumCell).toBe(false);
        if (withheld.length === 1) {
          const left = total - sexes.reduce<number>((sum, count) => sum + (isWithheld(count) ? 0 : count), 0);
          expect(left === 0 || left >= rules.minimumCell).toBe(true);
        }
      });
    }),
    { numRuns: 200 },
  );
});
