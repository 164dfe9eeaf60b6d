import type { z } from 'zod';
import { never, window } from '../../../cohort/templates/templateParts.ts';
import { phraseOf } from '../../covariates/bilingual.ts';
import type { comparisonSpecification } from '../../specification/comparisonSpecification.ts';
import { parseStudy, studyText } from '../../specification/parseStudy.ts';
import type { StudyFile } from '../../studyApi.ts';
import type {
  ExposureSpecification,
  SafetySpecification,
  SafetyTimeAtRisk,
} from '../specification/safetySpecification.ts';
import type { OutcomeSource } from './findingRecords.ts';
import { treatmentRules } from './treatmentCourses.ts';

type ComparisonInput = z.input<typeof comparisonSpecification>;
type Definition = ComparisonInput['definitions'][string];
type Items = NonNullable<ExposureSpecification['drugs']>;
type Json = Record<string, unknown>;

/** What is compared: an outcome of a safety study as its table names it. */
export interface ComparedOutcome {
  readonly name: string;
  readonly source: OutcomeSource;
}

/**
 * The exposed of a safety study against its active comparator as a comparison: the same first uses, the same outcome and
 * times at risk, overlap weights from a propensity model of everything recorded before but the drugs themselves, the
 * same negative controls. Follow-up caps of on-treatment times are left to the comparison's own times. Null without an
 * active comparator.
 */
export function comparisonOfFinding(study: SafetySpecification, outcome: ComparedOutcome): StudyFile | null {
  const { exposure, comparator, population } = study;
  if (!comparator) return null;
  const file = {
    name: `finding-${'cohort' in outcome.source ? outcome.source.cohort : outcome.source.concept}`,
    text: JSON.stringify({
      akashiStudy: 1,
      type: 'comparison',
      name: phraseOf([exposure.name, comparator.name, outcome.name], ([one, other, event], language) =>
        language === 'ja' ? `${one}と${other}：${event}` : `${one} against ${other}: ${event}`,
      ),
      description: phraseOf([study.name], ([name], language) =>
        language === 'ja'
          ? `有害事象研究「${name}」の所見から作成。傾向スコアの重なり重み付けで背景をそろえる。`
          : `Made from a finding of the safety study “${name}”. Background is balanced by propensity score overlap weights.`,
      ),
      seed: study.seed,
      definitions: {
        exposed: armDefinition(study, exposure, comparator),
        comparator: armDefinition(study, comparator, exposure),
        outcome: outcomeDefinition(study, outcome),
      },
      arms: [
        { id: 'exposed', name: exposure.name, cohort: 'exposed' },
        { id: 'comparator', name: comparator.name, cohort: 'comparator' },
      ],
      population: {
        priorObservationDays: population.priorObservationDays,
        from: population.from,
        to: population.to,
        ageFrom: population.ageFrom,
        ageTo: population.ageTo,
      },
      timesAtRisk: followedTimes(study),
      outcomes: [
        {
          id: 'outcome',
          name: outcome.name,
          cohort: 'outcome',
          priorOutcome: { lookbackDays: study.events.cleanWindowDays },
        },
      ],
      negativeControls: study.negativeControls,
      covariates: { exclude: [...(exposure.drugs ?? []), ...(comparator.drugs ?? [])] },
      adjustment: { method: 'weighting', estimand: 'ATO', propensity: { model: 'large' } },
    } satisfies ComparisonInput),
  };
  // Read once, so that every setting stands in the file.
  const parsed = parseStudy(file);
  return parsed.ok ? { ...file, text: studyText(parsed.study) } : file;
}

