import { type Failure, type Result, toFailure } from '../../shared/errors/akashiError.ts';
import type { ProjectFile } from '../../shared/platform/platformApi.ts';
import type { Project } from '../../shared/project/project.ts';
import { readProject, writeProject } from '../../shared/project/projectText.ts';
import { type App, hostSettled, notify } from './app.ts';
import { arrangeRules, importDefinitions, listCohorts, removeCohorts } from './cohortActions.ts';
import { addDraft, updateDraft } from './draftActions.ts';
import { projectContent, projectFingerprint } from './projectContent.ts';

/** Lets the user choose a project and opens it. */
export async function openProject(app: App): Promise<void> {
  await takeProject(app, await app.platform.openProject());
}

/** Opens a project file, however it came; asks first where other definitions are on the shelf. */
export async function takeProject(app: App, file: Result<ProjectFile> | null): Promise<void> {
  if (!file) return;
  if (!file.ok) return fail(app, file.error);
  await hostSettled(app);
  let project: Project;
  try {
    project = readProject(`${file.value.name}.akashi`, file.value.text);
  } catch (thrown) {
    return fail(app, toFailure(thrown));
  }
  const { name } = file.value;
  const others = definitionsBeside(app, project);
  if (others === 0) await showProject(app, name, project);
  else app.store.setState({ dialog: 'openProject', projectChoice: { name, project, others } });
}

/** Does what the user chose to do with the definitions that were there: take them off the shelf, or keep them too. */
export async function settleProjectChoice(app: App, others: 'remove' | 'keep' | 'cancel'): Promise<void> {
  const { projectChoice } = app.store.getState();
  app.store.setState({ dialog: null, projectChoice: null });
  if (!projectChoice || others === 'cancel') return;
  if (others === 'remove') {
    await listCohorts(app);
    await removeCohorts(
      app,
      (app.store.getState().cohorts.value ?? []).map(({ id }) => id),
    );
  }
  await showProject(app, projectChoice.name, projectChoice.project);
}

/** Writes the project to its file, or where the user says. */
export async function saveProject(app: App, where: 'sameFile' | 'choose'): Promise<void> {
  const { project, release } = app.store.getState();
  try {
    const content = await projectContent(app);
    const fingerprint = projectFingerprint(app);
    const suggested = project?.name ?? release?.releaseId ?? 'akashi';
    const saved = await app.platform.saveProject(
      writeProject(content),
      project ? where : 'choose',
      suggested,
    );
    if (!saved) return;
    if (!saved.ok) return fail(app, saved.error);
    const { name } = saved.value;
    app.store.setState({
      project: {
        name,
        fingerprint,
        release: content.release,
        results: content.results,
        arrangements: project?.arrangements ?? [],
      },
    });
    notify(app, 'done', { key: 'notice.projectSaved', params: { name } });
  } catch (thrown) {
    fail(app, toFailure(thrown));
  }
}

/** Lets go of the project's file. Definitions and drafts stay. */
export async function closeProject(app: App): Promise<void> {
  await app.platform.forgetProject();
  app.store.setState({ project: null });
}

async function showProject(app: App, name: string, project: Project): Promise<void> {
  const { section } = app.store.getState();
  await importDefinitions(
    app,
    project.definitions.map((one) => ({ name: one.name, text: JSON.stringify(one.definition, null, 2) })),
  );
  addDrafts(app, project);
  await app.platform.adoptProject();
  app.store.setState({ section: project.definitions.length > 0 ? 'cohorts' : section });
  const { release, results, arrangements } = project;
  const open = { name, release, results, arrangements, fingerprint: '{}' };
  app.store.setState({ project: open });
  app.store.setState({ project: { ...open, fingerprint: projectFingerprint(app) } });
  const refused = app.store.getState().importFailures.length;
  if (refused === 0) notify(app, 'done', { key: 'notice.projectOpened', params: { name } });
}

/** Drafts of the project that are not open already. */
function addDrafts(app: App, project: Project): void {
  const cohorts = new Map([...app.definitions].map(([id, { name }]) => [name, id]));
  for (const { name, cohort, document, unsaved, rulesOff } of project.drafts) {
    const present = Object.values(app.store.getState().drafts).some(
      (draft) => draft.name === name && JSON.stringify(draft.document) === JSON.stringify(document),
    );
    if (present) continue;
    const from = { name, document, cohort: cohort === null ? null : (cohorts.get(cohort) ?? null) };
    updateDraft(app, addDraft(app, from), { unsaved, rulesOff });
  }
}

/** How many definitions are here that the project does not hold in the same words. */
function definitionsBeside(app: App, project: Project): number {
  const held = new Set(project.definitions.map(({ name, definition }) => keyOf(name, definition)));
  return [...app.definitions.values()].filter(({ name, text }) => {
    const definition: unknown = JSON.parse(text);
    return !held.has(keyOf(name, definition));
  }).length;
}

function keyOf(name: string, definition: unknown): string {
  return JSON.stringify([name, definition]);
}

/** Arranges the rules of cohorts as the project has them, each once its page is there. */
export function arrangeAsInProject(app: App): void {
  const { project, pages } = app.store.getState();
  for (const wanted of project?.arrangements ?? []) {
    const [id] = [...app.definitions].find(([, { name }]) => name === wanted.cohort) ?? [];
    const rules = id === undefined ? undefined : pages[id]?.value?.attrition?.rules;
    if (!project || id === undefined || !rules) continue;
    const left = project.arrangements.filter((other) => other !== wanted);
    app.store.setState({ project: { ...project, arrangements: left } });
    const before = rules.map(({ index, enabled }) => ({ index, enabled }));
    const fits = wanted.rules.length === before.length;
    if (fits) void arrangeRules(app, id, before, wanted.rules, { key: 'change.ruleOrderOpened' });
    return;
  }
}

function fail(app: App, failure: Failure): void {
  notify(app, 'failed', null, failure);
}
