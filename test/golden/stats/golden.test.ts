import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findCases } from './goldenCase.ts';
import { describeOutcome, runCase } from './runCases.ts';

const own = findCases(resolve(import.meta.dirname, 'cases'));

test('there are cases for most methods', () => {
  expect(new Set(own.map(({ golden }) => golden.method)).size).toBeGreaterThan(30);
});

test.each(own.map((found) => [found.golden.id, found] as const))('%s', (_, found) => {
  const outcome = runCase(found);
  expect(outcome.status, describeOutcome(outcome)).toBe('passed');
});

test('the full reference set, when it lies beside the project', () => {
  const full = resolve(import.meta.dirname, '../../../../shared/golden/cases');
  if (!existsSync(full)) {
    process.stdout.write('skipped: ../shared/golden is not here, only the cases in the project were run\n');
    return;
  }
  const outcomes = findCases(full).map(runCase);
  expect(outcomes.filter(({ status }) => status !== 'passed').map(describeOutcome)).toEqual([]);
}, 300_000);

test('a wrong value is noticed', () => {
  const [found] = own.filter(({ golden }) => golden.method === 'e-value');
  if (!found) throw new Error('no case to alter');
  const expected = { ...(found.golden.expected as Record<string, never>), evalue_point: 1.23 };
  expect(runCase({ ...found, golden: { ...found.golden, expected } }).status).toBe('failed');
});
