import { AkashiError, toFailure } from '../../shared/errors/akashiError.ts';
import { decodeReports, LARGEST_REPORT_FILE } from '../../shared/study/safety/reports/decodeReports.ts';
import type { ReportFile } from '../../shared/study/safety/reports/reportedTable.ts';
import type { SafetyResult } from '../../shared/study/safety/safetyResult.ts';
import { type App, runJob } from './app.ts';
import type { TextRef } from './appState.ts';
import { reportedOf, type SafetyWork } from './safety.ts';
import { setSafetyWork } from './safetyRuns.ts';
import { type Study, studyTitle } from './studies.ts';

/** Key of the job's title: by it a panel finds the work under way. */
export const reportedJob = 'reported.job';

type Reported = SafetyWork['reported'][string];

function setReported(app: App, study: string, patch: Reported): void {
  setSafetyWork(app, ({ reported }) => ({ reported: { ...reported, [study]: patch } }));
}

/**
 * Sets spontaneous reports beside a study: those of the files, or, with null, those that the release holds. What is on
 * screen stays, as `value`, until there is an answer; of answers that cross, the one wanted last counts.
 */
export async function loadReported(
  app: App,
  study: Study,
  result: SafetyResult,
  files: readonly File[] | null,
): Promise<void> {
  const of = reportedOf(result);
  const before = app.store.getState().safetyWork.reported[study.id];
  const wanted: Reported = {
    value: before?.of === of ? before.value : null,
    failure: null,
    loading: true,
    files,
    of,
  };
  setReported(app, study.id, wanted);
  const found = await answer(app, study, result.studyHash, files);
  if (app.store.getState().safetyWork.reported[study.id] !== wanted) return;
  setReported(app, study.id, { ...wanted, ...found, loading: false });
}

async function answer(
  app: App,
  study: Study,
  hash: string,
  files: readonly File[] | null,
): Promise<Partial<Reported>> {
  try {
    const texts = files && (await Promise.all(files.map(readFile)));
    const title: TextRef = { key: reportedJob, params: { name: studyTitle(study) } };
    const outcome = await runJob(app, 'study', title, 'safety.reported', { hash, files: texts });
    if (outcome.kind === 'cancelled') return {};
    return outcome.kind === 'done' ? { value: outcome.value } : { value: null, failure: outcome.failure };
  } catch (thrown) {
    return { value: null, failure: toFailure(thrown) };
  }
}

/** @throws AkashiError `reports.encoding`, `reports.tooLarge`, `file.unreadable` */
async function readFile(file: File): Promise<ReportFile> {
  if (file.size > LARGEST_REPORT_FILE) {
    const params = { file: file.name, bytes: file.size, limitBytes: LARGEST_REPORT_FILE };
    throw new AkashiError('reports.tooLarge', params);
  }
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AkashiError('file.unreadable', { path: file.name }, cause);
  }
  return { name: file.name, text: decodeReports(file.name, bytes) };
}
