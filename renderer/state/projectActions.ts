import { type Failure, type Result, toFailure } from '../../shared/errors/akashiError.ts';
import type { ProjectFile } from '../../shared/platform/platformApi.ts';
import { readProject, writeProject } from '../../shared/project/projectText.ts';
import { type App, hostSettled, notify } from './app.ts';
import { arrangeRules } from './cohortActions.ts';
import { projectContent, projectFingerprint } from './projectContent.ts';
import { cohortsOf, holdsWork, othersBeside, showProject } from './projectWork.ts';

/** Lets the user choose a project and opens it. */
export async function openProject(app: App): Promise<void> {
  await takeProject(app, await app.platform.openProject());
}

/** Opens a project file, however it came; asks first where other cohorts are on the list. */
export async function takeProject(app: App, file: Result<ProjectFile> | null): Promise<void> {
  if (!file) return;
  if (!file.ok) return fail(app, file.error);
  await hostSettled(app);
  const { name, text } = file.value;
  try {
    const project = readProject(`${name}.akashi`, text);
    const others = othersBeside(app.store.getState().shelf, cohortsOf(project));
    if (others === 0) await showProject(app, name, project, 'keep');
    else app.store.setState({ dialog: 'openProject', projectChoice: { name, project, others } });
  } catch (thrown) {
    fail(app, toFailure(thrown));
  }
}

/**
 * Has the project that was open before a restart open again. The work itself was kept by the window; where it is no
 * longer what the file holds, the project counts as changed.
 */
export async function resumeProject(app: App): Promise<void> {
  const file = await app.platform.resumeProject().catch(() => null);
  if (!file) return;
  try {
    const project = readProject(`${file.name}.akashi`, file.text);
    const { release, results, arrangements } = project;
    const open = { name: file.name, release, results, arrangements, fingerprint: '{}' };
    app.store.setState({ project: open });
    if (holdsWork(app, project))
      app.store.setState({ project: { ...open, fingerprint: projectFingerprint(app) } });
  } catch {
    await closeProject(app);
  }
}

/** Does what the user chose to do with the cohorts that were there: take them off the list, or keep them too. */
export async function settleProjectChoice(app: App, others: 'remove' | 'keep' | 'cancel'): Promise<void> {
  const { projectChoice } = app.store.getState();
  app.store.setState({ dialog: null, projectChoice: null });
  if (projectChoice && others !== 'cancel') {
    await showProject(app, projectChoice.name, projectChoice.project, others);
  }
}

/** Writes the project to its file, or where the user says. */
export async function saveProject(app: App, where: 'sameFile' | 'choose'): Promise<void> {
  const { project, release } = app.store.getState();
  try {
    const fingerprint = projectFingerprint(app);
    const content = await projectContent(app);
    const suggested = project?.name ?? release?.releaseId ?? 'akashi';
    const saved = await app.platform.saveProject(
      writeProject(content),
      project ? where : 'choose',
      suggested,
    );
    if (!saved) return;
    if (!saved.ok) return fail(app, saved.error);
    const { name } = saved.value;
    const arrangements = app.store.getState().project?.arrangements ?? [];
    const { release: from, results } = content;
    app.store.setState({ project: { name, fingerprint, release: from, results, arrangements } });
    notify(app, 'done', { key: 'notice.projectSaved', params: { name } });
  } catch (thrown) {
    fail(app, toFailure(thrown));
  }
}

/** Lets go of the project's file. Cohorts and drafts stay. */
export async function closeProject(app: App): Promise<void> {
  await app.platform.forgetProject();
  app.store.setState({ project: null });
}

/** Arranges the rules of cohorts as the project has them, each once its page is there. */
export function arrangeAsInProject(app: App): void {
  const { project, pages } = app.store.getState();
  for (const wanted of project?.arrangements ?? []) {
    const rules = pages[wanted.cohort]?.value?.attrition?.rules;
    if (!project || !rules) continue;
    const left = project.arrangements.filter((other) => other !== wanted);
    app.store.setState({ project: { ...project, arrangements: left } });
    const before = rules.map(({ index, enabled }) => ({ index, enabled }));
    const fits = wanted.rules.length === before.length;
    if (fits) void arrangeRules(app, wanted.cohort, before, wanted.rules, { key: 'change.ruleOrderOpened' });
    return;
  }
}

function fail(app: App, failure: Failure): void {
  notify(app, 'failed', null, failure);
}
