import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type MinisignSecretKey, publicKeyFile, signMinisign } from '../../shared/release/minisign.ts';

/** Tables of a small release with Japanese text, delimiters and line breaks in values, and NULLs: name → query. */
export const smallTables: Readonly<Record<string, string>> = {
  person: `SELECT i AS person_id, CASE i % 2 WHEN 0 THEN 8507 ELSE 8532 END AS gender_concept_id,
    CAST(1940 + i AS INTEGER) AS year_of_birth, CAST(1 + i % 12 AS INTEGER) AS month_of_birth,
    0 AS race_concept_id, 0 AS ethnicity_concept_id, 'P-' || i AS person_source_value
    FROM range(1, 21) AS r(i)`,
  observation_period: `SELECT i AS observation_period_id, i AS person_id,
    DATE '2015-01-01' + CAST(i AS INTEGER) AS observation_period_start_date,
    DATE '2024-12-31' - CAST(i AS INTEGER) AS observation_period_end_date, 32810 AS period_type_concept_id
    FROM range(1, 21) AS r(i)`,
  condition_occurrence: `SELECT i AS condition_occurrence_id, 1 + i % 20 AS person_id,
    CASE i % 3 WHEN 0 THEN 101 WHEN 1 THEN 102 ELSE 103 END AS condition_concept_id,
    DATE '2016-01-01' + CAST(i * 17 AS INTEGER) AS condition_start_date,
    CASE i % 4 WHEN 0 THEN NULL ELSE DATE '2016-01-05' + CAST(i * 17 AS INTEGER) END AS condition_end_date,
    32810 AS condition_type_concept_id,
    CASE i % 3 WHEN 0 THEN '不安定狭心症' WHEN 1 THEN '安静時,"狭心症"' ELSE '２型糖尿病' END AS condition_source_value
    FROM range(1, 101) AS r(i)`,
  drug_exposure: `SELECT i AS drug_exposure_id, 1 + i % 20 AS person_id, 201 AS drug_concept_id,
    DATE '2017-01-01' + CAST(i * 11 AS INTEGER) AS drug_exposure_start_date,
    CASE i % 5 WHEN 0 THEN NULL ELSE DATE '2017-01-15' + CAST(i * 11 AS INTEGER) END AS drug_exposure_end_date,
    32810 AS drug_type_concept_id, 1.5 * (1 + i % 3) AS quantity, CAST(14 AS INTEGER) AS days_supply
    FROM range(1, 61) AS r(i)`,
  measurement: `SELECT i AS measurement_id, 1 + i % 20 AS person_id, 301 AS measurement_concept_id,
    DATE '2018-03-01' + CAST(i AS INTEGER) AS measurement_date, 32817 AS measurement_type_concept_id,
    CASE i % 7 WHEN 0 THEN NULL ELSE 5.0 + i / 32 END AS value_as_number, '%' AS unit_source_value
    FROM range(1, 81) AS r(i)`,
  concept: `SELECT * FROM (VALUES
    (100, '虚血性心疾患', 'Condition', 'ICD10', 'ICD10', 'S', 'I20-I25'),
    (101, '不安定狭心症', 'Condition', 'ICD10', 'ICD10', 'S', 'I20.0'),
    (102, '狭心症, 詳細不明', 'Condition', 'ICD10', 'ICD10', 'S', 'I20.9'),
    (103, '２型糖尿病', 'Condition', 'ICD10', 'ICD10', NULL, 'E11'),
    (201, 'ビソプロロール', 'Drug', 'RxNorm', 'Ingredient', 'S', '19484'),
    (301, 'HbA1c', 'Measurement', 'LOINC', 'Lab Test', 'S', '4548-4'),
    (8507, 'MALE', 'Gender', 'Gender', 'Gender', 'S', 'M'), (8532, 'FEMALE', 'Gender', 'Gender', 'Gender', 'S', 'F'))
    AS c(concept_id, concept_name, domain_id, vocabulary_id, concept_class_id, standard_concept, concept_code),
    (SELECT DATE '1970-01-01' AS valid_start_date, DATE '2099-12-31' AS valid_end_date, CAST(NULL AS VARCHAR) AS invalid_reason)`,
  concept_ancestor: `SELECT * FROM (VALUES (100, 101, 1, 1), (100, 102, 1, 1), (100, 100, 0, 0), (201, 201, 0, 0))
    AS a(ancestor_concept_id, descendant_concept_id, min_levels_of_separation, max_levels_of_separation)`,
};

