import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../shared/engine/sql.ts';
import { publicKeyFile } from '../../shared/release/minisign.ts';
import { open, problemsOpening, today } from './opening.ts';
import {
  encodeShiftJis,
  manifestOf,
  smallTables,
  testKey,
  trustedTestKey,
  writeManifest,
  writeTables,
} from './smallRelease.ts';

let root: string;
let parquet: string;
let csv: string;
let copies = 0;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'akashi-bad-'));
  parquet = await writeTables(join(root, 'parquet'), 'parquet');
  csv = await writeTables(join(root, 'csv'), 'csv');
});
afterAll(() => rmSync(root, { recursive: true }));

function copyOf(folder: string): string {
  const copy = join(root, `copy${copies++}`);
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function editCsv(file: string, change: (lines: string[]) => void): string {
  const copy = copyOf(csv);
  const lines = readFileSync(join(copy, file), 'utf8').split('\n');
  change(lines);
  writeFileSync(join(copy, file), lines.join('\n'));
  return copy;
}

async function withTables(changed: Record<string, string | null>): Promise<string> {
  const tables = Object.entries({ ...smallTables, ...changed });
  const kept = tables.filter((entry): entry is [string, string] => entry[1] !== null);
  return writeTables(join(root, `tables${copies++}`), 'parquet', Object.fromEntries(kept));
}

describe('a managed release', () => {
  test('that is right opens, with its terms and its provider', async () => {
    const folder = writeManifest(copyOf(parquet), manifestOf(parquet), true);
    const { release, engine } = await open(folder, { trustedKeys: [trustedTestKey] });
    await engine.close();
    expect(release.card).toMatchObject({
      releaseId: 'small-2026-04',
      title: '小さな提供データ',
      kind: 'anonymized',
      provider: { name: '提供元', certification: '認定第1号' },
      withdrawnSince: 3,
      persons: 20,
      signature: { state: 'trusted', keyId: testKey.keyId, keyName: 'Test provider' },
      terms: { purpose: '試験', licensee: '利用者', expires: '2028-03-31', minimumCell: 10 },
    });
    expect(release.card.notes.filter(({ code }) => code === 'unsigned' || code === 'unmanaged')).toEqual([]);
  });

  test('that is unsigned, or signed with an unknown key, opens with a note', async () => {
    const unsigned = await open(writeManifest(copyOf(parquet), manifestOf(parquet)));
    await unsigned.engine.close();
    expect(unsigned.release.card.notes).toContainEqual({ code: 'unsigned' });
    const unknown = await open(writeManifest(copyOf(parquet), manifestOf(parquet), true));
    await unknown.engine.close();
    expect(unknown.release.card.signature).toEqual({ state: 'unknownKey', keyId: testKey.keyId });
    expect(unknown.release.card.notes).toContainEqual({ code: 'unknownKey', keyId: testKey.keyId });
  });

  test('whose manifest or signature was touched is refused', async () => {
    const invalid = { code: 'release.signatureInvalid', params: { file: 'datapackage.json.minisig' } };
    const touched = writeManifest(copyOf(parquet), manifestOf(parquet), true);
    writeFileSync(
      join(touched, 'datapackage.json'),
      `${readFileSync(join(touched, 'datapackage.json'), 'utf8')} `,
    );
    expect(await problemsOpening(touched, { trustedKeys: [trustedTestKey] })).toEqual([invalid]);
    const damaged = writeManifest(copyOf(parquet), manifestOf(parquet), true);
    writeFileSync(join(damaged, 'datapackage.json.minisig'), 'no signature');
    expect(await problemsOpening(damaged, { trustedKeys: [] })).toEqual([invalid]);
    const otherKey = {
      name: 'x',
      publicKey: publicKeyFile({ ...testKey, seed: new Uint8Array(32).fill(9) }),
    };
    const forged = writeManifest(copyOf(parquet), manifestOf(parquet), true);
    expect(await problemsOpening(forged, { trustedKeys: [otherKey] })).toEqual([invalid]);
  });

  test('has every missing, shortened or changed file named at once', async () => {
    const manifest = manifestOf(parquet);
    const folder = writeManifest(copyOf(parquet), manifest);
    rmSync(join(folder, 'concept.parquet'));
    truncateSync(join(folder, 'person.parquet'), 100);
    expect(await problemsOpening(folder)).toEqual([
      { code: 'release.missingFile', params: { file: 'concept.parquet' } },
      {
        code: 'release.sizeMismatch',
        params: {
          file: 'person.parquet',
          expected: manifest.resources.find(({ name }) => name === 'person')?.bytes,
          found: 100,
        },
      },
    ]);
    const changed = writeManifest(copyOf(parquet), manifest);
    for (const file of ['death.parquet', 'measurement.parquet', 'drug_exposure.parquet']) {
      if (file === 'death.parquet') continue;
      const bytes = readFileSync(join(changed, file));
      bytes[50] = (bytes[50] ?? 0) ^ 1;
      writeFileSync(join(changed, file), bytes);
    }
    expect(await problemsOpening(changed)).toEqual([
      { code: 'release.hashMismatch', params: { file: 'drug_exposure.parquet' } },
      { code: 'release.hashMismatch', params: { file: 'measurement.parquet' } },
    ]);
  });

  test('that names a file outside itself is refused', async () => {
    const manifest = manifestOf(parquet);
    manifest.resources[0] = { name: 'person', path: '../../etc/passwd', hash: 'a'.repeat(64), bytes: 1 };
    expect(await problemsOpening(writeManifest(copyOf(parquet), manifest))).toEqual([
      { code: 'release.unsafePath', params: { file: '../../etc/passwd' } },
    ]);
  });

  test('that expired, is of the future, or soon ends is told', async () => {
    const folder = writeManifest(copyOf(parquet), manifestOf(parquet));
    expect(await problemsOpening(folder, { today: '2028-04-01' })).toEqual([
      { code: 'release.expired', params: { expires: '2028-03-31' } },
    ]);
    expect(await problemsOpening(folder, { today: '2026-03-31' })).toEqual([
      { code: 'release.notYetValid', params: { released: '2026-04-01' } },
    ]);
    const soon = await open(folder, { today: '2028-03-01' });
    await soon.engine.close();
    expect(soon.release.card.notes).toContainEqual({ code: 'expiresSoon', expires: '2028-03-31' });
  });

  test('notes files that it does not list and another number of persons', async () => {
    const manifest = manifestOf(parquet);
    manifest.akashi.population = { persons: 21 };
    const folder = writeManifest(copyOf(parquet), manifest);
    writeFileSync(join(folder, 'readme.txt'), 'x');
    writeFileSync(join(folder, 'death.csv'), 'person_id\n1\n');
    const { release, engine } = await open(folder);
    await engine.close();
    expect(release.card.notes).toContainEqual({ code: 'fileIgnored', file: 'death.csv' });
    expect(release.card.notes).toContainEqual({ code: 'fileIgnored', file: 'readme.txt' });
    expect(release.card.notes).toContainEqual({ code: 'populationDiffers', stated: 21, found: 20 });
    expect(release.card.tables.find(({ table }) => table === 'death')).toMatchObject({ origin: 'absent' });
  });

  test('with records of persons who are not in it is refused', async () => {
    const folder = await withTables({ person: `SELECT * FROM (${smallTables.person}) WHERE person_id <> 7` });
    const dangling = await problemsOpening(writeManifest(folder, manifestOf(folder)));
    expect(dangling).toContainEqual({
      code: 'release.danglingReference',
      params: { table: 'condition_occurrence', column: 'person_id', target: 'person', rows: 5 },
    });
    rmSync(join(folder, 'datapackage.json'));
    const { release, engine } = await open(folder);
    await engine.close();
    expect(release.card.notes).toContainEqual({
      code: 'danglingReference',
      table: 'condition_occurrence',
      column: 'person_id',
      rows: 5,
    });
  });
});

describe('a folder', () => {
  test('that is no release says so', async () => {
    const folder = join(root, 'holiday');
    mkdirSync(folder);
    writeFileSync(join(folder, 'photo.jpg'), 'x');
    expect(await problemsOpening(folder)).toEqual([
      { code: 'release.notARelease', params: { locator: 'holiday' } },
    ]);
  });

  test('without persons or observation periods says which table is missing', async () => {
    expect(await problemsOpening(await withTables({ observation_period: null }))).toEqual([
      { code: 'release.missingTable', params: { table: 'observation_period' } },
    ]);
    const empty = await withTables({ person: `SELECT * FROM (${smallTables.person}) WHERE FALSE` });
    expect(await problemsOpening(empty)).toContainEqual({
      code: 'release.missingTable',
      params: { table: 'person' },
    });
  });

  test('with one table twice says which files', async () => {
    const folder = copyOf(parquet);
    cpSync(join(csv, 'person.csv'), join(folder, 'person.csv'));
    expect(await problemsOpening(folder)).toEqual([
      {
        code: 'release.ambiguousTable',
        params: { table: 'person', file: 'person.parquet', other: 'person.csv' },
      },
    ]);
  });

  test('with a table in numbered parts reads them all', async () => {
    const folder = await withTables({
      condition_occurrence: null,
      condition_occurrence_1: `SELECT * FROM (${smallTables.condition_occurrence}) WHERE condition_occurrence_id <= 40`,
      condition_occurrence_2: `SELECT * FROM (${smallTables.condition_occurrence}) WHERE condition_occurrence_id > 40`,
    });
    const { release, engine } = await open(folder);
    await engine.close();
    expect(release.card.tables.find(({ table }) => table === 'condition_occurrence')?.rows).toBe(100);
  });
});

describe('a damaged file', () => {
  test.each([0, 7, 60, 400])('Parquet cut off after %i bytes is named', async (bytes) => {
    const folder = copyOf(parquet);
    truncateSync(join(folder, 'measurement.parquet'), bytes);
    expect(await problemsOpening(folder)).toEqual([
      { code: 'release.fileDamaged', params: { file: 'measurement.parquet' } },
    ]);
  });

  test('CSV with a row of too many or too few fields is named with its row', async () => {
    const more = editCsv('measurement.csv', (lines) => {
      lines[11] += ',1,2';
    });
    expect(await problemsOpening(more)).toMatchObject([
      { code: 'release.csvRow', params: { file: 'measurement.csv', row: 12, expected: 7 } },
    ]);
    const less = editCsv('person.csv', (lines) => {
      lines[5] = '5,8507';
    });
    expect(await problemsOpening(less)).toEqual([
      { code: 'release.csvRow', params: { file: 'person.csv', row: 6, expected: 7, found: 2 } },
    ]);
  });

  test('CSV in no encoding is named with its row', async () => {
    const folder = copyOf(csv);
    const bytes = Buffer.concat([
      readFileSync(join(folder, 'person.csv')),
      Buffer.from('99,8507,1950,1,0,0,'),
      Buffer.of(0xff, 0xfe, 0xff),
      Buffer.from('\n'),
    ]);
    writeFileSync(join(folder, 'person.csv'), bytes);
    expect(await problemsOpening(folder)).toEqual([
      { code: 'release.encoding', params: { file: 'person.csv', row: 22 } },
    ]);
  });

  test('CSV in another encoding than the manifest declares is named with its row', async () => {
    const folder = copyOf(csv);
    writeFileSync(
      join(folder, 'concept.csv'),
      encodeShiftJis(readFileSync(join(folder, 'concept.csv'), 'utf8')),
    );
    const manifest = manifestOf(folder);
    const resources = manifest.resources.map((resource) => ({ ...resource, encoding: 'utf-8' }));
    expect(await problemsOpening(writeManifest(folder, { ...manifest, resources }))).toEqual([
      { code: 'release.encoding', params: { file: 'concept.csv', row: 2 } },
    ]);
    const right = manifest.resources.map((resource) =>
      resource.name === 'concept' ? { ...resource, encoding: 'Shift_JIS' } : resource,
    );
    const { engine, query } = await open(writeManifest(folder, { ...manifest, resources: right }));
    expect(await query(sql`SELECT concept_name FROM cdm.concept WHERE concept_id = 101`)).toEqual([
      { concept_name: '不安定狭心症' },
    ]);
    await engine.close();
  });
});

describe('values of a wrong type', () => {
  test('in CSV are named by file, row and column, the first of each column', async () => {
    const folder = editCsv('condition_occurrence.csv', (lines) => {
      lines[3] = (lines[3] ?? '').replace(/^\d+,\d+,\d+,[\d-]+/, '3,4,abc,2016-13-45');
      lines[8] = (lines[8] ?? '').replace(/^\d+,\d+,\d+/, '8,9,x');
    });
    expect(await problemsOpening(folder)).toEqual([
      {
        code: 'release.type',
        params: { file: 'condition_occurrence.csv', row: 4, column: 'condition_concept_id', type: 'bigint' },
      },
      {
        code: 'release.type',
        params: { file: 'condition_occurrence.csv', row: 4, column: 'condition_start_date', type: 'date' },
      },
    ]);
  });

  test('in CSV are named by the line that an editor shows, whatever lies before it', async () => {
    const folder = editCsv('condition_occurrence.csv', (lines) => {
      lines[2] = `${(lines[2] ?? '').replace(/,[^,]*$/, '')},"two\nlines, ""and"" more"`;
      lines[3] = `\n${lines[3]}`;
      lines[6] = (lines[6] ?? '').replace(/^\d+,\d+/, '6,who');
    });
    expect(await problemsOpening(folder)).toEqual([
      {
        code: 'release.type',
        params: { file: 'condition_occurrence.csv', row: 9, column: 'person_id', type: 'bigint' },
      },
    ]);
  });

  test('in Parquet are named by file, row and column', async () => {
    const folder = await withTables({
      measurement: `SELECT * REPLACE (CASE measurement_id WHEN 33 THEN 'n/a' ELSE CAST(value_as_number AS VARCHAR) END AS value_as_number)
        FROM (${smallTables.measurement}) ORDER BY measurement_id`,
      person: `SELECT * REPLACE (CAST(year_of_birth AS DOUBLE) + CASE person_id WHEN 4 THEN 0.5 ELSE 0 END AS year_of_birth)
        FROM (${smallTables.person}) ORDER BY person_id`,
    });
    expect(await problemsOpening(folder)).toEqual([
      {
        code: 'release.type',
        params: { file: 'person.parquet', row: 4, column: 'year_of_birth', type: 'integer' },
      },
      {
        code: 'release.type',
        params: { file: 'measurement.parquet', row: 33, column: 'value_as_number', type: 'double' },
      },
    ]);
  });

  test('that only are written differently are read', async () => {
    const folder = await withTables({
      observation_period: `SELECT CAST(observation_period_id AS DOUBLE) AS observation_period_id, CAST(person_id AS VARCHAR) || '.0' AS person_id,
        strftime(observation_period_start_date, '%Y%m%d') AS observation_period_start_date,
        CAST(observation_period_end_date AS TIMESTAMP) AS observation_period_end_date, period_type_concept_id
        FROM (${smallTables.observation_period})`,
    });
    const { release, engine } = await open(folder);
    await engine.close();
    expect(release.card.coverage).toMatchObject({ first: '2015-01-02', last: '2024-12-30' });
  });
});

describe('content against the data model', () => {
  test('a missing column that matters is a problem, another one a note', async () => {
    const folder = await withTables({
      condition_occurrence: `SELECT * EXCLUDE (condition_start_date, condition_type_concept_id) FROM (${smallTables.condition_occurrence})`,
    });
    expect(await problemsOpening(folder)).toContainEqual({
      code: 'release.missingColumn',
      params: { file: 'condition_occurrence.parquet', column: 'condition_start_date' },
    });
    const { release, engine } = await open(parquet);
    await engine.close();
    expect(release.card.notes).toContainEqual({
      code: 'columnAbsent',
      table: 'measurement',
      column: 'unit_concept_id',
    });
  });

  test('repeated keys and empty required values are counted', async () => {
    const folder = await withTables({
      drug_exposure: `SELECT * REPLACE (drug_exposure_id % 50 AS drug_exposure_id) FROM (${smallTables.drug_exposure})`,
      measurement: `SELECT * REPLACE (NULLIF(person_id, 3) AS person_id) FROM (${smallTables.measurement})`,
    });
    expect(await problemsOpening(folder)).toEqual([
      {
        code: 'release.duplicateKey',
        params: { table: 'drug_exposure', column: 'drug_exposure_id', rows: 10 },
      },
      { code: 'release.nullRequired', params: { file: 'measurement.parquet', column: 'person_id', rows: 4 } },
    ]);
  });

  test('dates that cannot be are noted', async () => {
    const folder = await withTables({
      condition_occurrence: `SELECT * REPLACE (CASE condition_occurrence_id WHEN 1 THEN DATE '1800-01-01' WHEN 2 THEN DATE '2999-01-01'
        ELSE condition_start_date END AS condition_start_date) FROM (${smallTables.condition_occurrence})`,
    });
    const { release, engine } = await open(folder, { today });
    await engine.close();
    expect(release.card.notes).toContainEqual({
      code: 'implausibleDate',
      table: 'condition_occurrence',
      column: 'condition_start_date',
      rows: 2,
    });
    expect(release.card.notes).toContainEqual({
      code: 'endBeforeStart',
      table: 'condition_occurrence',
      rows: 1,
    });
  });
});
