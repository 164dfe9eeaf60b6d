import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { Workbench } from '../../shared/workbench.ts';
import { writeTables } from '../release/smallRelease.ts';

const job = new JobControl();
let folder: string;
let release: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-session-'));
  release = await writeTables(join(folder, 'small'), 'parquet');
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  workbench = createNodeWorkbench({ userData: join(folder, 'user'), engine: { threads: 1 } });
});
afterEach(() => workbench.close());

/** Everybody with a condition of a concept set, from the first of its events to the end of observation. */
function conditionCohort(name: string, conceptId: number, extra: object = {}) {
  return {
    name,
    text: JSON.stringify({
      ConceptSets: [
        {
          id: 0,
          name,
          expression: { items: [{ concept: { CONCEPT_ID: conceptId }, includeDescendants: true }] },
        },
      ],
      PrimaryCriteria: {
        CriteriaList: [{ ConditionOccurrence: { CodesetId: 0, First: true } }],
        ObservationWindow: { PriorDays: 0, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'First' },
      },
      QualifiedLimit: { Type: 'First' },
      ExpressionLimit: { Type: 'First' },
      InclusionRules: [],
      CensoringCriteria: [],
      CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
      CensorWindow: {},
      ...extra,
    }),
  };
}

async function generated(...files: { name: string; text: string }[]): Promise<string[]> {
  const { imported, failed } = await workbench.run('cohorts.import', { files }, job);
  expect(failed).toEqual([]);
  const ids = imported.map(({ id }) => id);
  await workbench.run('cohorts.generate', { ids }, job);
  return ids;
}

test('nothing can be generated before a release is open', async () => {
  await expect(workbench.run('cohorts.generate', { ids: [] }, job)).rejects.toMatchObject({
    code: 'host.noRelease',
  });
});

test('definitions can be imported first; a bad one is told and stops nothing', async () => {
  const report = await workbench.run(
    'cohorts.import',
    {
      files: [
        conditionCohort('heart', 100),
        { name: 'broken', text: '{' },
        { name: 'other', text: '[]' },
        { name: 'study', text: '{"akashiStudy": 1, "type": "safety"}' },
      ],
    },
    job,
  );
  expect(report.imported.map(({ name, state }) => [name, state])).toEqual([['heart', 'notGenerated']]);
  expect(report.failed.map(({ name, failures }) => [name, failures[0]?.code])).toEqual([
    ['broken', 'definition.notJson'],
    ['other', 'definition.notCirce'],
    ['study', 'cohort.isAStudy'],
  ]);
});

test('a cohort has a page with true large counts and withheld small ones', async () => {
  await workbench.run('release.open', { locator: release }, job);
  const [id = ''] = await generated(conditionCohort('heart', 100));
  const page = await workbench.run('cohorts.page', { id }, job);
  expect(page.summary).toMatchObject({ state: 'generated', persons: 20, entries: 20 });
  // Ten persons in a few bands of which each is small: their sum would narrow every one of them.
  expect(page.sex.map(({ persons }) => typeof persons)).toEqual(['object', 'object', 'number']);
  const bands = page.ageAtIndex.flatMap(({ male, female }) => [male, female]).filter((count) => count !== 0);
  expect(bands.length).toBeGreaterThan(2);
  expect(bands.every((count) => typeof count !== 'number')).toBe(true);
  expect(JSON.parse(page.definitionJson)).toMatchObject({ ConceptSets: [{ name: 'heart' }] });
  expect(page.sql).toContain('condition_occurrence');
  expect(page.provenance.definitionHash).toBe(page.summary.hash);
});

test('the same definition again is the same cohort; another one of that name replaces it', async () => {
  await workbench.run('release.open', { locator: release }, job);
  const [first] = await generated(conditionCohort('x', 100));
  expect(await generated(conditionCohort('x', 100))).toEqual([first]);
  await workbench.run('cohorts.import', { files: [conditionCohort('x', 103)] }, job);
  const listed = await workbench.run('cohorts.list', {}, job);
  expect(listed).toMatchObject([{ id: first, state: 'generated', stale: true, persons: 20 }]);
});

