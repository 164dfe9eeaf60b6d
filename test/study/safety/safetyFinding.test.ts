import { expect, test } from 'vitest';
import {
  isSameFinding,
  latestJudgement,
  type SafetyFinding,
  safetyFinding,
} from '../../../shared/study/safety/safetyFinding.ts';

const finding: SafetyFinding = {
  id: 'f1',
  studyHash: 'a'.repeat(64),
  releaseId: 'demo',
  releaseDigest: 'b'.repeat(64),
  outcome: '123',
  code: 'K25.4',
  name: '出血性胃潰瘍 / Gastric ulcer with bleeding',
  timeAtRisk: 'on-treatment',
  timeAtRiskName: '服用中 / On treatment',
  persons: '全員 / everybody',
  against: 'unexposed',
  ratio: { estimate: 5.27, lower: 3.16, upper: null },
  adjustedP: 0.0001,
  signal: true,
  history: [
    { at: '2026-04-01T09:00:00.000Z', by: 'A', status: 'open', reason: '' },
    { at: '2026-04-02T09:00:00.000Z', by: 'B', status: 'confirmed', reason: 'Charts were read.' },
  ],
};

test('what was said last counts, and the file keeps all of it', () => {
  expect(latestJudgement(finding).status).toBe('confirmed');
  expect(safetyFinding.parse(JSON.parse(JSON.stringify(finding)))).toEqual(finding);
});

test('a finding without a judgement, with a status unknown here, or with a count is refused', () => {
  expect(safetyFinding.safeParse({ ...finding, history: [] }).success).toBe(false);
  expect(
    safetyFinding.safeParse({ ...finding, history: [{ ...finding.history[0], status: 'maybe' }] }).success,
  ).toBe(false);
  expect(safetyFinding.safeParse({ ...finding, withEvent: 3 }).success).toBe(false);
});

test('the same question is the same finding, another window or part of the persons is another', () => {
  expect(isSameFinding(finding, { ...finding, ratio: null })).toBe(true);
  expect(isSameFinding(finding, { ...finding, timeAtRisk: 'one-year' })).toBe(false);
  expect(isSameFinding(finding, { ...finding, persons: '男性 / Men' })).toBe(false);
  expect(isSameFinding(finding, { ...finding, against: 'comparator' })).toBe(false);
});
