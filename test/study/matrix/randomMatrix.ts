import fc from 'fast-check';
import { axisCategories } from '../../../shared/study/specification/axisCategories.ts';
import {
  type ComparisonSpecification,
  comparisonSpecification,
  type MatrixAxis,
} from '../../../shared/study/specification/comparisonSpecification.ts';
import { deviceCoatingConcept } from '../../../shared/vocabulary/deviceAttributes.ts';
import { devices, kinds } from './randomTreatments.ts';

const items = (ids: readonly number[]) => ids.map((conceptId) => ({ conceptId, includeDescendants: false }));

function everyCondition(concept: number): object {
  const set = [
    { concept: { CONCEPT_ID: concept }, isExcluded: false, includeDescendants: false, includeMapped: false },
  ];
  return {
    name: `${concept}`,
    expression: {
      ConceptSets: [{ id: 0, name: `${concept}`, expression: { items: set } }],
      PrimaryCriteria: {
        CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }],
        ObservationWindow: { PriorDays: 0, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'All' },
      },
      QualifiedLimit: { Type: 'All' },
      ExpressionLimit: { Type: 'All' },
      InclusionRules: [],
      EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: 0 } },
      CensoringCriteria: [],
      CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
      CensorWindow: {},
    },
  };
}

const gapDays = fc.constantFrom(0, 5, 12);
const treatment = fc.constantFrom(0, 0, 10, 25).map((withinDays) => ({
  kind: 'treatment',
  id: 'kind',
  name: 'kind',
  withinDays,
  categories: [
    { id: 'a', name: 'a', domain: 'drug', concepts: items(kinds.a) },
    { id: 'b', name: 'b', domain: 'drug', concepts: items(kinds.b) },
  ],
}));
const others = [
  fc.constant({ kind: 'dailyDose', id: 'dose', name: 'dose', breaks: [1, 2.5, 10, 60] }),
  fc.constant({
    kind: 'dailyDose',
    id: 'ddd',
    name: 'ddd',
    unit: 'DDD',
    dailyDoses: { 901: 2.5, 903: 80 },
    breaks: [0.3, 1, 2],
  }),
  gapDays.map((gap) => ({ kind: 'duration', id: 'duration', name: 'd', gapDays: gap, breaks: [5, 20, 40] })),
  gapDays.map((gap) => ({
    kind: 'cumulativeDose',
    id: 'total',
    name: 't',
    gapDays: gap,
    breaks: [20, 75.5, 400],
  })),
  fc.constant({ kind: 'deviceSize', id: 'size', name: 's', attribute: 'diameter', breaks: [2.5, 3.5] }),
  fc.constant({
    kind: 'deviceQuality',
    id: 'coating',
    name: 'c',
    attribute: 'coating',
    categories: [
      { id: 'bare', name: 'bare', conceptIds: [deviceCoatingConcept.bare] },
      {
        id: 'drug',
        name: 'drug',
        conceptIds: [deviceCoatingConcept.polymerFreeDrug, deviceCoatingConcept.durablePolymerDrug],
      },
    ],
  }),
  fc.constant({ kind: 'lengthOfStay', id: 'stay', name: 's', breaks: [2, 8, 20] }),
] as const;

const guard = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('landmark' as const), day: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('cloneCensorWeight' as const), graceDays: fc.integer({ min: 1, max: 60 }) }),
);

/** Studies of a matrix of one to four axes with two arms cut from it. */
export const randomMatrixStudy: fc.Arbitrary<ComparisonSpecification> = fc
  .record({
    treatment,
    others: fc.tuple(...others).chain((all) => fc.shuffledSubarray([...all], { maxLength: 3 })),
    immortalTime: guard,
    washout: fc.constantFrom(null, null, 6),
    censorAtSwitch: fc.boolean(),
    chosen: fc.array(fc.array(fc.nat(1_000_000), { minLength: 8, maxLength: 8 }), {
      minLength: 2,
      maxLength: 2,
    }),
  })
  .map(({ treatment: first, others: more, immortalTime, washout, censorAtSwitch, chosen }) => {
    const specification = comparisonSpecification.parse({
      akashiStudy: 1,
      type: 'comparison',
      name: 'random matrix',
      seed: 1,
      definitions: { base: everyCondition(51), outcome: everyCondition(21) },
      matrix: {
        base: 'base',
        about: { domain: 'device', concepts: items(devices) },
        axes: [first, ...more],
      },
      arms: chosen.map((_, k) => ({ id: `arm${k}`, name: `arm ${k}`, cells: { kind: ['a'] } })),
      immortalTime,
      population: { priorObservationDays: 0, washoutOtherArmsDays: washout },
      timesAtRisk: [
        {
          id: 'all',
          name: 'all',
          start: { anchor: 'index', days: 0 },
          end: { anchor: 'observationEnd', days: 0 },
          censorAtSwitch,
        },
      ],
      outcomes: [
        { id: 'outcome', name: 'outcome', cohort: 'outcome', priorOutcome: false, competing: 'none' },
      ],
    });
    return {
      ...specification,
      arms: specification.arms.map((arm, k) => ({
        ...arm,
        cells: cellsOf(specification.matrix?.axes ?? [], chosen[k] ?? []),
      })),
    };
  });

/** Some categories of the first axis or of both it and others. */
function cellsOf(axes: readonly MatrixAxis[], numbers: readonly number[]): Record<string, string[]> {
  const cut = axes.filter((_, at) => at === (numbers[0] ?? 0) % axes.length || (numbers[at] ?? 0) % 3 === 0);
  return Object.fromEntries(
    cut.map((axis, at) => {
      const names = axisCategories(axis);
      const some = names.filter((_, k) => ((numbers[4 + at] ?? 0) >> k) % 2 === 1);
      return [axis.id, some.length > 0 ? some : names.slice(-1)];
    }),
  );
}
