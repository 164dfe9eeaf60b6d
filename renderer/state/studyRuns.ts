import { renderStudyReport } from '../../shared/report/study/renderStudyReport.ts';
import type { DrawChart } from '../../shared/report/study/studyReportModel.ts';
import type { PatientProfile } from '../../shared/study/result/comparisonResult.ts';
import { parseStudy } from '../../shared/study/specification/parseStudy.ts';
import { type App, ask, notify, type Outcome, runJob } from './app.ts';
import type { TextRef } from './appState.ts';
import { firstChoice, type StudyChoice, type StudyRun, type StudyWork, studyTitle } from './studies.ts';
import { addStudies, editStudy } from './studyActions.ts';

function setWork(app: App, patch: (work: StudyWork) => Partial<StudyWork>): void {
  app.store.setState(({ studyWork }) => ({ studyWork: { ...studyWork, ...patch(studyWork) } }));
}

function setRun(app: App, id: string, run: StudyRun): void {
  setWork(app, ({ runs }) => ({ runs: { ...runs, [id]: run } }));
}

/** Puts the studies shipped with Akashi on the list. */
export async function addShippedStudies(app: App): Promise<void> {
  const outcome = await ask(app, 'studies.shipped', {});
  if (outcome.kind === 'done') {
    addStudies(app, outcome.value, {
      key: 'studies.change.addedSome',
      params: { count: outcome.value.length },
    });
  } else if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
}

export function isRunning(app: App, id: string): boolean {
  return app.store.getState().studyWork.runs[id]?.state === 'running';
}

/** Runs a study as it is now; the result before stays on screen, dimmed, until there is a new one. */
export async function runStudy(app: App, id: string): Promise<void> {
  const { studies, release, studyWork } = app.store.getState();
  const study = studies[id];
  if (!study || !release || isRunning(app, id)) return;
  const before = studyWork.runs[id];
  const kept = {
    result: before?.result ?? null,
    text: before?.text ?? study.text,
    release: before?.release ?? release.digest,
    took: before?.took ?? 0,
  };
  setRun(app, id, { ...kept, failure: null, state: 'running' });
  const begun = performance.now();
  const title: TextRef = { key: 'studies.job', params: { name: studyTitle(study) } };
  const outcome = await runJob(app, 'study', title, 'studies.run', {
    name: study.name,
    text: study.text,
  });
  if (outcome.kind === 'done') {
    setRun(app, id, {
      result: outcome.value,
      text: study.text,
      release: release.digest,
      took: performance.now() - begun,
      failure: null,
      state: 'done',
    });
    notify(app, 'done', { key: 'studies.ran', params: { name: studyTitle(study) } });
    return;
  }
  if (outcome.kind === 'failed') {
    setRun(app, id, { ...kept, failure: outcome.failure, state: 'failed' });
    notify(app, 'failed', null, outcome.failure);
  } else {
    setRun(app, id, { ...kept, failure: null, state: 'cancelled' });
    notify(app, 'cancelled', { key: 'notice.cancelled' });
  }
}

export function chooseInStudy(app: App, id: string, patch: Partial<StudyChoice>): void {
  setWork(app, ({ choices }) => ({
    choices: { ...choices, [id]: { ...(choices[id] ?? firstChoice), ...patch } },
  }));
}

/** Counts persons by the study's treatment matrix. */
export async function loadMatrix(app: App, id: string): Promise<void> {
  const study = app.store.getState().studies[id];
  if (!study) return;
  const set = (matrix: StudyWork['matrices'][string]) =>
    setWork(app, ({ matrices }) => ({ matrices: { ...matrices, [id]: matrix } }));
  const value = app.store.getState().studyWork.matrices[id]?.value ?? null;
  set({ value, failure: null, loading: true, text: study.text });
  const outcome = await runJob(
    app,
    'study',
    { key: 'studies.matrix.job', params: { name: studyTitle(study) } },
    'studies.matrix',
    { name: study.name, text: study.text },
  );
  set({ ...loaded(outcome, value), text: study.text });
}

function loaded<T>(outcome: Outcome<T>, before: T | null) {
  return {
    value: outcome.kind === 'done' ? outcome.value : before,
    failure: outcome.kind === 'failed' ? outcome.failure : null,
    loading: false,
  };
}

export function balanceKey(hash: string, target: string, comparator: string): string {
  return `${hash} ${target} ${comparator}`;
}

/** Fetches every covariate of a pair, once. */
export async function loadBalance(app: App, hash: string, target: string, comparator: string): Promise<void> {
  const key = balanceKey(hash, target, comparator);
  const present = app.store.getState().studyWork.balances[key];
  if (present && (present.loading || present.value)) return;
  const set = (balance: StudyWork['balances'][string]) =>
    setWork(app, ({ balances }) => ({ balances: { ...balances, [key]: balance } }));
  set({ value: null, failure: null, loading: true });
  set(loaded(await ask(app, 'studies.balance', { hash, target, comparator }), null));
}

export const anyPatient: PatientProfile = { ageFrom: null, ageTo: null, sex: null, categories: {} };

/** Looks for persons like a profile; of answers that cross, the one to the last question counts. */
export async function findPatientsLike(
  app: App,
  id: string,
  hash: string,
  profile: PatientProfile,
): Promise<void> {
  const set = (patients: StudyWork['patients'][string]) =>
    setWork(app, (work) => ({ patients: { ...work.patients, [id]: patients } }));
  const value = app.store.getState().studyWork.patients[id]?.value ?? null;
  set({ value, failure: null, loading: true, profile, hash });
  const outcome = await ask(app, 'studies.patientsLike', { hash, profile });
  if (app.store.getState().studyWork.patients[id]?.profile !== profile) return;
  set({ ...loaded(outcome, value), profile, hash });
}

/**
 * Saves what was found as a page that stands alone, in both languages, or printed in the user's.
 * @param draw a chart as SVG text
 */
export async function saveStudyReport(
  app: App,
  id: string,
  kind: 'html' | 'pdf',
  draw: DrawChart,
): Promise<void> {
  const { studies, studyWork, release, settings } = app.store.getState();
  const study = studies[id];
  const run = studyWork.runs[id];
  const parsed = run && study && parseStudy({ name: study.name, text: run.text });
  if (!study || !run?.result || !release || !parsed?.ok) return;
  const file = `${study.name}.${kind}`;
  const save = kind === 'pdf' ? app.platform.savePdf : app.platform.saveFile;
  try {
    const page = await renderStudyReport(
      {
        card: release,
        study: parsed.study,
        result: run.result,
        locale: settings.locale,
        generatedAt: new Date().toISOString(),
      },
      draw,
    );
    if (await save(file, page)) {
      notify(app, 'done', { key: 'notice.saved', params: { file } });
    }
  } catch {
    notify(app, 'failed', { key: 'notice.exportFailed', params: { file } });
  }
}

/** Opens a blinded result: the reason goes into the study's file, and the study runs again with it. */
export async function overrideDiagnostics(
  app: App,
  id: string,
  override: {
    readonly target: string;
    readonly comparator: string;
    readonly outcome: string;
    readonly timeAtRisk: string;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  },
  overrides: readonly object[],
): Promise<void> {
  await editStudy(app, id, [{ path: ['overrides'], value: [...overrides, override] }], {
    title: { key: 'studies.change.override' },
    tab: 'results',
  });
  await runStudy(app, id);
}