/** Writes tables into a folder as Parquet or as UTF-8 CSV. */
export async function writeTables(
  folder: string,
  format: 'parquet' | 'csv',
  tables: Readonly<Record<string, string>> = smallTables,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const [table, query] of Object.entries(tables)) {
    const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet';
    await connection.run(`COPY (${query}) TO '${join(folder, `${table}.${format}`)}' (${options})`);
  }
  connection.closeSync();
  instance.closeSync();
  return folder;
}

/** Copies a folder of UTF-8 CSV files, each passed through `change`. */
export function rewriteCsv(from: string, to: string, change: (text: string) => Uint8Array): string {
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from))
    writeFileSync(join(to, file), change(readFileSync(join(from, file), 'utf8')));
  return to;
}

/** The files of a folder by name. */
export function filesOf(folder: string): Record<string, Uint8Array> {
  return Object.fromEntries(
    readdirSync(folder).map((file) => [file, new Uint8Array(readFileSync(join(folder, file)))]),
  );
}

/** Text in CP932. @throws Error on a character that it does not have */
export function encodeShiftJis(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = shiftJisOf().get(character);
      if (!bytes) throw new Error(`not in CP932: ${character}`);
      return bytes;
    }),
  );
}

let table: Map<string, readonly number[]> | null = null;
function shiftJisOf(): Map<string, readonly number[]> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('shift_jis');
  for (let lead = 0xfc; lead >= 0x81; lead--) {
    for (let trail = 0xfc; trail >= 0x40; trail--) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\uFFFD') table.set(text, [lead, trail]);
    }
  }
  for (let byte = 0; byte < 0x80; byte++) table.set(String.fromCharCode(byte), [byte]);
  return table;
}

export const testKey: MinisignSecretKey = { keyId: '00000000000A1CA5', seed: new Uint8Array(32).fill(5) };
export const trustedTestKey = { name: 'Test provider', publicKey: publicKeyFile(testKey) };

/** A right manifest for the files of a folder. */
export function manifestOf(folder: string): {
  resources: { name: string; path: string; hash: string; bytes: number }[];
  akashi: Record<string, unknown>;
} & Record<string, unknown> {
  return {
    name: 'small-release',
    title: '小さな提供データ',
    resources: readdirSync(folder)
      .filter((file) => /\.(parquet|csv)$/.test(file))
      .map((file) => ({
        name: file.replace(/\.\w+$/, ''),
        path: file,
        hash: `sha256:${createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex')}`,
        bytes: statSync(join(folder, file)).size,
      })),
    akashi: {
      formatVersion: 1,
      releaseId: 'small-2026-04',
      kind: 'anonymized',
      provider: { name: '提供元', certification: '認定第1号' },
      model: { name: 'OMOP CDM', version: '5.4' },
      released: '2026-04-01',
      dataCutoff: '2026-03-31',
      population: { persons: 20, withdrawnSince: 3 },
      terms: {
        purpose: '試験',
        licensee: '利用者',
        expires: '2028-03-31',
        outputRules: 'ndb',
        minimumCell: 10,
        personLevelView: false,
      },
    },
  };
}

/** Writes a manifest, and its signature when asked for, beside the files. */
export function writeManifest(folder: string, manifest: unknown, signed = false): string {
  const text = JSON.stringify(manifest, null, 2);
  writeFileSync(join(folder, 'datapackage.json'), text);
  if (signed) {
    const signature = signMinisign(new TextEncoder().encode(text), testKey, 'small release');
    writeFileSync(join(folder, 'datapackage.json.minisig'), signature);
  }
  return folder;
}
