import { useEffect } from 'react';
import { commands } from '../../shared/commands/registry.ts';
import { useApp } from '../state/AppContext.tsx';
import { hostSettled } from '../state/app.ts';
import { arrangeAsInProject, takeProject } from '../state/projectActions.ts';
import { openRelease } from '../state/releaseActions.ts';
import { isMac, matchesAccelerator, matchesPlainKey } from './accelerator.ts';
import { availableCommands, holds } from './conditions.ts';
import { performCommand } from './performCommand.ts';

/** Editing keys that a text field needs for itself. */
const editing = new Set(['edit.undo', 'edit.redo', 'cohorts.remove', 'cohorts.importText']);

const textFields = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]';

/** Lets keys, the native menu and requests from outside give commands, and keeps the menu's greying up to date. */
export function useCommands(): void {
  const app = useApp();
  useEffect(() => {
    const mac = isMac();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || app.store.getState().dialog !== null) return;
      const typing = event.target instanceof HTMLElement && event.target.matches(textFields);
      const meant = commands.filter(
        ({ accelerator, plainKey }) =>
          (accelerator !== null && matchesAccelerator(accelerator, event, mac)) ||
          (plainKey !== null && !typing && matchesPlainKey(plainKey, event)),
      );
      // Where two share a shortcut, the one for the place where the user is goes before the one for everywhere.
      const state = app.store.getState();
      const command =
        meant.find(({ when }) => when !== 'always' && holds(state, app, when)) ??
        meant.find(({ when }) => when === 'always') ??
        meant[0];
      if (!command || (typing && editing.has(command.id))) return;
      event.preventDefault();
      performCommand(app, command.id);
    };
    window.addEventListener('keydown', onKeyDown);
    const stopCommands = app.platform.onCommand((id) => performCommand(app, id));
    const stopRequests = app.platform.onOpenRequest(
      (locator) => void hostSettled(app).then(() => openRelease(app, locator)),
    );
    const stopProjects = app.platform.onProjectRequest((file) => void takeProject(app, file));
    const stopArranging = app.store.subscribe(() => arrangeAsInProject(app));
    let told = '';
    const tell = () => {
      const available = availableCommands(app.store.getState(), app);
      if (available.join() === told) return;
      told = available.join();
      app.platform.setAvailableCommands(available);
    };
    tell();
    const stopTelling = app.store.subscribe(tell);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      stopCommands();
      stopRequests();
      stopProjects();
      stopArranging();
      stopTelling();
    };
  }, [app]);
}
