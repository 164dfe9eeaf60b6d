import type { z } from 'zod';
import type { safetySpecification } from '../../../study/safety/specification/safetySpecification.ts';
import { ingredientOf } from '../../codes/drugs.ts';
import { items } from '../studyParts.ts';

/** A safety study as somebody writes it: settings that are left out are at their defaults. */
export type SafetyInput = z.input<typeof safetySpecification>;

/** A shipped safety study: `id` becomes the file's stem, and the stem that its truth is listed under. */
export interface ShippedSafetyStudy {
  readonly id: string;
  readonly study: SafetyInput;
}

/** An ingredient with all its products, by its English name. @throws RangeError when there is none */
export function drug(english: string) {
  return [{ conceptId: ingredientOf(english).conceptId }];
}

/**
 * Times at risk: as long as the drug is taken, for what it does ends with it; the year after it was begun; and windows
 * of that year.
 * @param gapDays between supplies of one treatment; 1 where the drug is taken for days: a gap is at risk only if another
 * supply follows it, and so is what that supply was for
 */
export function safetyTimesAtRisk(gapDays: number): SafetyInput['timesAtRisk'] {
  return [
    { kind: 'onTreatment', id: 'on-treatment', name: '服用中 / On treatment', lagDays: 0, gapDays },
    {
      kind: 'intentionToTreat',
      id: 'one-year',
      name: '開始から 1 年 / One year from the start',
      capDays: 365,
    },
    { kind: 'fixed', id: 'first-week', name: '1–7 日 / Days 1–7', from: 1, to: 7 },
    { kind: 'fixed', id: 'first-month', name: '8–30 日 / Days 8–30', from: 8, to: 30 },
    { kind: 'fixed', id: 'first-quarter', name: '31–90 日 / Days 31–90', from: 31, to: 90 },
    { kind: 'fixed', id: 'rest-of-year', name: '91–365 日 / Days 91–365', from: 91, to: 365 },
  ];
}

/** Outcomes that no drug of the demo causes or prevents but those that are said to, common enough to be estimated. */
const controls = [
  ['S52.5', '橈骨遠位端骨折 / Fracture of the distal radius'],
  ['S72.0', '大腿骨頸部骨折 / Fracture of the femoral neck'],
  ['R55', '失神 / Syncope'],
  ['R42', 'めまい / Dizziness'],
  ['R60.0', '下肢浮腫 / Oedema of the legs'],
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
  ['M17.9', '変形性膝関節症 / Osteoarthritis of the knee'],
  ['H26.9', '白内障 / Cataract'],
  ['G47.0', '不眠症 / Insomnia'],
  ['K59.0', '便秘 / Constipation'],
  ['K21.0', '逆流性食道炎 / Reflux oesophagitis'],
  ['F32.9', 'うつ病 / Depression'],
  ['J45.9', '喘息 / Asthma'],
  ['M81.9', '骨粗鬆症 / Osteoporosis'],
  ['J30.1', '花粉症 / Pollinosis'],
  ['E03.9', '甲状腺機能低下症 / Hypothyroidism'],
  ['E79.0', '高尿酸血症 / Hyperuricaemia'],
] as const;

type ControlCode = (typeof controls)[number][0];

/**
 * Negative controls of a study.
 * @param leftOut what its drugs cause, what they are given for, what is a sign of that and what the study asks about
 */
export function safetyControls(...leftOut: readonly ControlCode[]): SafetyInput['negativeControls'] {
  return controls
    .filter(([code]) => !leftOut.includes(code))
    .map(([code, name]) => ({
      id: `control-${code.replace('.', '-')}`,
      name,
      domain: 'condition',
      concepts: items('ICD10JP', code),
    }));
}
