import { studyDefinitions } from './studyDefinitions.ts';
import type { ShippedStudy } from './studyInput.ts';
import {
  anginaConfounders,
  anginaControls,
  anginaPopulation,
  anginaSubgroups,
  intentionToTreat,
  items,
} from './studyParts.ts';

/** Daily doses in mg with the band of the matrix that holds each. */
const doses = [
  { id: 'mg2_5', dose: 2.5, band: 'band0' },
  { id: 'mg5', dose: 5, band: 'band1' },
  { id: 'mg10', dose: 10, band: 'band2' },
  { id: 'mg20', dose: 20, band: 'band3' },
] as const;

/** Four daily doses of rosuvastatin, cut from a matrix: trend and dose-response. */
export const rosuvastatinDose: ShippedStudy = {
  id: 'rosuvastatin-dose',
  study: {
    akashiStudy: 1,
    type: 'comparison',
    name: 'ロスバスタチンの用量反応 / Dose and response of rosuvastatin',
    description:
      '1 日量が多いほど心筋梗塞と心臓死は減るが、重症の人ほど多く処方されるため、そのままでは逆に見える。 / The higher the daily dose the fewer infarctions and cardiac deaths; but the more severely ill are given more, so that unadjusted it seems the other way round.',
    seed: 20260401,
    definitions: {
      rosuvastatin: studyDefinitions.rosuvastatin,
      'major-events': studyDefinitions.majorEvents,
    },
    matrix: {
      base: 'rosuvastatin',
      about: { domain: 'drug', concepts: items('ATC', 'C10AA07') },
      axes: [
        { kind: 'dailyDose', id: 'dose', name: '1 日量（mg） / Daily dose (mg)', breaks: [4, 8, 15] },
        { kind: 'duration', id: 'duration', name: '継続日数 / Duration (days)', breaks: [180, 365] },
      ],
    },
    arms: doses.map(({ id, dose, band }) => ({
      id,
      name: `1 日 ${dose} mg / ${dose} mg a day`,
      cells: { dose: [band] },
    })),
    population: { priorObservationDays: 365, ...anginaPopulation },
    timesAtRisk: [intentionToTreat],
    outcomes: [
      {
        id: 'major-events',
        name: '心筋梗塞または心臓死 / Infarction or cardiac death',
        cohort: 'major-events',
      },
    ],
    negativeControls: anginaControls,
    covariates: { domains: ['demographics'], picked: [...anginaConfounders] },
    adjustment: { method: 'weighting', estimand: 'ATO', propensity: { model: 'picked' } },
    outcomeModel: { covariates: 'picked' },
    horizons: [1826],
    subgroups: anginaSubgroups.slice(0, 1),
    doseResponse: { arms: doses.map(({ id, dose }) => ({ arm: id, dose })) },
  },
};
