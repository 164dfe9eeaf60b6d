import { inLanguage } from '../../shared/i18n/inLanguage.ts';
import type { CohortSummary, OperationInput } from '../../shared/workbenchApi.ts';
import { type App, type Outcome, runJob } from './app.ts';
import {
  type Analysis,
  type AnalysisKind,
  type AnalysisResults,
  type FeatureView,
  firstPathwayChoice,
  type PathwayChoice,
  versionOf,
} from './cohortAnalyses.ts';

/** Computes what a tab shows unless it is there, on its way, or was cancelled or failed for the cohort as it is. */
export async function loadAnalysis(
  app: App,
  kind: Exclude<AnalysisKind, 'pathways'>,
  summary: CohortSummary,
): Promise<void> {
  const present = app.store.getState().analyses[kind][summary.id];
  if (present?.of === versionOf(summary)) return;
  await computeAnalysis(app, kind, summary);
}

/** Computes it in any case. */
export async function computeAnalysis(
  app: App,
  kind: Exclude<AnalysisKind, 'pathways'>,
  summary: CohortSummary,
): Promise<void> {
  const { id } = summary;
  switch (kind) {
    case 'characteristics':
      return compute(app, kind, summary, () => work(app, summary, 'cohorts.characteristics', { id }));
    case 'observation':
      return compute(app, kind, summary, () => work(app, summary, 'cohorts.observation', { id }));
    case 'entryEvents':
      return compute(app, kind, summary, () => work(app, summary, 'cohorts.entryEvents', { id }));
    case 'incidence':
      return compute(app, kind, summary, () => work(app, summary, 'cohorts.incidence', { id }));
  }
}

/** @param choice the treatments and options; default: those chosen for the cohort */
export async function computePathways(
  app: App,
  summary: CohortSummary,
  choice = app.store.getState().pathwayChoices[summary.id] ?? firstPathwayChoice,
): Promise<void> {
  await compute(app, 'pathways', summary, () =>
    work(app, summary, 'cohorts.pathways', { id: summary.id, ...choice }),
  );
}

type AnalysisOperation =
  | 'cohorts.characteristics'
  | 'cohorts.observation'
  | 'cohorts.entryEvents'
  | 'cohorts.incidence'
  | 'cohorts.pathways';

function work<N extends AnalysisOperation>(
  app: App,
  summary: CohortSummary,
  operation: N,
  input: OperationInput<N>,
) {
  const name = inLanguage(summary.title, app.store.getState().settings.locale);
  return runJob(app, 'characterise', { key: 'job.characterise', params: { name } }, operation, input);
}

async function compute<K extends AnalysisKind>(
  app: App,
  kind: K,
  summary: CohortSummary,
  run: () => Promise<Outcome<AnalysisResults[K]>>,
): Promise<void> {
  const { id } = summary;
  const of = versionOf(summary);
  const before = app.store.getState().analyses[kind][id];
  if (before?.state === 'running' && before.of === of) return;
  const value = before?.value ?? null;
  const running: Analysis<AnalysisResults[K]> = { value, failure: null, state: 'running', of };
  put(app, kind, id, running);
  const outcome = await run();
  // Another release, or a newer question about the cohort: this answer is history.
  if (app.store.getState().analyses[kind][id] !== running) return;
  put(
    app,
    kind,
    id,
    outcome.kind === 'done'
      ? { value: outcome.value, failure: null, state: 'done', of }
      : {
          value,
          failure: outcome.kind === 'failed' ? outcome.failure : null,
          state: outcome.kind,
          of,
        },
  );
}

function put<K extends AnalysisKind>(
  app: App,
  kind: K,
  id: string,
  analysis: Analysis<AnalysisResults[K]>,
): void {
  app.store.setState(({ analyses }) => ({
    analyses: { ...analyses, [kind]: { ...analyses[kind], [id]: analysis } },
  }));
}

export function compareWith(app: App, id: string | null): void {
  app.store.setState({ compareWith: id });
}

export function changeFeatureView(app: App, patch: Partial<FeatureView>): void {
  app.store.setState(({ featureView }) => ({ featureView: { ...featureView, ...patch } }));
}

export function choosePathways(app: App, id: string, choice: PathwayChoice): void {
  app.store.setState(({ pathwayChoices }) => ({ pathwayChoices: { ...pathwayChoices, [id]: choice } }));
}

export function showCohortList(app: App, shown: boolean): void {
  app.store.setState({ cohortListHidden: !shown });
}
