import { goldenConcept } from './goldenRelease.ts';

export interface GoldenStudy {
  /** Arms in the order that they are compared in: the earlier is the target. */
  readonly arms: readonly number[];
  readonly covariates?: readonly string[];
  readonly competing?: boolean;
  readonly horizons: readonly number[];
  readonly adjustment?: Readonly<Record<string, unknown>>;
  readonly outcomeModel?: Readonly<Record<string, unknown>>;
}

/**
 * The study file that analyses a golden release: risk begins the day after index, so that an event after t days is an
 * event at time t; covariates are the picked values and nothing else; the diagnostics of data so small are overridden.
 */
export function goldenStudyText(study: GoldenStudy): string {
  const { arms, covariates = [], competing = false } = study;
  const ids = arms.map((arm) => `arm${arm}`);
  const pairs = ids.flatMap((target, a) => ids.slice(a + 1).map((comparator) => ({ target, comparator })));
  return JSON.stringify({
    akashiStudy: 1,
    type: 'comparison',
    name: 'golden',
    seed: 1,
    definitions: {
      ...Object.fromEntries(
        arms.map((arm) => [`arm${arm}`, definition(`arm ${arm}`, 'DrugExposure', goldenConcept.arm(arm))]),
      ),
      outcome: definition('outcome', 'ConditionOccurrence', goldenConcept.outcome),
      competing: definition('competing', 'ConditionOccurrence', goldenConcept.competing),
    },
    arms: ids.map((id) => ({ id, name: id, cohort: id })),
    timesAtRisk: [
      {
        id: 'all',
        name: 'all',
        start: { anchor: 'index', days: 1 },
        end: { anchor: 'observationEnd', days: 0 },
      },
    ],
    outcomes: [
      { id: 'event', name: 'event', cohort: 'outcome', competing: competing ? 'competing' : 'none' },
    ],
    covariates: {
      domains: [],
      picked: covariates.map((name, j) => ({
        id: `x${j}`,
        name,
        domain: 'measurement',
        take: 'value',
        concepts: [{ conceptId: goldenConcept.covariate(j) }],
      })),
    },
    adjustment: { method: 'none', propensity: { model: 'picked' }, ...study.adjustment },
    outcomeModel: study.outcomeModel ?? {},
    horizons: study.horizons,
    overrides: pairs.map((pair) => ({
      ...pair,
      outcome: 'event',
      timeAtRisk: 'all',
      reason: 'Reference data: the numbers themselves are looked at.',
      by: 'test',
      at: '2026-01-01',
    })),
  });
}

/** Everybody with a record of the concept, from the first on. */
function definition(name: string, domain: string, conceptId: number) {
  return {
    name,
    expression: {
      ConceptSets: [
        {
          id: 0,
          name,
          expression: {
            items: [{ concept: { CONCEPT_ID: conceptId }, isExcluded: false, includeDescendants: false }],
          },
        },
      ],
      PrimaryCriteria: {
        CriteriaList: [{ [domain]: { CodesetId: 0 } }],
        ObservationWindow: { PriorDays: 0, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'First' },
      },
      QualifiedLimit: { Type: 'First' },
      ExpressionLimit: { Type: 'First' },
      InclusionRules: [],
      CensoringCriteria: [],
      CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
      CensorWindow: {},
    },
  };
}