test('what was defined anew shows what it was until it is generated again, and joins nothing before', async () => {
  await workbench.run('release.open', { locator: release }, job);
  const [a = '', b = ''] = await generated(conditionCohort('a', 100), conditionCohort('b', 103));
  const both = await workbench.run('cohorts.combine', { operation: 'union', ids: [a, b], name: 'both' }, job);
  const before = await workbench.run('cohorts.page', { id: a }, job);
  await workbench.run('cohorts.import', { files: [{ ...conditionCohort('renamed', 103), id: a }] }, job);
  const stale = await workbench.run('cohorts.list', {}, job);
  expect(stale.map((cohort) => [cohort.id, cohort.name, cohort.stale])).toEqual([
    [a, 'renamed', true],
    [b, 'b', false],
    [both.id, 'both', true],
  ]);
  const page = await workbench.run('cohorts.page', { id: a }, job);
  expect(page.provenance).toEqual(before.provenance);
  expect(page.definitionJson).toBe(before.definitionJson);
  await expect(workbench.run('cohorts.overlap', { ids: [a, b] }, job)).rejects.toMatchObject({
    code: 'cohort.stale',
  });
  await workbench.run('cohorts.generate', { ids: [both.id] }, job);
  const fresh = await workbench.run('cohorts.list', {}, job);
  expect(fresh.map(({ stale }) => stale)).toEqual([false, false, false]);
  expect(fresh[0]?.persons).toEqual(fresh[1]?.persons);
});

test('a list is put back as it was, combinations and results included', async () => {
  await workbench.run('release.open', { locator: release }, job);
  const kept = [
    {
      kind: 'combination' as const,
      id: 'k3',
      name: 'both',
      operation: 'union' as const,
      members: ['k1', 'k2'],
    },
    { kind: 'definition' as const, id: 'k1', ...conditionCohort('a', 100) },
    { kind: 'definition' as const, id: 'k2', ...conditionCohort('b', 103) },
  ];
  const restored = await workbench.run('cohorts.restore', { cohorts: kept }, job);
  expect(restored.failed).toEqual([]);
  await workbench.run('cohorts.generate', { ids: ['k3'] }, job);
  const all = await workbench.run('cohorts.list', {}, job);
  expect(all.map(({ id, state }) => [id, state])).toEqual(kept.map(({ id }) => [id, 'generated']));
  await workbench.run('cohorts.import', { files: [conditionCohort('c', 100)] }, job);
  await workbench.run('cohorts.restore', { cohorts: kept }, job);
  expect(await workbench.run('cohorts.list', {}, job)).toEqual(all);
  const partly = await workbench.run('cohorts.restore', { cohorts: kept.slice(0, 2) }, job);
  expect(partly.imported.map(({ id, state }) => [id, state])).toEqual([['k1', 'generated']]);
  expect(partly.failed).toEqual([
    { name: 'both', failures: [{ code: 'cohort.unknown', params: { id: 'k2' } }] },
  ]);
});

test('no combination becomes its own member', async () => {
  await workbench.run('release.open', { locator: release }, job);
  const [a = '', b = ''] = await generated(conditionCohort('a', 100), conditionCohort('b', 103));
  const input = { operation: 'union' as const, name: 'x' };
  const x = await workbench.run('cohorts.combine', { ...input, ids: [a, b] }, job);
  const y = await workbench.run('cohorts.combine', { ...input, ids: [a, x.id] }, job);
  expect(y.id).not.toBe(x.id);
  const circle = ['p', 'q'].map((id, i) => ({
    kind: 'combination' as const,
    ...input,
    id,
    members: [i === 0 ? 'q' : 'p'],
  }));
  const { imported, failed } = await workbench.run('cohorts.restore', { cohorts: circle }, job);
  expect([imported.length, failed.length]).toEqual([0, 2]);
});

test('another release keeps the definitions and forgets what they gave; a failed opening changes nothing', async () => {
  const card = await workbench.run('release.open', { locator: release }, job);
  await generated(conditionCohort('heart', 100));
  await expect(
    workbench.run('release.open', { locator: join(folder, 'nowhere') }, job),
  ).rejects.toMatchObject({
    code: 'release.notFound',
  });
  expect(await workbench.run('release.current', {}, job)).toEqual(card);
  expect(await workbench.run('cohorts.list', {}, job)).toMatchObject([{ state: 'generated' }]);
  await workbench.run('release.open', { locator: release }, job);
  expect(await workbench.run('cohorts.list', {}, job)).toMatchObject([
    { state: 'notGenerated', persons: null },
  ]);
});

