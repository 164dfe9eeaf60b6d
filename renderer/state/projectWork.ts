import { documentHash } from '../../shared/cohort/definitionHash.ts';
import type { Project, ProjectDraft } from '../../shared/project/project.ts';
import type { KeptCohort } from '../../shared/session/shelfApi.ts';
import { type App, notify, record } from './app.ts';
import { syncShelf } from './cohortList.ts';
import { type Draft, differs } from './drafts.ts';
import type { Step } from './history.ts';
import { projectFingerprint } from './projectContent.ts';
import { shelfParts, withCohorts } from './shelf.ts';
import { stepChange } from './steps.ts';

/** The cohorts of a project as the list keeps them. */
export function cohortsOf({ definitions, combinations }: Project): readonly KeptCohort[] {
  return [
    ...definitions.map(({ id, name, definition }) => ({
      kind: 'definition' as const,
      id,
      name,
      text: JSON.stringify(definition, null, 2),
    })),
    ...combinations.map((combination) => ({ kind: 'combination' as const, ...combination })),
  ];
}

/** How many cohorts of a list another one does not have, or not in the same words. */
export function othersBeside(shelf: readonly KeptCohort[], cohorts: readonly KeptCohort[]): number {
  const held = new Set(cohorts.map(contentOf));
  return shelf.filter((cohort) => !held.has(contentOf(cohort))).length;
}

function contentOf(cohort: KeptCohort): string {
  return cohort.kind === 'definition'
    ? JSON.stringify([cohort.name, JSON.parse(cohort.text)])
    : JSON.stringify([cohort.name, cohort.operation, cohort.members]);
}

/**
 * Puts a project's cohorts, drafts and studies on screen as one change that can be undone, and takes its file as the
 * open one.
 */
export async function showProject(
  app: App,
  name: string,
  project: Project,
  others: 'keep' | 'remove',
): Promise<void> {
  const { shelf, drafts, studies } = app.store.getState();
  const cohorts = cohortsOf(project);
  const after = others === 'remove' ? cohorts : withCohorts(shelf, cohorts);
  const opened = project.drafts.map((draft) => asDraft(draft, after));
  const steps: readonly Step[] = [
    { kind: 'shelf', parts: shelfParts(shelf, after) },
    ...opened.map((draft) => ({
      kind: 'draft' as const,
      draft: draft.id,
      before: drafts[draft.id] ?? null,
      after: draft,
      place: [],
    })),
    ...project.studies.flatMap((study): Step[] => {
      const before = studies[study.id] ?? null;
      const same =
        before?.name === study.name &&
        before.text === study.text &&
        JSON.stringify(before.findings ?? []) === JSON.stringify(study.findings);
      return same ? [] : [{ kind: 'study', study: study.id, before, after: study, tab: 'arms' }];
    }),
  ];
  record(app, stepChange(app, { key: 'change.projectOpened', params: { name } }, steps));
  const { release, results, arrangements } = project;
  const open = { name, release, results, arrangements, fingerprint: '{}' };
  app.store.setState({
    shelf: after,
    drafts: { ...drafts, ...Object.fromEntries(opened.map((draft) => [draft.id, draft])) },
    studies: { ...studies, ...Object.fromEntries(project.studies.map((study) => [study.id, study])) },
    project: open,
    section: 'cohorts',
  });
  const failed = (await syncShelf(app)) ?? [];
  await keepVersions(app, project);
  await app.platform.adoptProject();
  app.store.setState({
    importFailures: failed,
    project: { ...open, fingerprint: projectFingerprint(app) },
  });
  if (failed.length === 0) notify(app, 'done', { key: 'notice.projectOpened', params: { name } });
  else notify(app, 'failed', { key: 'notice.projectPartly', params: { name, count: failed.length } });
}

function asDraft(
  { id, name, cohort, document, rulesOff }: ProjectDraft,
  shelf: readonly KeptCohort[],
): Draft {
  const known = shelf.some((kept) => kept.id === cohort);
  const draft: Draft = { id, name, cohort: known ? cohort : null, document, rulesOff, unsaved: true };
  return { ...draft, unsaved: differs(draft, shelf) };
}

/** Whether a project's cohorts and drafts are just those on screen. */
export function holdsWork(app: App, project: Project): boolean {
  const { shelf, drafts } = app.store.getState();
  const cohorts = cohortsOf(project);
  const draftsHere = Object.values(drafts).map(({ id, name, document }) => [id, name, document]);
  const draftsThere = project.drafts.map(({ id, name, document }) => [id, name, document]);
  return (
    shelf.length === cohorts.length &&
    othersBeside(shelf, cohorts) === 0 &&
    JSON.stringify(draftsHere) === JSON.stringify(draftsThere)
  );
}

/** Versions of the project that are not kept here already. */
async function keepVersions(app: App, { versions }: Project): Promise<void> {
  const known = new Set<string>();
  for (const lineage of new Set(versions.map((version) => version.lineage))) {
    for (const { id } of await app.workStore.versions(lineage)) known.add(id);
  }
  for (const version of versions) {
    if (known.has(version.id)) continue;
    await app.workStore.keepVersion({ ...version, hash: documentHash(version.document) });
  }
}
