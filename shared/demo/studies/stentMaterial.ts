import { deviceCoatingConcept, deviceMaterialConcept } from '../../vocabulary/deviceAttributes.ts';
import { shipped, studyDefinitions } from './studyDefinitions.ts';
import type { ShippedStudy } from './studyInput.ts';
import {
  anginaConfounders,
  anginaControls,
  anginaPopulation,
  anginaSubgroups,
  intentionToTreat,
  items,
} from './studyParts.ts';

/** Drug-eluting against bare-metal stents: the device's coating, material and size, and repeat revascularisation. */
export const stentMaterial: ShippedStudy = {
  id: 'stent-material',
  study: {
    akashiStudy: 1,
    type: 'comparison',
    name: 'ステントの被覆と標的血管の再血行再建 / Stent coating and target-vessel revascularisation',
    description:
      '薬剤溶出ステントは長い病変と糖尿病の人に選ばれやすく、そのままでは効果が小さく見える。 / Drug-eluting stents are chosen for long lesions and diabetes, so that unadjusted they seem to do little.',
    seed: 20260401,
    definitions: {
      ...shipped('stent-polymer', 'stent-bare'),
      stent: studyDefinitions.stent,
      revascularisation: studyDefinitions.revascularisation,
      thrombosis: studyDefinitions.thrombosis,
    },
    matrix: {
      base: 'stent',
      about: { domain: 'device', concepts: items('JPMaterial', 'stent') },
      axes: [
        {
          kind: 'deviceQuality',
          id: 'coating',
          name: '被覆 / Coating',
          attribute: 'coating',
          categories: [
            { id: 'bare', name: 'なし / None', conceptIds: [deviceCoatingConcept.bare] },
            {
              id: 'eluting',
              name: '薬剤溶出 / Drug-eluting',
              conceptIds: [
                deviceCoatingConcept.durablePolymerDrug,
                deviceCoatingConcept.bioresorbablePolymerDrug,
                deviceCoatingConcept.polymerFreeDrug,
              ],
            },
          ],
        },
        {
          kind: 'deviceQuality',
          id: 'material',
          name: '材質 / Material',
          attribute: 'material',
          categories: [
            {
              id: 'steel',
              name: 'ステンレス / Stainless steel',
              conceptIds: [deviceMaterialConcept.stainlessSteel],
            },
            {
              id: 'cobalt',
              name: 'コバルトクロム / Cobalt-chromium',
              conceptIds: [deviceMaterialConcept.cobaltChromium],
            },
            {
              id: 'platinum',
              name: 'プラチナクロム / Platinum-chromium',
              conceptIds: [deviceMaterialConcept.platinumChromium],
            },
          ],
        },
        {
          kind: 'deviceSize',
          id: 'length',
          name: '長さ（mm） / Length (mm)',
          attribute: 'length',
          breaks: [18, 23],
        },
        {
          kind: 'deviceSize',
          id: 'diameter',
          name: '径（mm） / Diameter (mm)',
          attribute: 'diameter',
          breaks: [3],
        },
      ],
    },
    arms: [
      { id: 'eluting', name: '薬剤溶出ステント / Drug-eluting stent', cohort: 'stent-polymer' },
      { id: 'bare', name: 'ベアメタルステント / Bare-metal stent', cohort: 'stent-bare' },
    ],
    population: { priorObservationDays: 180, ...anginaPopulation },
    timesAtRisk: [
      intentionToTreat,
      {
        id: 'first-year',
        name: '1 年間 / First year',
        start: { anchor: 'index', days: 1 },
        end: { anchor: 'index', days: 365 },
      },
    ],
    outcomes: [
      {
        id: 'revascularisation',
        name: '標的血管の再血行再建 / Target-vessel revascularisation',
        cohort: 'revascularisation',
        // The index procedure is a record of the same kind; earlier ones are ruled out by the arms.
        priorOutcome: false,
      },
      { id: 'thrombosis', name: 'ステント血栓症 / Stent thrombosis', cohort: 'thrombosis' },
    ],
    negativeControls: anginaControls,
    covariates: { domains: ['demographics'], picked: [...anginaConfounders] },
    adjustment: { method: 'weighting', estimand: 'ATE', propensity: { model: 'picked' } },
    horizons: [365, 1826],
    pieces: [365],
    subgroups: anginaSubgroups,
  },
};
