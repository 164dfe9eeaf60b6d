import { drug, type ShippedSafetyStudy, safetyControls, safetyTimesAtRisk } from './safetyParts.ts';

/** Carbamazepine without a comparator, for no other drug is given for epilepsy: drug eruptions. */
export const carbamazepineSafety: ShippedSafetyStudy = {
  id: 'carbamazepine-safety',
  study: {
    akashiStudy: 1,
    type: 'safety',
    name: 'カルバマゼピンの有害事象 / Adverse events of carbamazepine',
    description:
      '人数の少ない薬。対照薬はなく、服用しなかった人とだけ比べる。 / A drug that few take. There is no other to compare it with: beside people who did not take it alone.',
    seed: 20260401,
    exposure: { name: 'カルバマゼピン / Carbamazepine', drugs: drug('Carbamazepine') },
    // Ten for each exposed: these are few, and the others many.
    unexposed: { ratio: 10 },
    timesAtRisk: safetyTimesAtRisk(30),
    negativeControls: safetyControls('L27.0'),
  },
};
