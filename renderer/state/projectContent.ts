import { isObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { ProjectDraft, ProjectResult } from '../../shared/project/project.ts';
import type { ProjectContent } from '../../shared/project/projectText.ts';
import type { CohortPage } from '../../shared/workbenchApi.ts';
import { type App, ask } from './app.ts';

/** Tells two states of the work apart, without asking the workbench: what a project file would hold of it. */
export function projectFingerprint(app: App): string {
  const { cohorts, drafts, project } = app.store.getState();
  const before = project ? (JSON.parse(project.fingerprint) as { results?: unknown }).results : [];
  const generated = cohorts.value?.flatMap(({ name, hash, state, milliseconds }) =>
    state === 'generated' ? [[name, hash, milliseconds]] : [],
  );
  return JSON.stringify({
    definitions: [...app.definitions.values()].map(({ name, text }) => [name, text]),
    drafts: Object.values(drafts).map(({ name, document, rulesOff }) => [name, document, rulesOff]),
    arrangements: arrangementsOf(app),
    results: generated === undefined || generated.length === 0 ? before : generated,
  });
}

/** Everything that a project file holds of the work as it is now. Asks the workbench for each generated cohort's page. */
export async function projectContent(app: App): Promise<ProjectContent> {
  return {
    definitions: [...app.definitions.values()].flatMap(({ name, text }) => {
      const definition: unknown = JSON.parse(text);
      return isObject(definition) ? [{ name, definition }] : [];
    }),
    drafts: draftsOf(app),
    arrangements: arrangementsOf(app),
    ...(await resultsOf(app)),
  };
}

function draftsOf(app: App): ProjectDraft[] {
  return Object.values(app.store.getState().drafts).map((draft) => ({
    name: draft.name,
    cohort: draft.cohort === null ? null : nameOf(app, draft.cohort),
    unsaved: draft.unsaved,
    document: draft.document,
    rulesOff: [...draft.rulesOff],
    versions: [],
  }));
}

function nameOf(app: App, id: string): string | null {
  return app.definitions.get(id)?.name ?? null;
}

function arrangementsOf(app: App): ProjectContent['arrangements'] {
  const { arrangements, project } = app.store.getState();
  const shown = Object.entries(arrangements).flatMap(([id, rules]) => {
    const cohort = nameOf(app, id);
    return cohort === null ? [] : [{ cohort, rules: rules.map((rule) => ({ ...rule })) }];
  });
  const names = new Set(shown.map(({ cohort }) => cohort));
  const waiting = (project?.arrangements ?? []).filter(({ cohort }) => !names.has(cohort));
  return [...shown, ...waiting].sort((a, b) => (a.cohort < b.cohort ? -1 : 1));
}

/**
 * The results on the open release, with those of the project for cohorts not generated again; the project's alone while
 * no release is open or nothing was generated on another one.
 */
async function resultsOf(app: App): Promise<Pick<ProjectContent, 'release' | 'results'>> {
  const { release, cohorts, project } = app.store.getState();
  const generated = (cohorts.value ?? []).filter(({ state }) => state === 'generated');
  const kept = { release: project?.release ?? null, results: project?.results ?? [] };
  const same = release !== null && release.digest === kept.release?.digest;
  if (!release || (generated.length === 0 && kept.results.length > 0 && !same)) return kept;
  const results: ProjectResult[] = [];
  for (const { id } of generated) {
    const outcome = await ask(app, 'cohorts.page', { id });
    const result = outcome.kind === 'done' ? resultOf(outcome.value) : null;
    if (result) results.push(result);
  }
  const names = new Set(results.map(({ cohort }) => cohort));
  return {
    release: {
      id: release.releaseId,
      digest: release.digest,
      title: release.title,
      minimumCell: Math.max(1, release.terms.minimumCell),
    },
    results: same ? [...results, ...kept.results.filter(({ cohort }) => !names.has(cohort))] : results,
  };
}

function resultOf(page: CohortPage): ProjectResult | null {
  const { summary, attrition, ageAtIndex, sex, calendar, duration, provenance } = page;
  if (summary.persons === null || summary.entries === null) return null;
  // Through JSON, because what the workbench answers is read-only and a file's content is not.
  return JSON.parse(
    JSON.stringify({
      cohort: summary.name,
      title: summary.title,
      hash: summary.hash,
      persons: summary.persons,
      entries: summary.entries,
      attrition,
      ageAtIndex,
      sex,
      calendar,
      duration,
      provenance,
    }),
  ) as ProjectResult;
}
