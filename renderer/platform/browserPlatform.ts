import type { PlatformApi, Settings } from '../../shared/platform/platformApi.ts';

const settingsKey = 'akashi.settings';

/**
 * The platform where there is no desktop: downloads instead of saving, local settings, no native host. Releases are
 * chosen with givenFiles.ts, for a page has no paths; what was opened is remembered as long as the page lives.
 */
export function browserPlatform(): PlatformApi {
  let settings = storedSettings();
  return {
    kind: 'browser',
    os: 'browser',
    chooseRelease: async () => null,
    chooseFolder: async () => null,
    locatorOf: async () => null,
    readSettings: async () => settings,
    writeSettings: async (patch) => {
      settings = { ...settings, ...patch, engine: 'wasm' };
      const { locale, theme } = settings;
      localStorage.setItem(settingsKey, JSON.stringify({ locale, theme }));
      return settings;
    },
    saveFile: async (suggestedName, content) => download(suggestedName, content),
    connectHost: async () => false,
    onHostExit: () => () => {},
    onCommand: () => () => {},
    setAvailableCommands: () => {},
    onOpenRequest: () => () => {},
  };
}

function storedSettings(): Settings {
  const settings: Settings = {
    locale: navigator.language.startsWith('ja') ? 'ja' : 'en',
    theme: 'system',
    engine: 'wasm',
    recent: [],
  };
  try {
    const { locale, theme } = JSON.parse(localStorage.getItem(settingsKey) ?? '{}') as Partial<Settings>;
    return {
      ...settings,
      ...(locale === 'ja' || locale === 'en' ? { locale } : {}),
      ...(theme === 'light' || theme === 'dark' || theme === 'system' ? { theme } : {}),
    };
  } catch {
    return settings;
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
