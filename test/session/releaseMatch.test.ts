import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import type { WantedConcept } from '../../shared/cohort/versions/releaseMatchApi.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { Workbench } from '../../shared/workbench.ts';
import { smallTables, writeTables } from '../release/smallRelease.ts';

const job = new JobControl();
let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-match-'));
  const release = await writeTables(join(folder, 'small'), 'parquet', {
    ...smallTables,
    concept_relationship: `SELECT *, DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date
      FROM (VALUES (100, 102, 'Maps to'), (102, 102, 'Maps to')) AS r(concept_id_1, concept_id_2, relationship_id)`,
  });
  workbench = createNodeWorkbench({ userData: join(folder, 'user'), engine: { threads: 1 } });
  await workbench.run('release.open', { locator: release }, job);
});
afterAll(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true });
});

function wanted(id: number, patch: Partial<WantedConcept> = {}): WantedConcept {
  return { id, name: '', code: '', vocabulary: '', withDescendants: false, withMapped: false, ...patch };
}

async function match(concepts: readonly WantedConcept[], usage = true) {
  const found = await workbench.run('drafts.matchRelease', { concepts, usage }, job);
  return found.map(({ id, state, proposals }) => ({
    id,
    state,
    proposals: proposals.map(({ concept, by }) => [concept.id, by]),
  }));
}

test('what the release knows and uses is not reported', async () => {
  expect(await match([wanted(101), wanted(100, { withDescendants: true }), wanted(201)])).toEqual([]);
});

test('an unknown concept is found by its code in any writing, or by its name, never by nothing', async () => {
  const concepts = [
    wanted(9_000_001, { code: 'i200', vocabulary: 'ICD10' }),
    wanted(9_000_002, { name: ' ビソプロロール ' }),
    wanted(9_000_003),
  ];
  expect(await match(concepts, false)).toEqual([
    { id: 9_000_001, state: 'unknown', proposals: [[101, 'sameCode']] },
    { id: 9_000_002, state: 'unknown', proposals: [[201, 'sameName']] },
    { id: 9_000_003, state: 'unknown', proposals: [] },
  ]);
});

test('a concept without records is told only when use is asked for, with what it maps to that has some', async () => {
  expect(await match([wanted(100)], false)).toEqual([]);
  expect(await match([wanted(100)])).toEqual([{ id: 100, state: 'unused', proposals: [[102, 'standard']] }]);
});
