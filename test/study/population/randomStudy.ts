import fc from 'fast-check';
import {
  type ComparisonSpecification,
  comparisonSpecification,
} from '../../../shared/study/specification/comparisonSpecification.ts';
import { concepts } from './randomRelease.ts';

/** Every event of a concept, until its end. */
function everyEvent(domain: 'DrugExposure' | 'ConditionOccurrence', concept: number): object {
  const items = [
    { concept: { CONCEPT_ID: concept }, isExcluded: false, includeDescendants: false, includeMapped: false },
  ];
  return {
    name: `${concept}`,
    expression: {
      ConceptSets: [{ id: 0, name: `${concept}`, expression: { items } }],
      PrimaryCriteria: {
        CriteriaList: [{ [domain]: { CodesetId: 0 } }],
        ObservationWindow: { PriorDays: 0, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'All' },
      },
      QualifiedLimit: { Type: 'All' },
      ExpressionLimit: { Type: 'All' },
      InclusionRules: [],
      EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: 0 } },
      CensoringCriteria: [],
      CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
      CensorWindow: {},
    },
  };
}

const from = (domain: 'condition' | 'measurement', concept: number) => ({
  domain,
  concepts: [{ conceptId: concept, includeDescendants: false }],
});

const window = fc.record({
  start: fc.record({
    anchor: fc.constantFrom('index', 'cohortEnd'),
    days: fc.constantFrom(-5, 0, 0, 1, 7, 30),
  }),
  end: fc.record({
    anchor: fc.constantFrom('index', 'cohortEnd', 'observationEnd', 'observationEnd'),
    days: fc.constantFrom(-5, 0, 30, 60, 120),
  }),
  censorAtSwitch: fc.boolean(),
});

const covariateWindow = fc.constantFrom('anyTime', 'long', 'medium', 'short', 'index');

/** What every comparison of the first so many drugs has. */
export function comparisonOf(arms: number): object {
  return {
    akashiStudy: 1,
    type: 'comparison',
    name: 'random',
    seed: 1,
    definitions: {
      drug0: everyEvent('DrugExposure', concepts.drugs[0]),
      drug1: everyEvent('DrugExposure', concepts.drugs[1]),
      drug2: everyEvent('DrugExposure', concepts.drugs[2]),
      outcome: everyEvent('ConditionOccurrence', concepts.outcome),
      competing: everyEvent('ConditionOccurrence', concepts.competing),
    },
    arms: Array.from({ length: arms }, (_, k) => ({ id: `arm${k}`, name: `arm ${k}`, cohort: `drug${k}` })),
  };
}

/** Comparisons of two or three drugs with every setting of the population drawn. */
export const randomStudy: fc.Arbitrary<ComparisonSpecification> = fc
  .record({
    arms: fc.constantFrom(2, 3),
    immortalTime: fc.option(
      fc.record({ kind: fc.constant('landmark' as const), day: fc.integer({ min: 1, max: 40 }) }),
    ),
    population: fc.record({
      priorObservationDays: fc.constantFrom(0, 0, 0, 5, 40),
      firstEntryOnly: fc.boolean(),
      washoutOtherArmsDays: fc.constantFrom(null, null, 0, 15, 90),
      commonPeriod: fc.boolean(),
      from: fc.constantFrom(null, null, null, '2018-01-20'),
      to: fc.constantFrom(null, null, null, '2018-05-10'),
      ageFrom: fc.constantFrom(null, null, null, 66),
      ageTo: fc.constantFrom(null, null, null, 72),
      sex: fc.constantFrom('all', 'all', 'all', 'male', 'female'),
      inSeveralArms: fc.constantFrom('keepFirst', 'removeAll'),
      minimumDaysAtRisk: fc.constantFrom(0, 1, 1, 1, 20),
    }),
    windows: fc.array(window, { minLength: 1, maxLength: 2 }),
    priorOutcome: fc.constantFrom(false, { lookbackDays: null }, { lookbackDays: 0 }, { lookbackDays: 25 }),
    competing: fc.constantFrom('death', 'none', 'competing'),
    history: covariateWindow,
    value: covariateWindow,
  })
  .map(({ arms, windows, priorOutcome, competing, history, value, ...settings }) =>
    comparisonSpecification.parse({
      ...comparisonOf(arms),
      ...settings,
      timesAtRisk: windows.map((one, k) => ({ id: `tar${k}`, name: `tar ${k}`, ...one })),
      outcomes: [{ id: 'outcome', name: 'outcome', cohort: 'outcome', priorOutcome, competing }],
      negativeControls: [{ id: 'control', name: 'control', ...from('condition', concepts.control) }],
      subgroups: [
        { kind: 'sex', id: 'sex', name: 'sex' },
        { kind: 'age', id: 'age', name: 'age', breaks: [62, 70] },
        {
          kind: 'history',
          id: 'history',
          name: 'history',
          window: history,
          ...from('condition', concepts.history),
        },
        {
          kind: 'value',
          id: 'value',
          name: 'value',
          window: value,
          breaks: [8, 12],
          ...from('measurement', concepts.measured),
        },
      ],
    }),
  );
