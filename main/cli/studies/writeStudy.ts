import { AkashiError } from '../../../shared/errors/akashiError.ts';
import type { ReportFile } from '../../../shared/study/safety/reports/reportedTable.ts';
import { studyTypeOf } from '../../../shared/study/specification/readStudyJson.ts';
import type { StudyRun, WrittenStudy } from './studyOutput.ts';
import { writeComparison } from './writeComparison.ts';
import { writeSafety } from './writeSafety.ts';

/**
 * Runs a study of whichever kind its file says, and writes what it finds.
 * @param reports tables of spontaneous reports; null: those that the release holds, if any
 * @throws AkashiError of the study's operations, `file.unwritable`, `study.reportsOfComparison`
 */
export async function writeStudy(
  run: StudyRun,
  reports: readonly ReportFile[] | null = null,
): Promise<WrittenStudy> {
  if (studyTypeOf(run.file.text) === 'safety') return writeSafety(run, reports);
  if (reports !== null) throw new AkashiError('study.reportsOfComparison', { study: run.file.name });
  return writeComparison(run);
}
