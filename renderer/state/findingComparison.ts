import type { Effect } from '../../shared/study/result/comparisonResult.ts';
import type { SafetyResult } from '../../shared/study/safety/safetyResult.ts';
import type { App } from './app.ts';
import { refinementKey } from './safety.ts';
import { refineOutcome } from './safetyRuns.ts';
import type { Study, StudyRun } from './studies.ts';
import { addStudies, openSafety } from './studyActions.ts';
import { runStudy } from './studyRuns.ts';

/**
 * Makes the comparison of a finding, puts it on the list of comparisons (undo takes it off) and runs it; the safety
 * study stays on screen. One that is on the list already is run again.
 */
export async function compareFinding(
  app: App,
  study: Study,
  result: SafetyResult,
  outcome: string,
): Promise<void> {
  await refineOutcome(app, study, result, outcome, 'adjusted');
  const { safetyWork } = app.store.getState();
  const made = safetyWork.refinements[refinementKey(result.studyHash, outcome, 'adjusted')]?.value;
  if (made?.refinement !== 'adjusted' || !made.study) return;
  const { text } = made.study;
  if (!madeBefore(app.store.getState().studies, text)) {
    addStudies(app, [made.study]);
    openSafety(app, study.id);
  }
  const added = madeBefore(app.store.getState().studies, text);
  if (added) await runStudy(app, added.id);
}

/** The comparison on the list that has the text. */
export function madeBefore(studies: Readonly<Record<string, Study>>, text: string): Study | undefined {
  return Object.values(studies).find((one) => one.text === text);
}

/** Its main effect in the first time at risk; blinded where diagnostics do not pass. */
export function comparisonEffect(run: StudyRun | undefined): Effect | 'blinded' | null {
  const outcome = run?.result?.pairs[0]?.outcomes[0];
  if (!outcome) return null;
  return outcome.estimates === null ? 'blinded' : (outcome.estimates.adjusted[0] ?? null);
}
