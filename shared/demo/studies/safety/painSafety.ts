import { drug, type ShippedSafetyStudy, safetyControls, safetyTimesAtRisk } from './safetyParts.ts';

/** Loxoprofen against paracetamol: a drug of days, taken by half of the release; gastric ulcers bleed on it. */
export const loxoprofenSafety: ShippedSafetyStudy = {
  id: 'loxoprofen-safety',
  study: {
    akashiStudy: 1,
    type: 'safety',
    name: 'ロキソプロフェンの有害事象 / Adverse events of loxoprofen',
    description:
      '服用した人すべてを分母に、服用しなかった人、アセトアミノフェンを服用した人と比べる。 / With everybody who took it as denominator, beside people who did not and people who took paracetamol.',
    seed: 20260401,
    exposure: { name: 'ロキソプロフェン / Loxoprofen', drugs: drug('Loxoprofen') },
    comparator: { name: 'アセトアミノフェン / Paracetamol', drugs: drug('Paracetamol') },
    timesAtRisk: safetyTimesAtRisk(1),
    // Pain is what it is taken for; dizziness comes of pregabalin, which is taken for the same pain.
    negativeControls: safetyControls('M54.5', 'M17.9', 'R42'),
  },
};

/** Pregabalin against celecoxib, both for pain that lasts: dizziness. */
export const pregabalinSafety: ShippedSafetyStudy = {
  id: 'pregabalin-safety',
  study: {
    akashiStudy: 1,
    type: 'safety',
    name: 'プレガバリンの有害事象 / Adverse events of pregabalin',
    description:
      '同じ痛みに使われるセレコキシブを対照に。 / With celecoxib, given for the same pain, as comparator.',
    seed: 20260401,
    exposure: { name: 'プレガバリン / Pregabalin', drugs: drug('Pregabalin') },
    comparator: { name: 'セレコキシブ / Celecoxib', drugs: drug('Celecoxib') },
    timesAtRisk: safetyTimesAtRisk(1),
    negativeControls: safetyControls('M54.5', 'M17.9', 'R42'),
  },
};
