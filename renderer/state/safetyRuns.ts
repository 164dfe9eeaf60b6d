import { leadingEvents } from '../../shared/report/safety/leadingEvents.ts';
import type { Refinement } from '../../shared/study/safety/refine/refinementResult.ts';
import { noFilter, type SafetyFilter, type SafetyResult } from '../../shared/study/safety/safetyResult.ts';
import type { StudyFile } from '../../shared/study/studyApi.ts';
import { type App, ask, notify, type Outcome, runJob } from './app.ts';
import type { TextRef } from './appState.ts';
import {
  firstSafetyChoice,
  outcomeKey,
  refinementKey,
  type SafetyChoice,
  type SafetyRun,
  type SafetyWork,
} from './safety.ts';
import { type Study, studyTitle } from './studies.ts';
import { addStudies } from './studyActions.ts';

export function setSafetyWork(app: App, patch: (work: SafetyWork) => Partial<SafetyWork>): void {
  app.store.setState(({ safetyWork }) => ({ safetyWork: { ...safetyWork, ...patch(safetyWork) } }));
}

function setRun(app: App, id: string, patch: Partial<SafetyRun>): void {
  setSafetyWork(app, ({ runs }) => ({ runs: { ...runs, [id]: { ...(runs[id] ?? noRun), ...patch } } }));
}

const noRun: SafetyRun = {
  result: null,
  firstNumbers: null,
  text: '',
  release: '',
  took: 0,
  failure: null,
  state: 'cancelled',
};

/** Puts the safety studies shipped with Akashi on the list. */
export async function addShippedSafetyStudies(app: App): Promise<void> {
  const outcome = await ask(app, 'safety.shipped', {});
  if (outcome.kind === 'done') {
    addStudies(app, outcome.value, {
      key: 'studies.change.addedSome',
      params: { count: outcome.value.length },
    });
  } else if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
}

/** A run waits for its first numbers no longer than this. */
const firstWithinMs = 1_500;

/** Runs a safety study as it is now; the dashboard before stays on screen, dimmed, until there is a new one. */
export async function runSafety(app: App, id: string): Promise<void> {
  const { studies, release, safetyWork } = app.store.getState();
  const study = studies[id];
  if (!study || !release || safetyWork.runs[id]?.state === 'running') return;
  setRun(app, id, { failure: null, firstNumbers: null, state: 'running' });
  const file = { name: study.name, text: study.text };
  const begun = performance.now();
  // The engine takes one statement after another, and those of a run are long: what is to be seen first goes first.
  await Promise.race([firstNumbers(app, id, file), new Promise((go) => setTimeout(go, firstWithinMs))]);
  const title: TextRef = { key: 'studies.job', params: { name: studyTitle(study) } };
  const outcome = await runJob(app, 'study', title, 'safety.run', file);
  if (outcome.kind === 'done') {
    chooseInSafety(app, id, { filter: noFilter, picked: null, outcome: leadingOutcome(outcome.value) });
  }
  finish(app, id, outcome, {
    text: study.text,
    release: release.digest,
    took: performance.now() - begun,
  });
  if (outcome.kind === 'done')
    notify(app, 'done', { key: 'studies.ran', params: { name: studyTitle(study) } });
}

/** The outcome that a new dashboard shows: the first of those that a report would show first. */
function leadingOutcome({ timesAtRisk: [first] }: SafetyResult): string | null {
  return leadingEvents(first?.rows ?? [], 1)[0]?.id ?? null;
}

async function firstNumbers(app: App, id: string, file: StudyFile): Promise<void> {
  const first = await ask(app, 'safety.firstNumbers', file);
  if (first.kind === 'done') setRun(app, id, { firstNumbers: first.value });
}

function finish(app: App, id: string, outcome: Outcome<SafetyResult>, of: Partial<SafetyRun>): void {
  if (outcome.kind === 'done') setRun(app, id, { ...of, result: outcome.value, state: 'done' });
  else if (outcome.kind === 'failed') {
    setRun(app, id, { failure: outcome.failure, state: 'failed' });
    notify(app, 'failed', null, outcome.failure);
  } else {
    setRun(app, id, { state: 'cancelled' });
    notify(app, 'cancelled', { key: 'notice.cancelled' });
  }
}

/** Shows the dashboard of a part of the persons; of answers that cross, the one wanted last counts. */
export async function filterSafety(app: App, study: Study, filter: SafetyFilter): Promise<void> {
  const { id } = study;
  const result = app.store.getState().safetyWork.runs[id]?.result;
  if (!result) return;
  chooseInSafety(app, id, { filter });
  setRun(app, id, { failure: null, state: 'filtering' });
  const title: TextRef = { key: 'safety.filter.job', params: { name: studyTitle(study) } };
  const outcome = await runJob(app, 'study', title, 'safety.filtered', { hash: result.studyHash, filter });
  if (app.store.getState().safetyWork.choices[id]?.filter !== filter) return;
  finish(app, id, outcome, {});
}

export function chooseInSafety(app: App, id: string, patch: Partial<SafetyChoice>): void {
  setSafetyWork(app, ({ choices }) => ({
    choices: { ...choices, [id]: { ...(choices[id] ?? firstSafetyChoice), ...patch } },
  }));
}

/** Fetches what is drawn of one outcome, once. */
export async function loadOutcome(
  app: App,
  { studyHash: hash, filter }: SafetyResult,
  timeAtRisk: string,
  outcome: string,
): Promise<void> {
  const key = outcomeKey(hash, timeAtRisk, outcome, filter);
  const present = app.store.getState().safetyWork.outcomes[key];
  if (present && (present.loading || present.value)) return;
  const set = (pictures: SafetyWork['outcomes'][string]) =>
    setSafetyWork(app, ({ outcomes }) => ({ outcomes: { ...outcomes, [key]: pictures } }));
  set({ value: null, failure: null, loading: true });
  set(loaded(await ask(app, 'safety.outcome', { hash, timeAtRisk, outcome, filter })));
}

/** Looks at a finding by another design, once. */
export async function refineOutcome(
  app: App,
  study: Study,
  { studyHash: hash }: SafetyResult,
  outcome: string,
  refinement: Refinement,
): Promise<void> {
  const key = refinementKey(hash, outcome, refinement);
  const present = app.store.getState().safetyWork.refinements[key];
  if (present && (present.loading || present.value)) return;
  const set = (found: SafetyWork['refinements'][string]) =>
    setSafetyWork(app, ({ refinements }) => ({ refinements: { ...refinements, [key]: found } }));
  set({ value: null, failure: null, loading: true });
  const title: TextRef = { key: 'safety.refine.job', params: { name: studyTitle(study) } };
  set(loaded(await runJob(app, 'study', title, 'safety.refine', { hash, outcome, refinement })));
}

function loaded<T>(outcome: Outcome<T>) {
  return {
    value: outcome.kind === 'done' ? outcome.value : null,
    failure: outcome.kind === 'failed' ? outcome.failure : null,
    loading: false,
  };
}
