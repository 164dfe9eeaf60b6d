import { conceptIdOf, type DemoVocabulary } from '../codes/conceptId.ts';
import type { StudyInput } from './studyInput.ts';

/** Items of a concept set: codes of the demo vocabulary with all their descendants. */
export function items(vocabulary: DemoVocabulary, ...codes: readonly string[]) {
  return codes.map((code) => ({ conceptId: conceptIdOf(vocabulary, code) }));
}

type Picked = NonNullable<NonNullable<StudyInput['covariates']>['picked']>[number];

const condition = (id: string, name: string, ...codes: readonly string[]): Picked => ({
  id,
  name,
  domain: 'condition',
  concepts: items('ICD10JP', ...codes),
});
const finding = (id: string, name: string, code: string, take: 'presence' | 'value'): Picked => ({
  id,
  name,
  domain: 'observation',
  concepts: items('AkashiDemo', code),
  take,
});

/** What drives both the choice of treatment and the events of angina, as far as records hold it. */
export const anginaConfounders: readonly Picked[] = [
  finding('ccs', 'CCS 分類 / CCS class', 'ccs-class', 'value'),
  finding('vessels', '病変枝数 / Diseased vessels', 'diseased-vessels', 'value'),
  finding('long-lesion', '長い病変 / Long lesion', 'long-lesion', 'presence'),
  condition('unstable', '不安定狭心症 / Unstable angina', 'I20.0'),
  condition('diabetes', '糖尿病 / Diabetes', 'E10-E14'),
  condition('kidney', '慢性腎臓病 / Chronic kidney disease', 'N18.3'),
  condition('old-infarction', '陳旧性心筋梗塞 / Old myocardial infarction', 'I25.2'),
  condition('hypertension', '高血圧 / Hypertension', 'I10'),
  finding('smoking', '喫煙歴 / Smoking', 'smoking', 'value'),
  finding('care-level', '生活機能区分 / Functional status', 'care-level', 'value'),
];

/** Background that the effect may differ by. */
export const anginaSubgroups: NonNullable<StudyInput['subgroups']> = [
  {
    kind: 'history',
    id: 'diabetes',
    name: '糖尿病 / Diabetes',
    domain: 'condition',
    concepts: items('ICD10JP', 'E10-E14'),
  },
  { kind: 'age', id: 'age', name: '年齢 / Age', breaks: [65, 75] },
  { kind: 'sex', id: 'sex', name: '性別 / Sex' },
  {
    kind: 'value',
    id: 'ccs',
    name: 'CCS 分類 / CCS class',
    domain: 'observation',
    concepts: items('AkashiDemo', 'ccs-class'),
    breaks: [2, 3],
  },
  {
    kind: 'value',
    id: 'vessels',
    name: '病変枝数 / Diseased vessels',
    domain: 'observation',
    concepts: items('AkashiDemo', 'diseased-vessels'),
    breaks: [2, 3],
  },
];

/** Outcomes that no treatment of angina causes or prevents, common enough to be estimated. */
export const anginaControls: NonNullable<StudyInput['negativeControls']> = (
  [
    ['S52.5', '橈骨遠位端骨折 / Fracture of the distal radius'],
    ['S72.0', '大腿骨頸部骨折 / Fracture of the femoral neck'],
    ['R55', '失神 / Syncope'],
    ['R42', 'めまい / Dizziness'],
    ['N39.0', '尿路感染症 / Urinary tract infection'],
    ['K71.9', '薬物性肝障害 / Toxic liver disease'],
    ['R00.1', '徐脈 / Bradycardia'],
    ['L27.0', '薬疹 / Drug eruption'],
    ['E87.1', '低ナトリウム血症 / Hyponatraemia'],
    ['N17.9', '急性腎障害 / Acute kidney injury'],
    ['A09.9', '胃腸炎 / Gastroenteritis'],
    ['J10.1', 'インフルエンザ / Influenza'],
    ['J18.9', '肺炎 / Pneumonia'],
    ['J20.9', '急性気管支炎 / Acute bronchitis'],
    ['L30.9', '皮膚炎 / Dermatitis'],
    ['M54.5', '腰痛 / Low back pain'],
    ['H26.9', '白内障 / Cataract'],
    ['G47.0', '不眠症 / Insomnia'],
    ['K59.0', '便秘 / Constipation'],
    ['M17.9', '変形性膝関節症 / Osteoarthritis of the knee'],
    ['F32.9', 'うつ病 / Depression'],
    ['J45.9', '喘息 / Asthma'],
    ['M81.9', '骨粗鬆症 / Osteoporosis'],
    ['J30.1', '花粉症 / Pollinosis'],
  ] as const
).map(([code, name]) => ({
  id: `control-${code.replace('.', '-')}`,
  name,
  domain: 'condition',
  concepts: items('ICD10JP', code),
}));

/**
 * Whole years of index, and ages at which all treatments are given: a few persons of a category that one arm lacks
 * would be compared with nobody.
 */
export const anginaPopulation = {
  to: '2025-12-31',
  ageFrom: 40,
  ageTo: 89,
} as const satisfies StudyInput['population'];

type TimeAtRisk = StudyInput['timesAtRisk'][number];

/** From the day after index, whatever is taken later. */
export const intentionToTreat: TimeAtRisk = {
  id: 'intention-to-treat',
  name: '治療企図に基づく追跡（観察終了まで） / Intention to treat (until observation ends)',
  start: { anchor: 'index', days: 1 },
  end: { anchor: 'observationEnd', days: 0 },
};

/** Published for records of acute myocardial infarction in Japanese claims. */
export const infarctionPpv = {
  value: 0.825,
  source:
    '日本のレセプト・DPC データにおける急性心筋梗塞の陽性的中度 82.5% / Positive predictive value of acute myocardial infarction in Japanese claims and DPC data: 82.5%',
};
