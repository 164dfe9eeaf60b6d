import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../shared/engine/sql.ts';
import { icd10Ranges } from '../../shared/release/derive/icd10Ranges.ts';
import { engines } from '../contract/engines.ts';
import { type Opened, open } from './opening.ts';
import { smallTables, writeTables } from './smallRelease.ts';

let root: string;
const opened: Opened[] = [];
let folders = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'akashi-derive-'));
});
afterAll(async () => {
  for (const { engine } of opened) await engine.close();
  rmSync(root, { recursive: true });
});

async function openTables(changed: Record<string, string | null>, kind = 'native'): Promise<Opened> {
  const tables = Object.entries({ ...smallTables, ...changed });
  const kept = tables.filter((entry): entry is [string, string] => entry[1] !== null);
  const folder = await writeTables(join(root, `r${folders++}`), 'parquet', Object.fromEntries(kept));
  const engine = await engines.find((each) => each.kind === kind)?.create();
  const result = await open(folder, engine ? { engine } : {});
  opened.push(result);
  return result;
}

/** A release as it comes without any mapping: codes only, no vocabulary. */
const codesOnly: Record<string, string | null> = {
  concept: null,
  concept_ancestor: null,
  person: `SELECT i AS person_id, CASE i % 2 WHEN 0 THEN '男' ELSE '2' END AS gender_source_value,
    CAST(1940 + i AS INTEGER) AS year_of_birth FROM range(1, 21) AS r(i)`,
  condition_occurrence: `SELECT i AS condition_occurrence_id, 1 + i % 20 AS person_id, 0 AS condition_concept_id,
    DATE '2016-01-01' + CAST(i * 17 AS INTEGER) AS condition_start_date,
    CASE i % 4 WHEN 0 THEN 'I200' WHEN 1 THEN 'I20.0' WHEN 2 THEN 'e11' ELSE '8830403' END AS condition_source_value
    FROM range(1, 101) AS r(i)`,
  drug_exposure: `SELECT i AS drug_exposure_id, 1 + i % 20 AS person_id,
    DATE '2017-01-01' + CAST(i * 11 AS INTEGER) AS drug_exposure_start_date, CAST(7 AS INTEGER) AS days_supply,
    CASE i % 3 WHEN 0 THEN '2123016F1107' WHEN 1 THEN '2123016F2103' ELSE 'C07AB07' END AS drug_source_value
    FROM range(1, 61) AS r(i)`,
  measurement: `SELECT i AS measurement_id, 1 + i % 20 AS person_id, 0 AS measurement_concept_id,
    DATE '2018-03-01' + CAST(i AS INTEGER) AS measurement_date, 5.5 AS value_as_number, '160010010' AS measurement_source_value,
    '%' AS unit_source_value FROM range(1, 81) AS r(i)`,
};

