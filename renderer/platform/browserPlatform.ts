import type { PlatformApi, Settings } from '../../shared/platform/platformApi.ts';
import {
  changedSettings,
  defaultSettings,
  readSettings,
  storedSettings,
} from '../../shared/platform/settings.ts';
import { chooseProjectFile, projectFileOf } from './givenFiles.ts';

const settingsKey = 'akashi.settings';

/**
 * The platform where there is no desktop: downloads instead of saving, local settings, no native host, no keys of the
 * user's own. Releases are chosen with givenFiles.ts, for a page has no paths; what was opened is remembered as long as
 * the page lives.
 */
export function browserPlatform(): PlatformApi {
  let settings = keptSettings();
  return {
    kind: 'browser',
    os: 'browser',
    chooseRelease: async () => null,
    chooseFolder: async () => null,
    locatorOf: async () => null,
    readSettings: async () => settings,
    writeSettings: async (patch) => {
      settings = { ...changedSettings(settings, patch), engine: 'wasm' };
      localStorage.setItem(settingsKey, JSON.stringify(storedSettings({ ...settings, recent: [] })));
      return settings;
    },
    saveFile: async (suggestedName, content) => download(suggestedName, content),
    savePdf: async () => false,
    connectHost: async () => false,
    onHostExit: () => () => {},
    onCommand: () => () => {},
    setAvailableCommands: () => {},
    onOpenRequest: () => () => {},
    ownPlaces: async () => null,
    showInFolder: async () => false,
    trustedKeys: async () => [],
    trustKey: async () => ({ state: 'unwritable' }),
    distrustKey: async () => [],
    openProject: async () => projectFileOf((await chooseProjectFile())[0]),
    droppedProject: async (item) => (item instanceof File ? projectFileOf(item) : null),
    adoptProject: async () => {},
    saveProject: async (text, _where, suggestedName) => {
      download(`${suggestedName}.akashi`, text);
      return { ok: true, value: { name: suggestedName } };
    },
    forgetProject: async () => {},
    resumeProject: async () => null,
    onProjectRequest: () => () => {},
  };
}

function keptSettings(): Settings {
  const defaults = { ...defaultSettings([navigator.language]), engine: 'wasm' as const };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(settingsKey) ?? '{}');
    return { ...readSettings(stored, defaults), engine: 'wasm', recent: [] };
  } catch {
    return defaults;
  }
}

function download(suggestedName: string, content: string | Uint8Array): boolean {
  const url = URL.createObjectURL(new Blob([content as BlobPart]));
  const link = document.createElement('a');
  link.href = url;
  link.download = suggestedName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return true;
}
