import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Ledger } from '../../../main/audit/ledger.ts';
import { genesis } from '../../../main/audit/ledgerEntry.ts';
import { verifyLedger } from '../../../main/audit/verifyLedger.ts';

let folder: string;
let path: string;
const now = () => new Date('2026-04-01T09:00:00Z');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'akashi-ledger-'));
  path = join(folder, 'ledger.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

async function writeThree(): Promise<void> {
  const ledger = new Ledger(path, now);
  await ledger.append({ type: 'opened', releaseId: 'R1', digest: 'd1' });
  await ledger.append({ type: 'generated', cohortHash: 'h1', sql: 'SELECT 1', rows: 120 });
  await ledger.append({ type: 'exported', what: 'attrition.csv', rows: 5 });
}

async function changeLine(line: number, change: (text: string) => string): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  lines[line - 1] = change(lines[line - 1] ?? '');
  await writeFile(path, lines.join('\n'));
}

test('entries are numbered, dated and chained, across restarts', async () => {
  await writeThree();
  const fourth = await new Ledger(path, now).append({ type: 'closed', releaseId: 'R1' });
  const entries = (await readFile(path, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(entries.map((entry) => entry.sequence)).toEqual([1, 2, 3, 4]);
  expect(entries.map((entry) => entry.previous)).toEqual([
    genesis,
    ...entries.slice(0, 3).map((entry) => entry.hash),
  ]);
  expect(entries[0].time).toBe('2026-04-01T09:00:00.000Z');
  expect(await verifyLedger(path)).toEqual({ intact: true, entries: 4, head: fourth.hash });
});

test.each([
  ['a changed number', (text: string) => text.replace('"rows":120', '"rows":12'), 'changed'],
  ['a changed time', (text: string) => text.replace('2026-04-01', '2025-04-01'), 'changed'],
  ['text that is no entry', () => '{"sequence":2}', 'unreadable'],
] as const)('%s is found in its line', async (_what, change, problem) => {
  await writeThree();
  await changeLine(2, change);
  expect(await verifyLedger(path)).toEqual({ intact: false, line: 2, problem });
});

test('a removed entry is found', async () => {
  await writeThree();
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [lines[0], ...lines.slice(2)].join('\n'));
  expect(await verifyLedger(path)).toEqual({ intact: false, line: 2, problem: 'reordered' });
});

test('an entry of another chain is found', async () => {
  await writeThree();
  const otherPath = join(folder, 'other.jsonl');
  const other = new Ledger(otherPath, now);
  await other.append({ type: 'opened', releaseId: 'R2', digest: 'd2' });
  await other.append({ type: 'closed', releaseId: 'R2' });
  const foreign = (await readFile(otherPath, 'utf8')).split('\n')[1] ?? '';
  await changeLine(2, () => foreign);
  expect(await verifyLedger(path)).toEqual({ intact: false, line: 2, problem: 'broken' });
});

test('two writers at once keep one chain', async () => {
  const ledgers = [new Ledger(path, now), new Ledger(path, now)];
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      ledgers[i % 2]?.append({ type: 'overridden', rule: `rule ${i}`, reason: 'reviewed' }),
    ),
  );
  expect(await verifyLedger(path)).toMatchObject({ intact: true, entries: 20 });
});

test('a write that never finished is shown, and what follows still continues the chain', async () => {
  await writeThree();
  await appendFile(path, '{"sequence":4,"ti');
  const entry = await new Ledger(path, now).append({ type: 'closed', releaseId: 'R1' });
  expect(entry.sequence).toBe(4);
  expect(await verifyLedger(path)).toEqual({ intact: false, line: 4, problem: 'unreadable' });
});

test('an entry longer than the piece read from the end is found as the head', async () => {
  const ledger = new Ledger(path, now);
  await ledger.append({ type: 'generated', cohortHash: 'h', sql: '証'.repeat(100_000), rows: 1 });
  await ledger.append({ type: 'closed', releaseId: 'R1' });
  expect(await verifyLedger(path)).toMatchObject({ intact: true, entries: 2 });
});
