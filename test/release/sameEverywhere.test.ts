import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPickedFiles } from '../../renderer/files/pickedFiles.ts';
import { cdmTables } from '../../shared/release/cdm/cdmTables.ts';
import type { ReleaseFiles } from '../../shared/release/releaseFiles.ts';
import { engines } from '../contract/engines.ts';
import { zipOf } from '../files/zipFixture.ts';
import { allRows, open } from './opening.ts';
import { encodeShiftJis, filesOf, rewriteCsv, writeTables } from './smallRelease.ts';

let root: string;
let parquet: string;
let csv: string;
let reference: Content;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'akashi-same-'));
  parquet = await writeTables(join(root, 'parquet'), 'parquet');
  csv = await writeTables(join(root, 'csv'), 'csv');
  reference = await contentOf(parquet, 'native');
});
afterAll(() => rmSync(root, { recursive: true }));

interface Content {
  readonly card: unknown;
  readonly rows: Record<string, unknown>;
}

async function contentOf(from: string | ReleaseFiles, kind: string): Promise<Content> {
  const engine = await engines.find((each) => each.kind === kind)?.create();
  if (!engine) throw new Error(`no engine ${kind}`);
  const { release, query } = await open(from, { engine });
  const rows: Record<string, unknown> = {};
  for (const table of cdmTables) rows[table.name] = await query(allRows(table));
  await engine.close();
  const { digest, title, releaseId, ...card } = release.card;
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  return { card, rows };
}

async function zipped(folder: string): Promise<string> {
  const path = `${folder}.zip`;
  writeFileSync(path, await zipOf(filesOf(folder)));
  return path;
}

const ways: Record<string, () => Promise<string | ReleaseFiles>> = {
  'Parquet folder': async () => parquet,
  'Parquet zip': () => zipped(parquet),
  'Parquet picked in a browser': () =>
    openPickedFiles(
      Object.entries(filesOf(parquet)).map(([name, bytes]) => ({
        path: `release/${name}`,
        file: new File([new Uint8Array(bytes)], name),
      })),
    ),
  'UTF-8 CSV folder': async () => csv,
  'UTF-8 CSV zip': () => zipped(csv),
  'UTF-8 CSV with byte order mark and CRLF': async () =>
    rewriteCsv(csv, join(root, 'bom'), (text) =>
      new TextEncoder().encode(`\uFEFF${text.replaceAll('\n', '\r\n')}`),
    ),
  'tab-separated text with capitals in the header': async () =>
    rewriteCsv(csv, join(root, 'tab'), (text) =>
      new TextEncoder().encode(
        text
          .replace(/^.*/, (header) => header.toUpperCase())
          .split(/("(?:[^"]|"")*")/)
          .map((part, i) => (i % 2 === 0 ? part.replaceAll(',', '\t') : part))
          .join(''),
      ),
    ),
  'Shift_JIS CSV folder': async () => rewriteCsv(csv, join(root, 'sjis'), encodeShiftJis),
  'Shift_JIS CSV zip': async () => zipped(rewriteCsv(csv, join(root, 'sjis'), encodeShiftJis)),
};

describe.each(engines.map(({ kind }) => kind))('on the %s engine', (kind) => {
  test.each(Object.keys(ways))('%s gives the same card and rows', async (way) => {
    const content = await contentOf(await (ways[way] as () => Promise<string | ReleaseFiles>)(), kind);
    expect(content.card).toEqual(reference.card);
    for (const { name } of cdmTables)
      expect([name, content.rows[name]]).toEqual([name, reference.rows[name]]);
  });
});
