import type { SafetyComparison } from '../study/safety/safetyResult.ts';
import { injectedEffects } from './adverseEvents.ts';
import { conceptIdOf } from './codes/conceptId.ts';

/** What a shipped safety study should find: the rate while the drug is taken against the rate without it. */
export interface SafetyStudyTruth {
  readonly study: string;
  readonly ingredient: string;
  readonly icd10: string;
  /** Id of the outcome in the study's tables. */
  readonly outcome: string;
  /** Neither the unexposed nor who takes the comparator have a higher rate. */
  readonly with: readonly SafetyComparison['with'][];
  readonly rateRatio: number;
}

const both = ['unexposed', 'comparator'] as const;

/** The truths of the shipped safety studies. */
export function safetyStudyTruths(): readonly SafetyStudyTruth[] {
  return [
    truth('loxoprofen-safety', 'Loxoprofen', 'K25.4', both),
    truth('pregabalin-safety', 'Pregabalin', 'R42', both),
    truth('carbamazepine-safety', 'Carbamazepine', 'L27.0', ['unexposed']),
    truth('glimepiride-safety', 'Glimepiride', 'E16.2', both, 'hypoglycaemia'),
  ];
}

function truth(
  study: string,
  ingredient: string,
  icd10: string,
  compared: SafetyStudyTruth['with'],
  outcome: string = String(conceptIdOf('ICD10JP', icd10)),
): SafetyStudyTruth {
  const effect = injectedEffects.find((each) => each.ingredient === ingredient && each.icd10 === icd10);
  if (!effect) throw new RangeError(`no effect of ${ingredient} on ${icd10}`);
  return { study, ingredient, icd10, outcome, with: compared, rateRatio: effect.rateRatio };
}
