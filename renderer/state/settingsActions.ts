import { defaultSettings } from '../../shared/platform/settings.ts';
import { type App, changeSettings, notify } from './app.ts';
import { changeEngine } from './releaseActions.ts';

/** Appearance, engine and folders as at the first start; what the user works with stays. */
export async function resetSettings(app: App): Promise<void> {
  const { settings, host } = app.store.getState();
  const { theme, textSize, motion, folders, engine, locale } = defaultSettings(navigator.languages);
  await changeSettings(app, { locale, theme, textSize, motion, folders });
  const running = host.state === 'ready' ? host.engine : settings.engine;
  if (app.platform.kind === 'desktop' && running !== engine) await changeEngine(app, engine);
  notify(app, 'done', { key: 'notice.settingsReset' });
}

/** Lets the user choose where a kind of dialog starts. */
export async function chooseStartFolder(app: App, kind: 'releases' | 'demo' | 'exports'): Promise<void> {
  const folder = await app.platform.chooseFolder('start');
  if (folder !== null) await setStartFolder(app, kind, folder);
}

export async function setStartFolder(
  app: App,
  kind: 'releases' | 'demo' | 'exports',
  folder: string | null,
): Promise<void> {
  const { folders } = app.store.getState().settings;
  await changeSettings(app, { folders: { ...folders, [kind]: folder } });
}
