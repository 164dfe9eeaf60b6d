import { ingredientOf } from '../codes/drugs.ts';
import { studyDefinitions } from './studyDefinitions.ts';
import type { ShippedStudy } from './studyInput.ts';
import {
  anginaConfounders,
  anginaControls,
  anginaPopulation,
  anginaSubgroups,
  infarctionPpv,
  intentionToTreat,
  items,
} from './studyParts.ts';

/** Milligrams of one defined daily dose (WHO) by ingredient. */
const definedDailyDoses = [
  ['Bisoprolol', 10],
  ['Carvedilol', 37.5],
  ['Atenolol', 75],
  ['Metoprolol', 150],
  ['Amlodipine', 5],
  ['Nifedipine', 30],
  ['Benidipine', 4],
  ['Diltiazem', 240],
] as const;

/** Beta blocker against calcium antagonist: kind, daily dose and duration, infarction and cardiac death. */
export const firstLineDrug: ShippedStudy = {
  id: 'first-line-drug',
  study: {
    akashiStudy: 1,
    type: 'comparison',
    name: 'β遮断薬とカルシウム拮抗薬 / Beta blocker against calcium antagonist',
    description:
      '狭心症の第一選択薬。β遮断薬は重症の人に使われやすく、そのままでは有害に見える。 / First-line drugs for angina. Beta blockers are given to the more severely ill, so that unadjusted they seem to harm.',
    seed: 20260401,
    definitions: {
      'beta-blocker': studyDefinitions.betaBlocker,
      'calcium-antagonist': studyDefinitions.calciumAntagonist,
      'first-line': studyDefinitions.firstLine,
      'major-events': studyDefinitions.majorEvents,
      infarction: studyDefinitions.infarction,
      'cardiac-death': studyDefinitions.cardiacDeath,
    },
    matrix: {
      base: 'first-line',
      axes: [
        {
          kind: 'treatment',
          id: 'kind',
          name: '種類 / Kind',
          categories: [
            {
              id: 'beta-blocker',
              name: 'β遮断薬 / Beta blocker',
              domain: 'drug',
              concepts: items('ATC', 'C07'),
            },
            {
              id: 'calcium-antagonist',
              name: 'カルシウム拮抗薬 / Calcium antagonist',
              domain: 'drug',
              concepts: items('ATC', 'C08'),
            },
          ],
        },
        {
          kind: 'dailyDose',
          id: 'dose',
          name: '1 日量（DDD） / Daily dose (DDD)',
          unit: 'DDD',
          dailyDoses: Object.fromEntries(
            definedDailyDoses.map(([name, milligrams]) => [ingredientOf(name).conceptId, milligrams]),
          ),
          breaks: [0.3, 0.6],
        },
        { kind: 'duration', id: 'duration', name: '継続日数 / Duration (days)', breaks: [90, 365] },
      ],
    },
    arms: [
      { id: 'beta-blocker', name: 'β遮断薬 / Beta blocker', cohort: 'beta-blocker' },
      {
        id: 'calcium-antagonist',
        name: 'カルシウム拮抗薬 / Calcium antagonist',
        cohort: 'calcium-antagonist',
      },
    ],
    population: { priorObservationDays: 365, ...anginaPopulation },
    timesAtRisk: [
      intentionToTreat,
      {
        id: 'on-treatment',
        name: '服用中（終了後 30 日まで、切替えで打切り） / On treatment (until 30 days after it, or a switch)',
        start: { anchor: 'index', days: 1 },
        end: { anchor: 'cohortEnd', days: 30 },
        censorAtSwitch: true,
      },
    ],
    outcomes: [
      {
        id: 'major-events',
        name: '心筋梗塞または心臓死 / Infarction or cardiac death',
        cohort: 'major-events',
      },
      { id: 'infarction', name: '急性心筋梗塞 / Acute infarction', cohort: 'infarction', ppv: infarctionPpv },
      { id: 'cardiac-death', name: '心臓死 / Cardiac death', cohort: 'cardiac-death' },
    ],
    negativeControls: anginaControls,
    covariates: { domains: ['demographics', 'score'], picked: [...anginaConfounders] },
    adjustment: { method: 'weighting', estimand: 'ATO', propensity: { model: 'picked' } },
    outcomeModel: { covariates: 'picked' },
    horizons: [365, 1826],
    subgroups: anginaSubgroups,
  },
};