describe.each(engines.map(({ kind }) => kind))(
  'a release with source codes only, on the %s engine',
  (kind) => {
    test('gets concepts, a hierarchy and eras of ingredients', async () => {
      const { release, query } = await openTables(codesOnly, kind);
      const codes = release.card.notes.map(({ code }) => code);
      expect(codes).toContain('hierarchyFromPrefixes');
      expect(codes).toContain('conceptsFromSourceCodes');
      expect(release.card.tables.find(({ table }) => table === 'concept')?.origin).toBe('derived');

      // One spelling of a code, with its block and chapter above it.
      expect(
        await query(sql`SELECT c.concept_code AS code, c.vocabulary_id AS vocabulary, c.domain_id AS domain,
          CAST(count(o.condition_occurrence_id) AS INTEGER) AS records
        FROM cdm.concept AS c LEFT JOIN cdm.condition_occurrence AS o ON o.condition_concept_id = c.concept_id
        WHERE c.domain_id = 'Condition' GROUP BY ALL ORDER BY vocabulary, code`),
      ).toEqual([
        ...['E00-E90', 'E10-E14'].map((code) => ({
          code,
          vocabulary: 'ICD10',
          domain: 'Condition',
          records: 0,
        })),
        { code: 'E11', vocabulary: 'ICD10', domain: 'Condition', records: 25 },
        ...['I00-I99', 'I20', 'I20-I25'].map((code) => ({
          code,
          vocabulary: 'ICD10',
          domain: 'Condition',
          records: 0,
        })),
        { code: 'I20.0', vocabulary: 'ICD10', domain: 'Condition', records: 50 },
        { code: '8830403', vocabulary: 'Source condition', domain: 'Condition', records: 25 },
      ]);
      expect(
        await query(sql`SELECT a.concept_code AS ancestor, h.min_levels_of_separation AS levels
        FROM cdm.concept_ancestor AS h JOIN cdm.concept AS a ON a.concept_id = h.ancestor_concept_id
        JOIN cdm.concept AS d ON d.concept_id = h.descendant_concept_id WHERE d.concept_code = 'I20.0' ORDER BY levels`),
      ).toEqual([
        { ancestor: 'I20.0', levels: 0 },
        { ancestor: 'I20', levels: 1 },
        { ancestor: 'I20-I25', levels: 2 },
        { ancestor: 'I00-I99', levels: 3 },
      ]);
      // Two products of one ingredient make eras of the ingredient; an ATC code stands for itself.
      expect(
        await query(sql`SELECT c.concept_code AS code, CAST(sum(e.drug_exposure_count) AS INTEGER) AS exposures
        FROM cdm.drug_era AS e JOIN cdm.concept AS c ON c.concept_id = e.drug_concept_id GROUP BY code ORDER BY code`),
      ).toEqual([
        { code: '2123016', exposures: 40 },
        { code: 'C07AB07', exposures: 20 },
      ]);
      expect(
        await query(
          sql`SELECT gender_concept_id AS id, CAST(count(*) AS INTEGER) AS n FROM cdm.person GROUP BY id ORDER BY id`,
        ),
      ).toEqual([
        { id: 8507n, n: 10 },
        { id: 8532n, n: 10 },
      ]);
    });

    test('gives a code the same id in every release', async () => {
      const { query } = await openTables({ ...codesOnly, measurement: null, drug_exposure: null }, kind);
      const [row] = await query(sql`SELECT concept_id AS id FROM cdm.concept WHERE concept_code = 'I20.0'`);
      expect(row).toEqual({ id: 2_000_000_000n + BigInt(`0x${'757047de5482'}`) });
      expect(Number.isSafeInteger(Number(row?.id))).toBe(true);
    });
  },
);

describe('a release with concept ids but no concepts', () => {
  test('has them named by their number', async () => {
    const { release, query } = await openTables({ concept: null, concept_ancestor: null });
    expect(
      await query(
        sql`SELECT concept_id AS id, concept_name AS name, domain_id AS domain FROM cdm.concept ORDER BY id`,
      ),
    ).toEqual([
      { id: 101n, name: '101', domain: 'Condition' },
      { id: 102n, name: '102', domain: 'Condition' },
      { id: 103n, name: '103', domain: 'Condition' },
      { id: 201n, name: '201', domain: 'Drug' },
      { id: 301n, name: '301', domain: 'Measurement' },
      { id: 8507n, name: 'MALE', domain: 'Gender' },
      { id: 8532n, name: 'FEMALE', domain: 'Gender' },
      expect.objectContaining({ name: '%', domain: 'Unit' }),
    ]);
    expect(release.card.notes).toContainEqual({ code: 'noHierarchy' });
  });
});

describe('a release with concepts but no hierarchy', () => {
  test('gets one between its own concepts, and no concept more', async () => {
    const { release, query } = await openTables({ concept_ancestor: null });
    expect(release.card.notes).toContainEqual({ code: 'hierarchyFromPrefixes' });
    expect(
      await query(sql`SELECT ancestor_concept_id AS a, descendant_concept_id AS d, min_levels_of_separation AS levels
        FROM cdm.concept_ancestor ORDER BY a, d`),
    ).toEqual([
      { a: 100n, d: 100n, levels: 0 },
      { a: 100n, d: 101n, levels: 1 },
      { a: 100n, d: 102n, levels: 1 },
      { a: 101n, d: 101n, levels: 0 },
      { a: 102n, d: 102n, levels: 0 },
      { a: 103n, d: 103n, levels: 0 },
    ]);
    expect(release.card.tables.find(({ table }) => table === 'concept')).toMatchObject({
      rows: 8,
      origin: 'release',
    });
  });
});

