import type { z } from 'zod';
import type { safetySpecification } from '../../study/safety/safetySpecification.ts';
import type { StudyFile } from '../../study/studyApi.ts';
import { ingredientOf } from '../codes/drugs.ts';
import { anginaControls } from './studyParts.ts';

type SafetyInput = z.input<typeof safetySpecification>;

const drugs = (english: string) => {
  const { conceptId } = ingredientOf(english);
  return [{ conceptId }];
};

const timesAtRisk: SafetyInput['timesAtRisk'] = [
  {
    kind: 'onTreatment',
    id: 'on-treatment',
    name: '服用中（終了後 30 日まで） / On treatment (until 30 days after it)',
  },
  { kind: 'intentionToTreat', id: 'one-year', name: '開始から 1 年 / One year from the start', capDays: 365 },
  { kind: 'fixed', id: 'first-week', name: '1–7 日 / Days 1–7', from: 1, to: 7 },
  { kind: 'fixed', id: 'first-month', name: '8–30 日 / Days 8–30', from: 8, to: 30 },
  { kind: 'fixed', id: 'first-quarter', name: '31–90 日 / Days 31–90', from: 31, to: 90 },
  { kind: 'fixed', id: 'rest-of-year', name: '91–365 日 / Days 91–365', from: 91, to: 365 },
];

const studies: readonly { readonly id: string; readonly study: SafetyInput }[] = [
  {
    id: 'loxoprofen-safety',
    study: {
      akashiStudy: 1,
      type: 'safety',
      name: 'ロキソプロフェンの有害事象 / Adverse events of loxoprofen',
      description:
        '服用した人すべてを分母に、服用しなかった人、アセトアミノフェンを服用した人と比べる。 / With everybody who took it as denominator, beside people who did not and people who took paracetamol.',
      seed: 20260401,
      exposure: { name: 'ロキソプロフェン / Loxoprofen', drugs: drugs('Loxoprofen') },
      comparator: { name: 'アセトアミノフェン / Paracetamol', drugs: drugs('Paracetamol') },
      timesAtRisk,
      negativeControls: anginaControls,
    },
  },
  {
    id: 'glimepiride-safety',
    study: {
      akashiStudy: 1,
      type: 'safety',
      name: 'グリメピリドの有害事象 / Adverse events of glimepiride',
      description:
        '血糖降下薬どうしの比較（対照はシタグリプチン）と、服用しなかった人との比較。 / Against sitagliptin, and against people who did not take it.',
      seed: 20260401,
      exposure: { name: 'グリメピリド / Glimepiride', drugs: drugs('Glimepiride') },
      comparator: { name: 'シタグリプチン / Sitagliptin', drugs: drugs('Sitagliptin') },
      timesAtRisk,
      negativeControls: anginaControls,
    },
  },
];

/** The safety studies shipped with Akashi, for the demo release; what they should find is in its truth.json. */
export function shippedSafetyStudies(): readonly StudyFile[] {
  return studies.map(({ id, study }) => ({ name: id, text: `${JSON.stringify(study, null, 2)}\n` }));
}
