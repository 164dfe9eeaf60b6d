import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReportFile, readStudyFile } from '../../main/cli/studies/readStudyFile.ts';
import { writeStudy } from '../../main/cli/studies/writeStudy.ts';
import { Terminal } from '../../main/cli/terminal.ts';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { shippedSafetyStudies } from '../../shared/demo/studies/shippedSafetyStudies.ts';
import { shippedStudies } from '../../shared/demo/studies/shippedStudies.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { ReleaseCard } from '../../shared/release/releaseCard.ts';
import type { Workbench } from '../../shared/workbench.ts';

const job = new JobControl();
const terminal = new Terminal('ja', true);
let folder: string;
let workbench: Workbench;
let card: ReleaseCard;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-safety-'));
  workbench = createNodeWorkbench({ userData: join(folder, 'user') });
  const demo = { folder: join(folder, 'demo'), persons: 3_000, seed: 5 };
  const { locator } = await workbench.run('demo.create', demo, job);
  card = await workbench.run('release.open', { locator }, job);
}, 120_000);

afterAll(async () => {
  await workbench?.close();
  rmSync(folder, { recursive: true, force: true });
});

function studyPath(): string {
  const path = join(folder, 'loxoprofen-safety.json');
  const text = shippedSafetyStudies().find(({ name }) => name === 'loxoprofen-safety')?.text ?? '';
  writeFileSync(path, JSON.stringify({ ...JSON.parse(text), tree: { replications: 99 } }));
  return path;
}

test('a safety study file becomes a report, a result, tables and figures, and a few lines', async () => {
  const file = await readStudyFile(studyPath());
  const out = join(folder, 'out');
  const { files, lines, report } = await writeStudy({ workbench, card, file, folder: out, terminal, job });
  expect(readdirSync(out).sort()).toEqual([...files].sort());
  expect(files).toEqual(
    expect.arrayContaining([
      'result.json',
      'report.html',
      'funnel.csv',
      'groups.csv',
      'leading.csv',
      'follow-up.csv',
      'tree.csv',
    ]),
  );
  const { timesAtRisk } = JSON.parse(file.text);
  for (const { id } of timesAtRisk) expect(files).toContain(`events-${id}.csv`);
  const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
  expect(result.comparisons).toBeGreaterThan(0);
  expect(result.timesAtRisk[0].rows.length).toBeGreaterThan(10);
  expect(readFileSync(report, 'utf8')).toContain(result.studyHash);
  expect(lines.slice(0, 3).map((line) => line.split(' ')[0])).toEqual(['曝露群', '非曝露群:', '実薬対照群']);
  expect(lines.join('\n')).toContain(`${new Intl.NumberFormat('ja-JP').format(result.comparisons)} 回の比較`);
  expect(lines.join('\n')).toMatch(/シグナル/);
}, 120_000);

test('reports in a file of Shift_JIS stand beside what was observed', async () => {
  const path = join(folder, 'reports.csv');
  // 医薬品,有害事象,報告数 / ロキソプロフェン,K25.4,7
  const header = [
    0x88, 0xe3, 0x96, 0xf2, 0x95, 0x69, 0x2c, 0x97, 0x4c, 0x8a, 0x51, 0x8e, 0x96, 0x8f, 0xdb, 0x2c, 0x95,
    0xf1, 0x8d, 0x90, 0x90, 0x94, 0x0a,
  ];
  const row = [
    0x83, 0x8d, 0x83, 0x4c, 0x83, 0x5c, 0x83, 0x76, 0x83, 0x8d, 0x83, 0x74, 0x83, 0x46, 0x83, 0x93,
  ];
  writeFileSync(path, Buffer.from([...header, ...row, ...Buffer.from(',A09.9,7\n')]));
  const out = join(folder, 'reported');
  const file = await readStudyFile(studyPath());
  const reports = [await readReportFile(path)];
  expect(reports[0]?.text).toContain('ロキソプロフェン');
  await writeStudy({ workbench, card, file, folder: out, terminal, job }, reports);
  const { reported } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
  expect(reported).toMatchObject({ source: 'files', reports: 7, ofDrug: 7 });
  expect(readFileSync(join(out, 'reported.csv'), 'utf8')).toContain('A09');
}, 120_000);

test('reports are refused for a comparison, and a file of no known kind before a release is opened', async () => {
  const [comparison] = shippedStudies();
  if (!comparison) throw new RangeError('nothing shipped');
  const run = { workbench, card, file: comparison, folder: join(folder, 'never'), terminal, job };
  await expect(writeStudy(run, [])).rejects.toMatchObject({ code: 'study.reportsOfComparison' });
  const path = join(folder, 'unknown.json');
  writeFileSync(path, JSON.stringify({ akashiStudy: 1, type: 'survey' }));
  await expect(readStudyFile(path)).rejects.toMatchObject({
    code: 'study.problems',
    params: { failures: [{ code: 'study.unknownType' }] },
  });
});

test('a cancelled study writes nothing', async () => {
  const file = await readStudyFile(studyPath());
  const cancelled = new JobControl();
  cancelled.cancel();
  const out = join(folder, 'cancelled');
  const study = { ...file, text: file.text.replace('"tree"', '"seed":1,"tree"') };
  await expect(
    writeStudy({ workbench, card, file: study, folder: out, terminal, job: cancelled }),
  ).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(readdirSync(folder)).not.toContain('cancelled');
});
