import { type CommandCondition, type CommandId, commands } from '../../shared/commands/registry.ts';
import type { App } from '../state/app.ts';
import type { AppState } from '../state/appState.ts';

/** Whether a condition holds now. While a dialog is open only closing it makes sense; dialogs handle their own keys. */
export function holds(state: AppState, app: App, condition: CommandCondition): boolean {
  const selected = state.selectedCohorts.size;
  switch (condition) {
    case 'always':
      return true;
    case 'canCreateDemo':
      return (
        app.platform.kind === 'desktop' && state.host.state === 'ready' && state.host.engine === 'native'
      );
    case 'releaseOpen':
      return state.release !== null;
    case 'jobRunning':
      return state.jobs.length > 0;
    case 'cohortsListed':
      return (state.cohorts.value ?? []).length > 0;
    case 'cohortsSelected':
      return selected > 0;
    case 'cohortsCombinable':
      return selected > 1;
    case 'cohortOpen':
      return state.section === 'cohorts' && state.openCohort !== null;
    case 'canUndo':
      return state.history.past.length > 0;
    case 'canRedo':
      return state.history.future.length > 0;
  }
}

/** The commands that can be given now. */
export function availableCommands(state: AppState, app: App): readonly CommandId[] {
  return commands.filter(({ when }) => holds(state, app, when)).map(({ id }) => id);
}
