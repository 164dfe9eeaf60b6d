import { shippedCohorts } from '../../../shared/demo/cohorts/shippedCohorts.ts';

/** JSON that tests may change at will. */
export type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;
export type JsonObject = { [key: string]: Json };

/** A small study that uses every part of the file, as JSON. */
export function sampleStudy(): JsonObject {
  const drug = (conceptId: number): JsonObject => ({ domain: 'drug', concepts: [{ conceptId }] });
  return structuredClone({
    akashiStudy: 1,
    type: 'comparison',
    name: 'β遮断薬とカルシウム拮抗薬 / Beta blocker against calcium antagonist',
    seed: 20260401,
    definitions: Object.fromEntries(
      ['angina-incident', 'angina-beta-blocker', 'angina-calcium-antagonist', 'outcome-infarction'].map(
        (id) => [id, definition(id)],
      ),
    ),
    matrix: {
      base: 'angina-incident',
      axes: [
        {
          kind: 'treatment',
          id: 'kind',
          name: '種類 / Kind',
          categories: [
            { id: 'beta', name: 'β遮断薬 / Beta blocker', ...drug(1) },
            { id: 'calcium', name: 'カルシウム拮抗薬 / Calcium antagonist', ...drug(2) },
          ],
        },
        { kind: 'dailyDose', id: 'dose', name: '1 日量 / Daily dose', breaks: [2.5, 5] },
        { kind: 'duration', id: 'duration', name: '期間 / Duration', breaks: [90, 180] },
      ],
    },
    arms: [
      { id: 'beta', name: 'β遮断薬 / Beta blocker', cohort: 'angina-beta-blocker' },
      { id: 'calcium', name: 'カルシウム拮抗薬 / Calcium antagonist', cohort: 'angina-calcium-antagonist' },
      { id: 'betaLow', name: '少量 / Low dose', cells: { kind: ['beta'], dose: ['band0'] } },
    ],
    timesAtRisk: [
      {
        id: 'itt',
        name: '治療企図 / Intention to treat',
        start: { anchor: 'index', days: 1 },
        end: { anchor: 'observationEnd', days: 0 },
      },
    ],
    outcomes: [{ id: 'infarction', name: '心筋梗塞 / Infarction', cohort: 'outcome-infarction' }],
    negativeControls: [
      { id: 'fracture', name: '骨折 / Fracture', domain: 'condition', concepts: [{ conceptId: 3 }] },
    ],
    horizons: [365, 1826],
    subgroups: [
      { kind: 'sex', id: 'sex', name: '性別 / Sex' },
      { kind: 'age', id: 'age', name: '年齢 / Age', breaks: [65, 75] },
    ],
    doseResponse: {
      arms: [
        { arm: 'betaLow', dose: 1 },
        { arm: 'beta', dose: 2 },
        { arm: 'calcium', dose: 3 },
      ],
    },
    overrides: [
      {
        target: 'beta',
        comparator: 'calcium',
        outcome: 'infarction',
        timeAtRisk: 'itt',
        reason: 'Reviewed by the team',
        by: 'A. Analyst',
        at: '2026-04-01T00:00:00Z',
      },
    ],
  }) as JsonObject;
}

function definition(id: string): JsonObject {
  const text = shippedCohorts().find(({ name }) => name === id)?.text ?? '{}';
  const { name, expression } = JSON.parse(text) as JsonObject;
  return { name: name ?? id, expression: expression ?? {} };
}
