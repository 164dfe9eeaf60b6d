import { type CodeSet, expression, type JsonObject, occurs, rule } from '../../cohorts/circeJson.ts';
import { type StudyDefinitions, studyDefinitions } from '../studyDefinitions.ts';
import { infarctionPpv } from '../studyParts.ts';
import { type ShippedSafetyStudy, safetyControls, safetyTimesAtRisk } from './safetyParts.ts';

const type2: CodeSet = { id: 0, name: '２型糖尿病 / Type 2 diabetes', vocabulary: 'ICD10JP', codes: ['E11'] };

/** Everybody with type 2 diabetes on a drug, as long as it is supplied: who is new to it is the study's to say. */
function usersWithDiabetes(ja: string, en: string, atc: string): StudyDefinitions[string] {
  const set: CodeSet = { id: 1, name: `${ja} / ${en}`, vocabulary: 'ATC', codes: [atc] };
  return {
    name: `${ja}を使う 2 型糖尿病の人 / People with type 2 diabetes on ${en.toLowerCase()}`,
    expression: expression({
      sets: [type2, set],
      entry: [{ DrugExposure: { CodesetId: set.id } }],
      priorDays: 0,
      rules: [
        rule('2 型糖尿病の診断がある / Type 2 diabetes diagnosed', [
          occurs(1, { ConditionOccurrence: { CodesetId: type2.id } }, { from: null, to: 0 }),
        ]),
      ],
      limit: 'All',
      endStrategy: { CustomEra: { DrugCodesetId: set.id, GapDays: 30, Offset: 0 } },
    }),
  };
}

/** Every record of a diagnosis. */
function diagnosis(name: string, ...codes: readonly string[]): StudyDefinitions[string] {
  const set: CodeSet = { id: 0, name, vocabulary: 'ICD10JP', codes };
  const entry: JsonObject = { ConditionOccurrence: { CodesetId: set.id } };
  return {
    name,
    expression: expression({
      sets: [set],
      entry: [entry],
      priorDays: 0,
      limit: 'All',
      endStrategy: { DateOffset: { DateField: 'StartDate', Offset: 0 } },
    }),
  };
}

const failurePpv = {
  value: 0.57,
  source:
    '日本の DPC データにおける心不全の陽性的中度 57.0%（JROAD-DPC） / Positive predictive value of heart failure in Japanese DPC data: 57.0% (JROAD-DPC)',
};
const strokePpv = {
  value: 0.31,
  source:
    '日本のレセプトの病名だけによる脳梗塞の陽性的中度 31.0% / Positive predictive value of ischaemic stroke by diagnosis alone in Japanese claims: 31.0%',
};

/**
 * Glimepiride against sitagliptin, people of cohorts: outcomes that were chosen beforehand, with what is known of how
 * well records tell them. Next to people without diabetes all of diabetes would look caused by it.
 */
export const glimepirideSafety: ShippedSafetyStudy = {
  id: 'glimepiride-safety',
  study: {
    akashiStudy: 1,
    type: 'safety',
    name: 'グリメピリドの有害事象 / Adverse events of glimepiride',
    description:
      '2 型糖尿病の人のコホート。対照はシタグリプチン。結果は前もって選び、診断の陽性的中度を添える。 / Cohorts of people with type 2 diabetes, beside sitagliptin. Outcomes are chosen beforehand, with the positive predictive values of their diagnoses.',
    seed: 20260401,
    definitions: {
      glimepiride: usersWithDiabetes('グリメピリド', 'Glimepiride', 'A10BB12'),
      sitagliptin: usersWithDiabetes('シタグリプチン', 'Sitagliptin', 'A10BH01'),
      hypoglycaemia: diagnosis('低血糖 / Hypoglycaemia', 'E16.2'),
      infarction: studyDefinitions.infarction,
      failure: diagnosis('心不全 / Heart failure', 'I50'),
      stroke: diagnosis('脳梗塞 / Ischaemic stroke', 'I63'),
      pneumonia: diagnosis('肺炎 / Pneumonia', 'J18'),
      hip: diagnosis('大腿骨頸部骨折 / Fracture of the femoral neck', 'S72'),
    },
    exposure: { name: 'グリメピリド / Glimepiride', cohort: 'glimepiride' },
    comparator: { name: 'シタグリプチン / Sitagliptin', cohort: 'sitagliptin' },
    timesAtRisk: safetyTimesAtRisk(30),
    events: {
      kind: 'cohorts',
      cohorts: [
        { id: 'hypoglycaemia', name: '低血糖 / Hypoglycaemia', cohort: 'hypoglycaemia' },
        {
          id: 'infarction',
          name: '急性心筋梗塞 / Acute infarction',
          cohort: 'infarction',
          ppv: infarctionPpv,
        },
        { id: 'failure', name: '心不全 / Heart failure', cohort: 'failure', ppv: failurePpv },
        { id: 'stroke', name: '脳梗塞 / Ischaemic stroke', cohort: 'stroke', ppv: strokePpv },
        { id: 'pneumonia', name: '肺炎 / Pneumonia', cohort: 'pneumonia' },
        { id: 'hip', name: '大腿骨頸部骨折 / Fracture of the femoral neck', cohort: 'hip' },
      ],
    },
    negativeControls: safetyControls('J18.9', 'S72.0'),
  },
};
