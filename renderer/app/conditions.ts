import { type CommandCondition, type CommandId, commands } from '../../shared/commands/registry.ts';
import type { App } from '../state/app.ts';
import type { AppState } from '../state/appState.ts';
import type { Change } from '../state/history.ts';

/** Whether a condition holds now. What needs the workbench needs a host that answers. */
export function holds(state: AppState, app: App, condition: CommandCondition): boolean {
  const ready = state.host.state === 'ready';
  const selected = state.selectedCohorts.size;
  switch (condition) {
    case 'always':
      return true;
    case 'canCreateDemo':
      return (
        app.platform.kind === 'desktop' && state.host.state === 'ready' && state.host.engine === 'native'
      );
    case 'releaseOpen':
      return ready && state.release !== null;
    case 'jobRunning':
      return state.jobs.length > 0;
    case 'cohortsListed':
      return ready && (state.cohorts.value ?? []).length > 0;
    case 'cohortsSelected':
      return ready && selected > 0;
    case 'cohortsCombinable':
      return ready && selected > 1;
    case 'cohortOpen':
      return state.section === 'cohorts' && state.openCohort !== null;
    case 'cohortEditable':
      return (
        state.section === 'cohorts' &&
        state.openCohort !== null &&
        app.definitions.get(state.openCohort) !== undefined
      );
    case 'definitionShown':
      return holds(state, app, 'cohortEditable') || holds(state, app, 'draftShown');
    case 'draftShown':
      return state.section === 'builder' && state.openDraft !== null;
    case 'draftOpen':
      return ready && state.release !== null && state.section === 'builder' && state.openDraft !== null;
    case 'studyOpen':
      return shownStudy(state) !== null;
    case 'studyRunnable':
      return ready && state.release !== null && shownStudy(state) !== null;
    case 'projectOpen':
      return state.project !== null;
    case 'canUndo':
      return possible(state.history.past.at(-1), ready);
    case 'canRedo':
      return possible(state.history.future[0], ready);
  }
}

/** The study of either kind that is on screen. */
export function shownStudy({ section, openStudy, openSafety }: AppState): string | null {
  return section === 'studies' ? openStudy : section === 'safety' ? openSafety : null;
}

/** Drafts and studies are the window's own: their changes need no host. */
function possible(change: Change | undefined, ready: boolean): boolean {
  return change !== undefined && (ready || change.steps?.every(({ kind }) => kind !== 'shelf') === true);
}

/** The commands that can be given now. */
export function availableCommands(state: AppState, app: App): readonly CommandId[] {
  return commands.filter(({ when }) => holds(state, app, when)).map(({ id }) => id);
}