describe('ICD-10 ranges', () => {
  test('chapters hold their blocks, and neither overlap', () => {
    const chapters = icd10Ranges.filter(({ depth }) => depth === 0);
    const blocks = icd10Ranges.filter(({ depth }) => depth === 1);
    expect(chapters).toHaveLength(22);
    for (const ranges of [chapters, blocks]) {
      const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : 1));
      for (const [i, range] of sorted.entries()) {
        expect(range.first <= range.last).toBe(true);
        expect(range.last < (sorted[i + 1]?.first ?? 'a')).toBe(true);
      }
    }
    for (const block of blocks) {
      expect(chapters.filter(({ first, last }) => first <= block.first && block.last <= last)).toHaveLength(
        1,
      );
    }
  });
});

interface Exposure {
  readonly person: number;
  readonly start: number;
  readonly days: number;
}

/** The OHDSI rule in its plainest form: days on which somebody counts as treated, bridged by 30. */
function plainEras(exposures: readonly Exposure[]): string[] {
  const eras: string[] = [];
  for (const person of new Set(exposures.map((each) => each.person))) {
    const own = exposures
      .filter((each) => each.person === person)
      .sort((a, b) => a.start - b.start || a.days - b.days);
    let era: { start: number; end: number; count: number } | null = null;
    for (const { start, days } of own) {
      const end = start + days;
      if (era && start <= era.end + 30) {
        era.end = Math.max(era.end, end);
        era.count++;
      } else {
        if (era) eras.push([person, era.start, era.end, era.count].join());
        era = { start, end, count: 1 };
      }
    }
    if (era) eras.push([person, era.start, era.end, era.count].join());
  }
  return eras.sort();
}

describe('eras', () => {
  test('equal those of the plain rule on random records', async () => {
    const record = fc.record({
      person: fc.integer({ min: 1, max: 20 }),
      start: fc.integer({ min: 0, max: 400 }),
      days: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 60 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 120 }), async (records) => {
        const values = records.map(
          ({ person, start, days }, i) => `(${i + 1}, ${person}, ${start}, ${days})`,
        );
        const { query, engine } = await openTables({
          measurement: null,
          condition_occurrence: `SELECT id AS condition_occurrence_id, person AS person_id, 101 AS condition_concept_id,
            DATE '2016-01-01' + CAST(start AS INTEGER) AS condition_start_date,
            DATE '2016-01-01' + CAST(start + days AS INTEGER) AS condition_end_date
            FROM (VALUES ${values.join()}) AS v(id, person, start, days)`,
          drug_exposure: `SELECT id AS drug_exposure_id, person AS person_id, 201 AS drug_concept_id,
            DATE '2016-01-01' + CAST(start AS INTEGER) AS drug_exposure_start_date,
            DATE '2016-01-01' + CAST(start + days AS INTEGER) AS drug_exposure_end_date
            FROM (VALUES ${values.join()}) AS v(id, person, start, days)`,
        });
        const conditions =
          await query(sql`SELECT person_id || ',' || (condition_era_start_date - DATE '2016-01-01') || ',' ||
          (condition_era_end_date - DATE '2016-01-01') || ',' || condition_occurrence_count AS era FROM cdm.condition_era`);
        const drugs =
          await query(sql`SELECT person_id || ',' || (drug_era_start_date - DATE '2016-01-01') || ',' ||
          (drug_era_end_date - DATE '2016-01-01') || ',' || drug_exposure_count AS era, gap_days AS gap
          FROM cdm.drug_era`);
        await engine.close();
        const expected = plainEras(records);
        expect(conditions.map(({ era }) => era).sort()).toEqual(expected);
        expect(drugs.map(({ era }) => era).sort()).toEqual(expected);
        for (const { gap } of drugs) expect(Number(gap)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 8 },
    );
  });
});
