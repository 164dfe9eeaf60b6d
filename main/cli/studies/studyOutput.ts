import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../../../shared/engine/job.ts';
import { AkashiError } from '../../../shared/errors/akashiError.ts';
import type { ReleaseCard } from '../../../shared/release/releaseCard.ts';
import type { ChartOptions, ChartSpec } from '../../../shared/report/charts/chartSpec.ts';
import { lightChartTheme } from '../../../shared/report/charts/chartTheme.ts';
import { FIGURE_WIDTH } from '../../../shared/report/study/studyFigures.ts';
import type { StudyFile } from '../../../shared/study/studyApi.ts';
import type { Workbench } from '../../../shared/workbench.ts';
import { chartSvg } from '../chartSvg.ts';
import type { Terminal } from '../terminal.ts';

/** A study that is to run, and where what it finds is written. */
export interface StudyRun {
  readonly workbench: Workbench;
  /** Of the open release. */
  readonly card: ReleaseCard;
  readonly file: StudyFile;
  readonly folder: string;
  readonly terminal: Terminal;
  readonly job: Job;
}

/** What a study left behind. */
export interface WrittenStudy<Result = unknown> {
  /** Path of the report. */
  readonly report: string;
  /** Names of the files in the folder. */
  readonly files: readonly string[];
  /** What it found in a few lines, in the user's language. */
  readonly lines: readonly string[];
  readonly result: Result;
}

/** Figures as files `<id>.svg`, each with its heading. */
export async function figureFiles(
  charts: readonly (readonly [id: string, chart: (options: ChartOptions) => ChartSpec])[],
  heading: { readonly title: string; readonly caption: string },
  { locale }: Terminal,
): Promise<(readonly [name: string, content: string])[]> {
  const files: (readonly [string, string])[] = [];
  for (const [id, chart] of charts) {
    const svg = await chartSvg(chart({ locale, theme: lightChartTheme, width: FIGURE_WIDTH, heading }));
    files.push([`${id.replaceAll(':', '-')}.svg`, svg]);
  }
  return files;
}

/** @throws AkashiError `file.unwritable` */
export async function writeFiles(
  { folder, job }: Pick<StudyRun, 'folder' | 'job'>,
  contents: readonly (readonly [name: string, content: string])[],
): Promise<Pick<WrittenStudy, 'report' | 'files'>> {
  job.report({ phase: 'writing', fraction: null });
  for (const [name, content] of contents) await writeInto(folder, name, content);
  return { report: join(folder, 'report.html'), files: contents.map(([name]) => name) };
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
