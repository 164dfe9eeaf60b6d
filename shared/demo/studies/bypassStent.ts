import { studyDefinitions } from './studyDefinitions.ts';
import type { ShippedStudy } from './studyInput.ts';
import {
  anginaConfounders,
  anginaControls,
  anginaPopulation,
  anginaSubgroups,
  infarctionPpv,
  intentionToTreat,
} from './studyParts.ts';

/** Bypass grafting against stenting: hazards that cross half a year after, and more so in diabetes. */
export const bypassStent: ShippedStudy = {
  id: 'bypass-stent',
  study: {
    akashiStudy: 1,
    type: 'comparison',
    name: 'バイパス術とステント留置術 / Bypass grafting against stenting',
    description:
      'バイパス術は多枝病変と糖尿病の人に選ばれやすい。術後半年は危険が高く、その後は低いため、曲線が交差する。 / Bypass grafting is chosen for several vessels and diabetes. Its hazard is higher for half a year and lower afterwards: the curves cross.',
    seed: 20260401,
    definitions: {
      bypass: studyDefinitions.bypass,
      stent: studyDefinitions.stent,
      'major-events': studyDefinitions.majorEvents,
      'cardiac-death': studyDefinitions.cardiacDeath,
      infarction: studyDefinitions.infarction,
    },
    arms: [
      { id: 'bypass', name: 'バイパス術 / Bypass grafting', cohort: 'bypass' },
      { id: 'stent', name: 'ステント留置術 / Stenting', cohort: 'stent' },
    ],
    population: { priorObservationDays: 180, ...anginaPopulation },
    timesAtRisk: [intentionToTreat],
    outcomes: [
      {
        id: 'major-events',
        name: '心筋梗塞または心臓死 / Infarction or cardiac death',
        cohort: 'major-events',
      },
      { id: 'cardiac-death', name: '心臓死 / Cardiac death', cohort: 'cardiac-death' },
      { id: 'infarction', name: '急性心筋梗塞 / Acute infarction', cohort: 'infarction', ppv: infarctionPpv },
    ],
    negativeControls: anginaControls,
    covariates: { domains: ['demographics'], picked: [...anginaConfounders] },
    adjustment: { method: 'weighting', estimand: 'ATO', propensity: { model: 'picked' } },
    horizons: [180, 365, 1826],
    pieces: [180],
    subgroups: anginaSubgroups,
  },
};
