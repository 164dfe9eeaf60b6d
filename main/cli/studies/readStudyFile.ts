import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { AkashiError } from '../../../shared/errors/akashiError.ts';
import { decodeReports } from '../../../shared/study/safety/reports/decodeReports.ts';
import type { ReportFile } from '../../../shared/study/safety/reports/reportedTable.ts';
import { parseSafetyStudy } from '../../../shared/study/safety/specification/parseSafetyStudy.ts';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';
import { studyTypeOf } from '../../../shared/study/specification/readStudyJson.ts';
import type { StudyFile } from '../../../shared/study/studyApi.ts';

/**
 * Reads a study file of either kind, and what is wrong with it before a release is opened for it.
 * @throws AkashiError `file.unreadable`, `study.problems`
 */
export async function readStudyFile(path: string): Promise<StudyFile> {
  const file = { name: basename(path, extname(path)), text: (await readBytes(path)).toString('utf8') };
  // What cannot be read, or names no kind, is refused by the reader of comparisons as well, which says why.
  const parsed = studyTypeOf(file.text) === 'safety' ? parseSafetyStudy(file) : parseStudy(file);
  if (parsed.ok) return file;
  const { failures } = parsed;
  throw new AkashiError('study.problems', { study: file.name, count: failures.length, failures });
}

/**
 * A table of spontaneous reports.
 * @throws AkashiError `file.unreadable`, `reports.encoding`, `reports.tooLarge`
 */
export async function readReportFile(path: string): Promise<ReportFile> {
  const name = basename(path);
  return { name, text: decodeReports(name, await readBytes(path)) };
}

async function readBytes(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    throw new AkashiError('file.unreadable', { path }, error);
  });
}
