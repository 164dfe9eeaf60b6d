import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { ConceptFilters } from '../../shared/vocabulary/conceptApi.ts';
import type { ConceptSetItem } from '../../shared/vocabulary/conceptSet.ts';
import type { Workbench } from '../../shared/workbench.ts';
import { smallTables, writeTables } from '../release/smallRelease.ts';

const job = new JobControl();
const everything: ConceptFilters = {
  domains: [],
  vocabularies: [],
  standardOnly: false,
  usedOnly: false,
};
let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-concepts-'));
  const release = await writeTables(join(folder, 'small'), 'parquet', {
    ...smallTables,
    concept_synonym: `SELECT * FROM (VALUES (101, 'Unstable angina', 4180186), (101, 'フアンテイキョウシンショウ', 4181524),
      (201, 'Bisoprolol', 4180186)) AS s(concept_id, concept_synonym_name, language_concept_id)`,
    concept_relationship: `SELECT *, DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date
      FROM (VALUES (103, 102, 'Maps to'), (102, 102, 'Maps to')) AS r(concept_id_1, concept_id_2, relationship_id)`,
  });
  workbench = createNodeWorkbench({ userData: join(folder, 'user'), engine: { threads: 1 } });
  await workbench.run('release.open', { locator: release }, job);
});
afterAll(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true });
});

async function search(text: string, filters: Partial<ConceptFilters> = {}) {
  const query = { ...everything, ...filters, text, offset: 0, limit: 100 };
  return workbench.run('concepts.search', query, job);
}

async function found(text: string, filters: Partial<ConceptFilters> = {}): Promise<number[]> {
  return (await search(text, filters)).hits.map(({ id }) => id);
}

const item = (conceptId: number, flags: Partial<ConceptSetItem> = {}): ConceptSetItem => ({
  conceptId,
  isExcluded: false,
  includeDescendants: false,
  includeMapped: false,
  ...flags,
});

describe('search finds', () => {
  test.each([
    ['狭心症', [102, 101]],
    ['ﾋﾞｿﾌﾟﾛﾛｰﾙ', [201]],
    ['びそぷろろる', [201]],
    ['UNSTABLE ang', [101]],
    ['ふあんてい', [101]],
    ['2型', [103]],
    ['I200', [101]],
    ['i20.0', [101]],
    ['I20', [100, 101, 102]],
    ['103', [103]],
    ['hba1c', [301]],
    ['angina 狭心症', [101]],
    ['no such thing', []],
  ])('%s', async (text, ids) => {
    expect(new Set(await found(text))).toEqual(new Set(ids));
  });

  test('the exact code before what begins with it, and the rest by use', async () => {
    expect((await found('E11', {}))[0]).toBe(103);
    const [first] = await found('', { usedOnly: true, domains: ['Drug'] });
    expect(first).toBe(201);
  });

  test('only what the filters let through', async () => {
    expect(await found('', { domains: ['Condition'], standardOnly: true })).toHaveLength(3);
    expect(await found('', { vocabularies: ['LOINC'] })).toEqual([301]);
    expect(await found('', { domains: ['Condition'], usedOnly: true })).not.toContain(100);
  });
});

test('counts are withheld when small, and those of a parent stay below it when its parts must', async () => {
  await found('', { usedOnly: true });
  const { concept, children, parents, hasHierarchy } = await workbench.run('concepts.page', { id: 100 }, job);
  expect(hasHierarchy).toBe(true);
  expect(parents).toEqual([]);
  expect(children.map(({ id }) => id).sort()).toEqual([101, 102]);
  expect(concept.counts).toEqual({ persons: 0, records: 0, role: null });
  expect(concept.withDescendants?.persons).toBe(20);
  const [drug] = await workbench.run('concepts.lookup', { ids: [201] }, job);
  expect(drug?.counts).toEqual({ persons: 20, records: 60, role: 'standard' });
});

test('a set says where its members come from, what is taken out and what is missing', async () => {
  const resolved = await workbench.run(
    'concepts.resolve',
    {
      items: [
        item(100, { includeDescendants: true, includeMapped: true }),
        item(101, { isExcluded: true }),
        item(999),
      ],
    },
    job,
  );
  expect(resolved.members.map(({ id, origins }) => [id, origins[0]?.by])).toEqual(
    expect.arrayContaining([
      [100, 'itself'],
      [102, 'descendant'],
      [103, 'mapped'],
    ]),
  );
  expect(resolved).toMatchObject({ total: 3, excludedTotal: 1, excluded: [{ id: 101 }] });
  expect(resolved.items.map(({ concept, yields, alone }) => [concept?.id, yields, alone])).toEqual([
    [100, 4, 3],
    [101, 1, 1],
    [undefined, 0, 0],
  ]);
});

test('orphans are what lies below, is mapped, is named alike, or stands beside', async () => {
  const orphans = await workbench.run('concepts.orphans', { items: [item(102)] }, job);
  expect(orphans.map(({ id, reason }) => [id, reason]).sort()).toEqual([
    [101, 'sibling'],
    [103, 'mapped'],
  ]);
});

test('two sets are compared', async () => {
  const compared = await workbench.run(
    'concepts.compare',
    { a: [item(100, { includeDescendants: true })], b: [item(101), item(103)] },
    job,
  );
  expect(compared.onlyA.concepts.map(({ id }) => id).sort()).toEqual([100, 102]);
  expect(compared.both.concepts.map(({ id }) => id)).toEqual([101]);
  expect(compared.onlyB.concepts.map(({ id }) => id)).toEqual([103]);
});

test('an unknown concept is said to be unknown', async () => {
  await expect(workbench.run('concepts.page', { id: 5 }, job)).rejects.toMatchObject({
    code: 'concept.unknown',
  });
});