test('rows are written with the names of the definitions, as numbers when they are numbers', async () => {
  await workbench.run('release.open', { locator: release }, job);
  const ids = await generated(conditionCohort('1401', 100), conditionCohort('1402', 103));
  const path = join(folder, 'rows.csv');
  const { rows } = await workbench.run('cohorts.export', { ids, path }, job);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines[0]).toBe('cohort_definition_id,subject_id,cohort_start_date,cohort_end_date');
  expect(lines).toHaveLength(rows + 1);
  expect(lines[1]).toMatch(/^1401,1,20\d\d-\d\d-\d\d,2024-12-30$/);
});

test('a cancelled generation leaves the cohort as it was', async () => {
  await workbench.run('release.open', { locator: release }, job);
  const { imported } = await workbench.run('cohorts.import', { files: [conditionCohort('heart', 100)] }, job);
  const cancelled = new JobControl();
  cancelled.cancel();
  await expect(
    workbench.run('cohorts.generate', { ids: imported.map(({ id }) => id) }, cancelled),
  ).rejects.toMatchObject({ code: 'cancelled' });
  expect(await workbench.run('cohorts.list', {}, job)).toMatchObject([{ state: 'notGenerated' }]);
});

test('the ledger tells what was opened and generated, never a value of the data', async () => {
  await workbench.run('release.open', { locator: release }, job);
  await generated(conditionCohort('heart', 100));
  await workbench.run('release.close', {}, job);
  const entries = readFileSync(join(folder, 'user', 'audit.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const types = entries.map((line) => JSON.stringify(JSON.parse(line)).match(/"type":"(\w+)"/)?.[1]);
  expect(types.slice(-3)).toEqual(['opened', 'generated', 'closed']);
  expect(entries.join('\n')).not.toContain('P-1');
});

/** Two rules on a cohort of 20: one keeps the ten men, one keeps those with a second diagnosis in reach. */
const ruled = conditionCohort('ruled', 100, {
  InclusionRules: [
    {
      name: 'men',
      expression: {
        Type: 'ALL',
        CriteriaList: [],
        DemographicCriteriaList: [{ Gender: [{ CONCEPT_ID: 8507 }] }],
        Groups: [],
      },
    },
    {
      name: 'anybody',
      expression: { Type: 'ALL', CriteriaList: [], DemographicCriteriaList: [], Groups: [] },
    },
  ],
});

test('attrition follows the order of rules and which are on, without telling on few', async () => {
  await workbench.run('release.open', { locator: release }, job);
  const [id = ''] = await generated(ruled);
  const { attrition } = await workbench.run('cohorts.page', { id }, job);
  expect(attrition).toMatchObject({
    entry: 20,
    rules: [
      { index: 0, name: 'men', enabled: true, passes: 10, aloneRemoves: 10, remaining: 10 },
      { index: 1, name: 'anybody', enabled: true, passes: 20, aloneRemoves: 0, remaining: 10 },
    ],
    final: 10,
  });
  expect(await workbench.run('cohorts.attrition', { id, rules: [1] }, job)).toMatchObject({
    rules: [
      { index: 1, enabled: true, remaining: 20 },
      { index: 0, enabled: false, remaining: null, aloneRemoves: 10 },
    ],
    final: 20,
  });
});

test('cohorts combine and overlap', async () => {
  await workbench.run('release.open', { locator: release }, job);
  const [men = '', everybody = ''] = await generated(ruled, conditionCohort('all', 100));
  const women = await workbench.run(
    'cohorts.combine',
    { operation: 'difference', ids: [everybody, men], name: 'women' },
    job,
  );
  expect(women).toMatchObject({ source: 'combination', state: 'generated', persons: 10 });
  const overlap = await workbench.run('cohorts.overlap', { ids: [men, women.id, everybody] }, job);
  expect(overlap.cohorts.map(({ persons }) => persons)).toEqual([10, 10, 20]);
  expect(overlap.combinations).toHaveLength(2);
  const page = await workbench.run('cohorts.page', { id: women.id }, job);
  expect(page.attrition).toBeNull();
  expect(page.sql).toContain('work');
  expect(await workbench.run('cohorts.remove', { ids: [men] }, job)).toMatchObject([{ id: everybody }]);
});
