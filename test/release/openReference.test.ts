import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { JobControl } from '../../shared/engine/job.ts';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import { join, name, type Sql, sql } from '../../shared/engine/sql.ts';
import type { CdmTable } from '../../shared/release/cdm/cdmTable.ts';
import { cdmTables } from '../../shared/release/cdm/cdmTables.ts';
import { deriveEra } from '../../shared/release/derive/deriveEras.ts';
import { engines } from '../contract/engines.ts';
import { type Opened, open } from './opening.ts';

const shared = resolve(import.meta.dirname, '../../../shared');
const present = existsSync(shared);
if (!present) process.stdout.write('openReference: ../shared is absent, its data sets are not opened\n');

const opened: Opened[] = [];
afterAll(async () => {
  for (const { engine } of opened) await engine.close();
});

async function openShared(path: string, engine?: QueryEngine): Promise<Opened> {
  const result = await open(resolve(shared, path), engine ? { engine } : {});
  opened.push(result);
  return result;
}

describe.runIf(present)('the Synthea data set', () => {
  test('opens as unmanaged, says that it lacks a hierarchy, and has its drug eras derived', async () => {
    const { release, query } = await openShared('reference/synthea27nj');
    expect(release.card).toMatchObject({
      kind: 'unmanaged',
      persons: 28,
      terms: { outputRules: 'ndb', minimumCell: 10, personLevelView: false },
      coverage: { first: '1955-03-07', last: '2022-10-10' },
    });
    expect(release.card.notes).toEqual([
      { code: 'unmanaged' },
      { code: 'noHierarchy' },
      { code: 'erasDerived', table: 'drug_era' },
    ]);
    expect(release.card.tables).toHaveLength(cdmTables.length);
    expect(release.card.tables.find(({ table }) => table === 'drug_era')).toMatchObject({
      origin: 'derived',
    });
    const [era] = await query(sql`SELECT
      CAST((SELECT count(*) FROM cdm.drug_era) AS INTEGER) AS eras,
      CAST((SELECT sum(drug_exposure_count) FROM cdm.drug_era) AS INTEGER) AS exposures,
      CAST((SELECT count(*) FROM cdm.drug_exposure WHERE drug_concept_id <> 0) AS INTEGER) AS drugs`);
    expect(era?.exposures).toBe(era?.drugs);
    expect(Number(era?.eras)).toBeGreaterThan(0);
  });
});

describe.runIf(present)('the Synthea data set as a zip of CSV files, made on a Mac', () => {
  test.each(engines.map(({ kind }) => kind))(
    'gives the same card and rows as its Parquet on the %s engine',
    async (kind) => {
      const parquet = await openShared('reference/synthea27nj');
      const engine = await engines.find((each) => each.kind === kind)?.create();
      const zip = await openShared('reference/synthea27nj_csv.zip', engine);
      const { digest, title, releaseId, ...card } = zip.release.card;
      expect(parquet.release.card).toMatchObject(card);
      expect(digest).not.toBe(parquet.release.card.digest);
      for (const table of cdmTables) {
        expect([table.name, await zip.query(contentDigest(table))]).toEqual([
          table.name,
          await parquet.query(contentDigest(table)),
        ]);
      }
    },
  );
});

/** All rows as one hash. The Parquet files hold some codes as `65363002.0` that the CSV files hold as `65363002`. */
function contentDigest(table: CdmTable): Sql {
  const columns = table.columns.map(({ name: column, type }) => {
    const text = sql`CAST(${name(column)} AS VARCHAR)`;
    return sql`COALESCE(${type === 'text' ? sql`regexp_replace(${text}, '\\.0$', '')` : text}, '-')`;
  });
  return sql`SELECT md5(string_agg(line, ';' ORDER BY line)) AS digest
    FROM (SELECT ${join(columns, " || '|' || ")} AS line FROM ${name('cdm', table.name)}) AS lines`;
}

describe.runIf(present)('the cohort acceptance data set', () => {
  test('opens, with what is odd in it said', async () => {
    const { release } = await openShared('circe/open/cdm');
    expect(release.card.persons).toBe(5000);
    expect(release.card.notes).toContainEqual({
      code: 'nullRequired',
      table: 'drug_exposure',
      column: 'drug_exposure_end_date',
      rows: 4032,
    });
    expect(release.card.notes).toContainEqual({
      code: 'endBeforeStart',
      table: 'condition_occurrence',
      rows: 601,
    });
  });

  test('the eras derived from it are those that it brings', async () => {
    const { engine, query } = await openShared('circe/open/cdm');
    const connection = await engine.connect();
    for (const table of ['condition_era', 'drug_era'] as const) {
      await connection.run(sql`CREATE TABLE ${name('work', table)} AS SELECT * FROM ${name('cdm', table)}`);
      await connection.run(sql`DELETE FROM ${name('cdm', table)}`);
      await deriveEra(connection, table, new JobControl());
    }
    await connection.close();
    const difference = (table: string, columns: Sql, from: string, other: string) =>
      query(
        sql`SELECT ${columns} FROM ${name(from, table)} EXCEPT ALL SELECT ${columns} FROM ${name(other, table)}`,
      );

    const condition = sql`person_id, condition_concept_id, CAST(condition_era_start_date AS VARCHAR) AS first,
      CAST(condition_era_end_date AS VARCHAR) AS last, condition_occurrence_count`;
    expect(await difference('condition_era', condition, 'work', 'cdm')).toEqual([]);
    expect(await difference('condition_era', condition, 'cdm', 'work')).toEqual([]);

    // Its drug eras also hold records of concepts that have no ingredient; OHDSI's rule makes no eras of these.
    const drug = sql`person_id, drug_concept_id, CAST(drug_era_start_date AS VARCHAR) AS first,
      CAST(drug_era_end_date AS VARCHAR) AS last, drug_exposure_count`;
    expect(await difference('drug_era', drug, 'cdm', 'work')).toEqual([]);
    const missing = new Set(
      (await difference('drug_era', drug, 'work', 'cdm')).map((era) => era.drug_concept_id),
    );
    const ingredients =
      await query(sql`SELECT concept_id FROM cdm.concept WHERE concept_class_id = 'Ingredient'
      AND vocabulary_id LIKE 'RxNorm%'`);
    expect(ingredients.filter(({ concept_id }) => missing.has(concept_id ?? null))).toEqual([]);
  });
});
