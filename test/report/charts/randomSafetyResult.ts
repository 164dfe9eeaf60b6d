import fc from 'fast-check';
import type { PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import type {
  GroupRate,
  OutcomePictures,
  SafetyComparison,
  SafetyGroup,
  SafetyRow,
} from '../../../shared/study/safety/safetyResult.ts';

const small: PublishedCount = { withheld: 'small', below: 10 };
const complementary: PublishedCount = { withheld: 'complementary', below: 10 };

/** A rate that may be shown, of nobody, of some; or one that is withheld, with or without its persons. */
export const randomRate: fc.Arbitrary<GroupRate> = fc.oneof(
  fc
    .record({
      events: fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 5_000 })),
      personYears: fc.double({ min: 0.1, max: 90_000, noNaN: true }),
      width: fc.double({ min: 1.01, max: 50, noNaN: true }),
    })
    .map(({ events, personYears, width }): GroupRate => {
      const estimate = (events / personYears) * 1_000;
      const upper = events === 0 ? (3.69 / personYears) * 1_000 : estimate * width;
      return {
        persons: events + 10,
        withEvent: events,
        events,
        personYears,
        rate: { estimate, lower: estimate / width, upper },
      };
    }),
  fc.constantFrom(small, complementary).map(
    (events): GroupRate => ({
      persons: complementary,
      withEvent: events,
      events,
      personYears: null,
      rate: null,
    }),
  ),
  fc.constant<GroupRate>({ persons: 0, withEvent: 0, events: 0, personYears: 0, rate: null }),
);

const figure = fc.double({ min: 0.01, max: 80, noNaN: true });
const p = fc.oneof(fc.constant(0), fc.double({ min: 1e-60, max: 1, noNaN: true }), fc.constant(1));

function comparison(other: SafetyComparison['with'], told: boolean): fc.Arbitrary<SafetyComparison> {
  const nothing = {
    rateRatio: null,
    rateDifference: null,
    riskRatio: null,
    riskDifference: null,
    numberNeededToHarm: null,
    p: null,
    adjustedP: null,
    calibrated: null,
    signal: false,
  };
  if (!told) return fc.constant({ with: other, ...nothing });
  const ratio = fc.record({
    estimate: fc.option(fc.oneof(fc.constant(0), figure)),
    lower: fc.constantFrom(0, 0.2),
    upper: fc.option(figure),
  });
  return fc
    .record({
      rateRatio: fc.option(ratio),
      p,
      adjustedP: fc.option(p),
      signal: fc.boolean(),
      difference: figure,
    })
    .map(({ difference, rateRatio, ...own }) => ({
      with: other,
      ...nothing,
      ...own,
      rateRatio,
      rateDifference: { estimate: difference - 40, lower: difference - 50, upper: difference },
      p: rateRatio && own.p,
      signal: rateRatio !== null && own.signal,
    }));
}

/** Rows of a table with one, two or three groups; each may lie under the one before. */
export const randomRows: fc.Arbitrary<{
  readonly groups: readonly SafetyGroup[];
  readonly rows: SafetyRow[];
}> = fc
  .constantFrom<readonly SafetyGroup[]>(
    ['exposed', 'unexposed', 'comparator'],
    ['exposed', 'unexposed'],
    ['exposed', 'comparator'],
  )
  .chain((groups) =>
    fc
      .array(
        fc.tuple(fc.boolean(), ...groups.map(() => randomRate)).chain(([isBelow, ...rates]) => {
          const others = groups.slice(1) as SafetyComparison['with'][];
          return fc
            .tuple(
              ...others.map((other, k) =>
                comparison(other, rates[0]?.rate != null && rates[k + 1]?.rate != null),
              ),
            )
            .map((against) => ({ isBelow, rates, against }));
        }),
        { maxLength: 14 },
      )
      .map((rows) => ({
        groups,
        rows: rows.map(
          ({ isBelow, rates, against }, i): SafetyRow => ({
            id: `o${i}`,
            code: `K${i}-K${i + 1}`,
            name:
              i % 2 === 0 ? `とても長い名前の有害事象で途中で切られるもの ${i} / A long name ${i}` : `N${i}`,
            parents: isBelow && i > 0 ? [`o${i - 1}`] : [],
            level: 0,
            groups: rates,
            against,
          }),
        ),
      })),
  );

/** Pictures of an outcome of three groups. */
export const randomPictures: fc.Arbitrary<OutcomePictures> = fc.record({
  id: fc.constant('o0'),
  onset: fc.array(
    fc.record({
      from: fc.integer({ min: 0, max: 400 }),
      to: fc.option(fc.integer({ min: 400, max: 900 })),
      groups: fc.tuple(randomRate, randomRate, randomRate),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  curves: fc.constantFrom<OutcomePictures['curves']>(
    [],
    [
      { group: 'exposed', days: [3, 40, 5_000], incidence: [0.001, 0.02, 0.4], death: [0.1, 0.2, 0.5] },
      { group: 'unexposed', days: [9], incidence: [0.00002], death: [] },
      { group: 'comparator', days: [], incidence: [], death: [] },
    ],
  ),
  byDose: fc.array(
    fc.record({
      from: fc.option(fc.constant(10)),
      to: fc.option(fc.constant(20)),
      rate: randomRate,
    }),
    { maxLength: 3 },
  ),
  doseTrendP: fc.option(p),
  byAgeAndSex: fc.array(
    fc.record({
      ageFrom: fc.integer({ min: 0, max: 80 }),
      ageTo: fc.option(fc.integer({ min: 80, max: 90 })),
      sex: fc.constantFrom('male' as const, 'female' as const),
      groups: fc.tuple(randomRate, randomRate, randomRate),
    }),
    { maxLength: 8 },
  ),
  ageStandardised: fc.constantFrom<OutcomePictures['ageStandardised']>(
    [],
    [
      { group: 'exposed', rate: { estimate: 4, lower: 2, upper: 8 } },
      { group: 'unexposed', rate: null },
    ],
  ),
  byInstitution: fc.array(
    fc.tuple(randomRate, fc.boolean(), fc.integer({ min: 1, max: 99 })).map(([rate, outside, number]) => ({
      institution: String(number),
      rate,
      outsideFunnel: rate.rate !== null && outside,
    })),
    { maxLength: 30 },
  ),
});
