import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { sql } from '../../shared/engine/sql.ts';
import { type ConceptSetItem, conceptSetKey } from '../../shared/vocabulary/conceptSet.ts';
import { readableConceptSet } from '../../shared/vocabulary/readableConceptSet.ts';
import { ConceptSetPool, resolvedItems } from '../../shared/vocabulary/resolveConceptSets.ts';
import { membersOf, resolveItems } from '../../shared/vocabulary/resolveItems.ts';
import { loadSmallRelease } from '../cohort/smallRelease.ts';

let engine: QueryEngine;
let connection: EngineConnection;

/** Both ways of resolving a set, the fast and the readable one, must agree. 1 has the children 2 and 3 (invalid); 4 is below both 2 and 9; 100 and 101 are source concepts of 2 and 4. */
beforeAll(async () => {
  engine = await createNativeEngine({ threads: 1 });
  connection = await engine.connect();
  const ancestors = [
    [1, 1],
    [1, 2],
    [1, 3],
    [1, 4],
    [2, 2],
    [2, 4],
    [9, 4],
    [1, 77],
  ];
  await loadSmallRelease(connection, {
    concept: [1, 2, 3, 4, 9, 100, 101, 2_000_000_123].map((concept_id) => ({
      concept_id,
      invalid_reason: concept_id === 3 ? 'D' : null,
    })),
    concept_ancestor: ancestors.map(([ancestor, descendant]) => ({
      ancestor_concept_id: ancestor ?? 0,
      descendant_concept_id: descendant ?? 0,
    })),
    concept_relationship: [
      { concept_id_1: 100, concept_id_2: 2, relationship_id: 'Maps to' },
      { concept_id_1: 101, concept_id_2: 4, relationship_id: 'Maps to' },
      { concept_id_1: 9, concept_id_2: 2, relationship_id: 'Maps to', invalid_reason: 'D' },
      { concept_id_1: 1, concept_id_2: 2, relationship_id: 'Subsumes' },
    ],
  });
});
afterAll(() => engine.close());

const item = (conceptId: number, flags: Partial<ConceptSetItem> = {}): ConceptSetItem => ({
  conceptId,
  isExcluded: false,
  includeDescendants: false,
  includeMapped: false,
  ...flags,
});

async function members(...items: ConceptSetItem[]): Promise<number[]> {
  const rows = toRows(
    await connection.query(
      sql`SELECT CAST(concept_id AS DOUBLE) AS c FROM (${resolvedItems([items])}) AS r ORDER BY c`,
    ),
  );
  const readable = toRows(
    await connection.query(
      sql`SELECT CAST(concept_id AS DOUBLE) AS c FROM (${readableConceptSet(items)}) AS r ORDER BY c`,
    ),
  );
  expect(readable).toEqual(rows);
  return rows.map(({ c }) => Number(c));
}

const below = { includeDescendants: true };

test('an item is its own concept, valid or not, if the vocabulary has it', async () => {
  expect(await members(item(1), item(3), item(555), item(2_000_000_123))).toEqual([1, 3, 2_000_000_123]);
});

test('descendants are valid concepts of the vocabulary', async () => {
  expect(await members(item(1, below))).toEqual([1, 2, 4]);
});

test('what an excluded item yields is taken out, wherever it came from', async () => {
  expect(await members(item(1, below), item(2, { isExcluded: true }))).toEqual([1, 4]);
  expect(await members(item(1, below), item(2, { isExcluded: true, ...below }))).toEqual([1]);
  expect(await members(item(2, { isExcluded: true }))).toEqual([]);
});

test('mapped concepts come by a valid Maps to, of descendants too', async () => {
  expect(await members(item(2, { includeMapped: true }))).toEqual([2, 100]);
  expect(await members(item(2, { includeMapped: true, ...below }))).toEqual([2, 4, 100, 101]);
});

test('sets that mean the same are resolved once', () => {
  const pool = new ConceptSetPool();
  const first = pool.add([{ id: 5, name: 'a', items: [item(1), item(2, below)] }]);
  const second = pool.add([{ id: 0, name: 'b', items: [item(2, below), item(1), item(1)] }]);
  expect([first.get(5), second.get(0), pool.size]).toEqual([0, 0, 1]);
  expect(conceptSetKey([item(1)])).not.toBe(conceptSetKey([item(1, below)]));
});

test('telling where members come from gives the same members', async () => {
  const flags = Array.from({ length: 8 }, (_, bits) => ({
    isExcluded: (bits & 1) > 0,
    includeDescendants: (bits & 2) > 0,
    includeMapped: (bits & 4) > 0,
  }));
  for (const first of flags) {
    for (const second of flags) {
      const items = [item(1, first), item(2, second), item(9)];
      const resolved = membersOf(await resolveItems(connection, items, new JobControl()));
      expect([...resolved.members].sort((a, b) => a - b)).toEqual(await members(...items));
    }
  }
});
