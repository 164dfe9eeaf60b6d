import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { Workbench } from '../../shared/workbench.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Thirty persons, of whom the first has so many conditions that pairing them takes minutes. */
const busy = 60_000;
const persons = Array.from({ length: 30 }, (_, i) => i + 1);
let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-drafts-'));
  const release = join(folder, 'release');
  mkdirSync(release);
  const write = (table: string, rows: readonly string[]) =>
    writeFileSync(join(release, `${table}.csv`), `${rows.join('\n')}\n`);
  write('person', [
    'person_id,gender_concept_id,year_of_birth,race_concept_id,ethnicity_concept_id',
    ...persons.map((id) => `${id},8507,${1920 + id},0,0`),
  ]);
  write('observation_period', [
    'observation_period_id,person_id,observation_period_start_date,observation_period_end_date,period_type_concept_id',
    ...persons.map((id) => `${id},${id},2000-01-01,2024-12-31,0`),
  ]);
  const conditions = [...persons, ...Array.from({ length: busy }, () => 1)];
  write('condition_occurrence', [
    'condition_occurrence_id,person_id,condition_concept_id,condition_start_date,condition_type_concept_id,visit_occurrence_id',
    ...conditions.map(
      (id, i) => `${i + 1},${id},100,${2001 + (i % 20)}-0${1 + (i % 9)}-1${i % 10},0,${i % 5000}`,
    ),
  ]);
  write('concept', [
    'concept_id,concept_name,domain_id,vocabulary_id,concept_class_id,standard_concept,concept_code,valid_start_date,valid_end_date',
    '100,Something,Condition,None,None,S,100,1970-01-01,2099-12-31',
  ]);
  workbench = createNodeWorkbench({ userData: join(folder, 'user'), engine: { threads: 2 } });
  await workbench.run('release.open', { locator: release }, new JobControl());
});
afterAll(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true });
});

/** Every condition enters. @param age of the one rule; null: the rule pairs a person's conditions instead */
function draft(age: number | null): string {
  const pairs = {
    Criteria: { ConditionOccurrence: {} },
    StartWindow: { Start: { Days: null, Coeff: -1 }, End: { Days: null, Coeff: 1 } },
    Occurrence: { Type: 2, Count: 2, IsDistinct: true, CountColumn: 'VISIT_ID' },
  };
  return JSON.stringify({
    ConceptSets: [],
    PrimaryCriteria: {
      CriteriaList: [{ ConditionOccurrence: {} }],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'All' },
    },
    InclusionRules: [
      {
        name: 'rule',
        expression: {
          Type: 'ALL',
          CriteriaList: age === null ? [pairs] : [],
          DemographicCriteriaList: age === null ? [] : [{ Age: { Op: 'gte', Value: age } }],
          Groups: [],
        },
      },
    ],
  });
}

function count(name: string, text: string, job = new JobControl()) {
  const settled = { done: false };
  const answer = workbench.run('drafts.count', { draft: name, name, text, rulesOff: [] }, job).finally(() => {
    settled.done = true;
  });
  return { answer, settled };
}

test('a newer count of a draft stops the one before it, and no other', async () => {
  // The events are there before: what is interrupted is the pairing.
  await count('first', draft(10)).answer;
  const old = count('first', draft(null));
  const otherJob = new JobControl();
  const other = count('second', draft(null), otherJob);
  const ended = Promise.allSettled([old.answer, other.answer]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([old.settled.done, other.settled.done]).toEqual([false, false]);

  const newer = await count('first', draft(20)).answer;
  expect(newer.entry).toBe(30);
  await expect(old.answer).rejects.toMatchObject({ code: 'cancelled' });
  // The same work, begun at the same time, is far from done; and nothing waits for it.
  expect(other.settled.done).toBe(false);
  expect(await workbench.run('cohorts.list', {}, new JobControl())).toEqual([]);
  expect((await count('third', draft(20)).answer).entry).toBe(30);
  expect(other.settled.done).toBe(false);

  otherJob.cancel();
  await expect(other.answer).rejects.toMatchObject({ code: 'cancelled' });
  await ended;
});

test('what was cancelled can be counted again, part by part', async () => {
  const again = await count('first', draft(20)).answer;
  expect(again.final).toBe(30);
  expect(again.nodes.map(({ path }) => path)).toEqual([
    '$.PrimaryCriteria.CriteriaList[0]',
    '$.InclusionRules[0]',
    '$.InclusionRules[0].expression.DemographicCriteriaList[0]',
  ]);
});

test('a definition that cannot be read says so; without a release there is nothing to count', async () => {
  await expect(count('bad', '{').answer).rejects.toMatchObject({ code: 'definition.notJson' });
  await expect(count('bad', '{}').answer).rejects.toMatchObject({ code: 'definition.notCirce' });
  const empty = createNodeWorkbench({ userData: join(folder, 'user') });
  await expect(
    empty.run('drafts.count', { draft: 'a', name: 'a', text: draft(1), rulesOff: [] }, new JobControl()),
  ).rejects.toMatchObject({ code: 'host.noRelease' });
});

test('closing the release ends a count', async () => {
  const running = count('last', draft(null));
  const ended = Promise.allSettled([running.answer]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await workbench.run('release.close', {}, new JobControl());
  const [outcome] = await ended;
  expect(outcome?.status).toBe('rejected');
});
