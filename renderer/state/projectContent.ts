import { isObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { Project, ProjectResult } from '../../shared/project/project.ts';
import type { ProjectContent } from '../../shared/project/projectText.ts';
import type { CohortPage } from '../../shared/workbenchApi.ts';
import { type App, ask } from './app.ts';
import { lineageOf } from './drafts.ts';

/** Tells two states of the work apart, without asking the workbench: what a project file would hold of it. */
export function projectFingerprint(app: App): string {
  const { shelf, cohorts, drafts, project, studies } = app.store.getState();
  const before = project ? (JSON.parse(project.fingerprint) as { results?: unknown }).results : [];
  const generated = cohorts.value?.flatMap(({ id, hash, state, milliseconds }) =>
    state === 'generated' ? [[id, hash, milliseconds]] : [],
  );
  return JSON.stringify({
    shelf,
    drafts: Object.values(drafts).map(({ id, name, document, rulesOff }) => [id, name, document, rulesOff]),
    arrangements: arrangementsOf(app),
    studies: Object.values(studies).map(({ id, name, text, findings = [] }) => [id, name, text, findings]),
    results: generated === undefined || generated.length === 0 ? before : generated,
  });
}

/** Everything that a project file holds of the work as it is now. Asks the workbench for each generated cohort's page. */
export async function projectContent(app: App): Promise<ProjectContent> {
  const { shelf, drafts, studies } = app.store.getState();
  const { release, results } = await resultsOf(app);
  return {
    release,
    definitions: shelf.flatMap((cohort) => {
      const definition: unknown = cohort.kind === 'definition' ? JSON.parse(cohort.text) : null;
      return isObject(definition) ? [{ id: cohort.id, name: cohort.name, definition }] : [];
    }),
    combinations: shelf.flatMap((cohort) =>
      cohort.kind === 'combination'
        ? [{ id: cohort.id, name: cohort.name, operation: cohort.operation, members: [...cohort.members] }]
        : [],
    ),
    drafts: Object.values(drafts).map(({ id, name, cohort, document, rulesOff }) => ({
      id,
      name,
      cohort,
      document,
      rulesOff: [...rulesOff],
    })),
    versions: await versionsOf(app),
    arrangements: arrangementsOf(app),
    results,
    studies: Object.values(studies).map(({ id, name, text, findings = [] }) => ({
      id,
      name,
      text,
      findings: [...findings],
    })),
  };
}

/** The versions of everything on the list and of every draft, oldest first. */
async function versionsOf(app: App): Promise<Project['versions']> {
  const { shelf, drafts } = app.store.getState();
  const lineages = new Set([...shelf.map(({ id }) => id), ...Object.values(drafts).map(lineageOf)]);
  const found = await Promise.all([...lineages].map((lineage) => app.workStore.versions(lineage)));
  return found.flat().map(({ id, lineage, at, name, note, reason, document }) => ({
    id,
    lineage,
    at,
    name,
    note,
    reason,
    document,
  }));
}

function arrangementsOf(app: App): Project['arrangements'] {
  const { arrangements, project } = app.store.getState();
  const shown = Object.entries(arrangements).map(([cohort, rules]) => ({
    cohort,
    rules: rules.map((rule) => ({ ...rule })),
  }));
  const waiting = (project?.arrangements ?? []).filter(({ cohort }) => !(cohort in arrangements));
  return [...shown, ...waiting].sort((a, b) => (a.cohort < b.cohort ? -1 : 1));
}

/**
 * The results on the open release, with those of the project for cohorts not generated again; the project's alone while
 * no release is open or nothing was generated on another one.
 */
async function resultsOf(app: App): Promise<Pick<ProjectContent, 'release' | 'results'>> {
  const { release, cohorts, project, shelf } = app.store.getState();
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
  const present = new Set(shelf.map(({ id }) => id));
  const fresh = new Set(results.map(({ cohort }) => cohort));
  const older = kept.results.filter(({ cohort }) => same && present.has(cohort) && !fresh.has(cohort));
  return {
    release: {
      id: release.releaseId,
      digest: release.digest,
      title: release.title,
      minimumCell: Math.max(1, release.terms.minimumCell),
    },
    results: [...results, ...older],
  };
}

function resultOf(page: CohortPage): ProjectResult | null {
  const { summary, attrition, ageAtIndex, sex, calendar, duration, provenance } = page;
  if (summary.persons === null || summary.entries === null) return null;
  // Through JSON, because what the workbench answers is read-only and a file's content is not.
  return JSON.parse(
    JSON.stringify({
      cohort: summary.id,
      name: summary.name,
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