/** First use as the safety study has it: each person's first start that passes every step, and its treatment. */
function armDefinition(
  study: SafetySpecification,
  arm: ExposureSpecification,
  other: ExposureSpecification,
): Definition {
  if (arm.drugs === null) {
    const own = study.definitions[arm.cohort ?? ''];
    return { name: arm.name, expression: own?.expression ?? {} };
  }
  const { washoutDays, priorObservationDays, from, to, ageFrom, ageTo } = study.population;
  const taken = { DrugExposure: { CodesetId: 0 } };
  const rules = [
    ...(washoutDays === 0 ? [] : [newUse(taken, washoutDays)]),
    ...(other.drugs === null ? [] : [never({ DrugExposure: { CodesetId: 1 } }, window(0, 0))]),
  ].map((criterion) => ({ ...criterion, IgnoreObservationPeriod: true }));
  const first = { Type: 'First' };
  return {
    name: arm.name,
    expression: {
      ConceptSets: [
        conceptSet(0, arm.name, arm.drugs),
        ...(other.drugs === null ? [] : [conceptSet(1, other.name, other.drugs)]),
      ],
      PrimaryCriteria: {
        CriteriaList: [
          {
            DrugExposure: {
              CodesetId: 0,
              ...range('OccurrenceStartDate', from, to),
              ...range('Age', ageFrom, ageTo),
            },
          },
        ],
        ObservationWindow: { PriorDays: priorObservationDays, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'All' },
      },
      ...(rules.length === 0
        ? {}
        : {
            AdditionalCriteria: {
              Type: 'ALL',
              CriteriaList: rules,
              DemographicCriteriaList: [],
              Groups: [],
            },
          }),
      QualifiedLimit: first,
      ExpressionLimit: first,
      InclusionRules: [],
      EndStrategy: {
        CustomEra: { DrugCodesetId: 0, GapDays: treatmentRules(study).gapDays, Offset: 0 },
      },
      CensoringCriteria: [],
      CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
      CensorWindow: {},
      cdmVersionRange: '>=5.4.0',
    },
  };
}

/** Nothing taken in the washout: no supply that began before index and lasts into it. */
function newUse(taken: Json, washoutDays: number | null): Json {
  const before = never(taken, window(null, -1));
  if (washoutDays === null) return before;
  return { ...before, EndWindow: { ...window(-washoutDays, null), UseEventEnd: true } };
}

function outcomeDefinition(study: SafetySpecification, { name, source }: ComparedOutcome): Definition {
  if ('cohort' in source) return { name, expression: study.definitions[source.cohort]?.expression ?? {} };
  const all = { Type: 'All' };
  const concept = {
    conceptId: source.concept,
    isExcluded: false,
    includeDescendants: true,
    includeMapped: false,
  };
  return {
    name,
    expression: {
      ConceptSets: [conceptSet(0, name, [concept])],
      PrimaryCriteria: {
        CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }],
        ObservationWindow: { PriorDays: 0, PostDays: 0 },
        PrimaryCriteriaLimit: all,
      },
      QualifiedLimit: all,
      ExpressionLimit: all,
      InclusionRules: [],
      EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: 0 } },
      CensoringCriteria: [],
      CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
      CensorWindow: {},
      cdmVersionRange: '>=5.4.0',
    },
  };
}

function conceptSet(id: number, name: string, items: Items): Json {
  return {
    id,
    name,
    expression: {
      items: items.map(({ conceptId, ...flags }) => ({ concept: { CONCEPT_ID: conceptId }, ...flags })),
    },
  };
}

/** A Circe range of what may be open on either side; nothing where it is open on both. */
function range(key: string, from: string | number | null, to: string | number | null): Json {
  if (from !== null && to !== null) return { [key]: { Value: from, Extent: to, Op: 'bt' } };
  if (from !== null) return { [key]: { Value: from, Op: 'gte' } };
  return to === null ? {} : { [key]: { Value: to, Op: 'lte' } };
}

/** The time of the table first, then the first on-treatment and the first intention-to-treat time. */
function followedTimes({ timesAtRisk }: SafetySpecification): ComparisonInput['timesAtRisk'] {
  const ofKind = (kind: SafetyTimeAtRisk['kind']) => timesAtRisk.find((one) => one.kind === kind);
  const wanted = [timesAtRisk[0], ofKind('onTreatment'), ofKind('intentionToTreat')];
  return [...new Set(wanted)].flatMap((one) => (one ? [followedTime(one)] : []));
}

function followedTime(one: SafetyTimeAtRisk): ComparisonInput['timesAtRisk'][number] {
  const { id, name } = one;
  const start = { anchor: 'index' as const, days: one.kind === 'fixed' ? one.from : one.fromDay };
  if (one.kind === 'onTreatment') return { id, name, start, end: { anchor: 'cohortEnd', days: one.lagDays } };
  const last = one.kind === 'fixed' ? one.to : one.capDays;
  return {
    id,
    name,
    start,
    end: last === null ? { anchor: 'observationEnd', days: 0 } : { anchor: 'index', days: last },
  };
}
