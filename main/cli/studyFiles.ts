import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Job } from '../../shared/engine/job.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { inLanguage } from '../../shared/i18n/inLanguage.ts';
import type { ReleaseCard } from '../../shared/release/releaseCard.ts';
import { tableToCsv } from '../../shared/report/charts/chartTable.ts';
import { lightChartTheme } from '../../shared/report/charts/chartTheme.ts';
import { renderStudyReport } from '../../shared/report/study/renderStudyReport.ts';
import { FIGURE_WIDTH, studyCharts } from '../../shared/report/study/studyFigures.ts';
import { studyTables } from '../../shared/report/study/studyTables.ts';
import type { BalanceRow, ComparisonResult, PairResult } from '../../shared/study/result/comparisonResult.ts';
import { parseStudy } from '../../shared/study/specification/parseStudy.ts';
import type { StudyFile } from '../../shared/study/studyApi.ts';
import type { Workbench } from '../../shared/workbench.ts';
import { chartSvg } from './chartSvg.ts';
import type { Terminal } from './terminal.ts';

/** @throws AkashiError `file.unreadable` */
export async function readStudyFile(path: string): Promise<StudyFile> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new AkashiError('file.unreadable', { path }, error);
  });
  return { name: basename(path, extname(path)), text };
}

/** Where a study's files lie. */
export interface WrittenStudy {
  readonly result: ComparisonResult;
  readonly report: string;
  readonly files: readonly string[];
}

/**
 * Runs a study on the open release and writes into a folder: `result.json`, `report.html`, a CSV file for every table
 * and an SVG file for every figure.
 * @throws AkashiError of `studies.run`, `file.unwritable`
 */
export async function writeStudy(
  workbench: Workbench,
  card: ReleaseCard,
  file: StudyFile,
  folder: string,
  terminal: Terminal,
  job: Job,
): Promise<WrittenStudy> {
  const parsed = parseStudy(file);
  const result = await workbench.run('studies.run', file, job);
  // The session refuses what cannot be read, so it was read.
  if (!parsed.ok) throw new RangeError('a study ran that cannot be read');
  const balance = new Map<PairResult, readonly BalanceRow[]>();
  for (const pair of result.pairs) {
    const { target, comparator } = pair;
    balance.set(
      pair,
      await workbench.run('studies.balance', { hash: result.studyHash, target, comparator }, job),
    );
  }
  const { locale } = terminal;
  const tables = studyTables(result, locale, (pair) => balance.get(pair) ?? []);
  const caption = `${inLanguage(result.name, locale)} · ${card.releaseId} · ${result.studyHash}`;
  const report = await renderStudyReport(
    { card, study: parsed.study, result, locale, generatedAt: result.provenance.generatedAt },
    chartSvg,
  );
  const figures: (readonly [string, string])[] = [];
  for (const [id, chart] of studyCharts({ result, study: parsed.study })) {
    const heading = { title: inLanguage(result.name, locale), caption };
    const svg = await chartSvg(chart({ locale, theme: lightChartTheme, width: FIGURE_WIDTH, heading }));
    figures.push([`${id.replaceAll(':', '-')}.svg`, svg]);
  }
  const contents: (readonly [string, string])[] = [
    ['result.json', `${JSON.stringify(result, null, 2)}\n`],
    ['report.html', report],
    ...figures,
    ...tables.map(({ id, table }) => [`${id}.csv`, tableToCsv(table, caption)] as const),
  ];
  job.report({ phase: 'writing', fraction: null });
  for (const [name, content] of contents) await writeInto(folder, name, content);
  return { result, report: join(folder, 'report.html'), files: contents.map(([name]) => name) };
}

async function writeInto(folder: string, name: string, content: string): Promise<void> {
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, content);
  } catch (error) {
    throw new AkashiError('file.unwritable', { path }, error);
  }
}
