import {
  type FindingJudgement,
  isSameFinding,
  type SafetyFinding,
} from '../../shared/study/safety/safetyFinding.ts';
import { type App, change } from './app.ts';
import type { TextRef } from './appState.ts';
import { stepChange } from './steps.ts';
import type { Study } from './studies.ts';

/** Saves a finding of a study with what is said of it; one of the same question is judged again. */
export async function saveFinding(
  app: App,
  study: string,
  finding: Omit<SafetyFinding, 'id' | 'history'>,
  judgement: FindingJudgement,
): Promise<void> {
  const present = app.store.getState().studies[study]?.findings ?? [];
  const known = present.find((one) => isSameFinding(one, finding));
  if (known) return judgeFinding(app, study, known.id, judgement);
  const fresh: SafetyFinding = { ...finding, id: app.workStore.newId(), history: [judgement] };
  await put(app, study, [...present, fresh], {
    key: 'safety.change.findingSaved',
    params: { name: finding.name },
  });
}

/** Adds what is said of a finding now; what was said before stays. */
export async function judgeFinding(
  app: App,
  study: string,
  id: string,
  judgement: FindingJudgement,
): Promise<void> {
  const present = app.store.getState().studies[study]?.findings ?? [];
  const finding = present.find((one) => one.id === id);
  if (!finding) return;
  await put(
    app,
    study,
    present.map((one) => (one === finding ? { ...one, history: [...one.history, judgement] } : one)),
    { key: 'safety.change.findingJudged', params: { name: finding.name } },
  );
}

/** Takes a finding off the list; undo brings it back with its history. */
export async function removeFinding(app: App, study: string, id: string): Promise<void> {
  const present = app.store.getState().studies[study]?.findings ?? [];
  const finding = present.find((one) => one.id === id);
  if (!finding) return;
  await put(
    app,
    study,
    present.filter((one) => one !== finding),
    { key: 'safety.change.findingRemoved', params: { name: finding.name } },
  );
}

async function put(app: App, id: string, findings: readonly SafetyFinding[], title: TextRef): Promise<void> {
  const before = app.store.getState().studies[id];
  if (!before) return;
  const after: Study = { ...before, findings };
  await change(app, stepChange(app, title, [{ kind: 'study', study: id, before, after, tab: 'file' }]));
}
