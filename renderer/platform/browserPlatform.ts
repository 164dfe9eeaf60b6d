import type { PlatformApi, Settings } from '../../shared/platform/platformApi.ts';

/** A file that the user gave, with its path inside the folder or zip that they chose. */
export interface PickedFile {
  readonly path: string;
  readonly file: File;
}

/** What the user chose in this page, by locator. A browser gives no paths, so a locator lives as long as the page. */
const picked = new Map<string, readonly PickedFile[]>();

/** The files behind a locator of this page; null when it is not of this page. */
export function pickedFiles(locator: string): readonly PickedFile[] | null {
  return picked.get(locator) ?? null;
}

const settingsKey = 'akashi.settings';

/** The platform where there is no desktop: inputs instead of dialogs, downloads instead of saving, local settings. */
export function browserPlatform(): PlatformApi {
  return {
    kind: 'browser',
    os: 'browser',
    chooseRelease,
    chooseFolder: async () => null,
    locatorOf: async (items) => locatorOfFiles(items.filter((item) => item instanceof File)),
    readSettings: async () => readSettings(),
    writeSettings: async (patch) => writeSettings(patch),
    saveFile: async (suggestedName, content) => download(suggestedName, content),
    onCommand: () => () => {},
    onOpenRequest: () => () => {},
  };
}

async function chooseRelease(kind: 'folder' | 'archive'): Promise<string | null> {
  const input = document.createElement('input');
  input.type = 'file';
  if (kind === 'folder') input.webkitdirectory = true;
  else input.accept = '.zip,application/zip';
  const files = await new Promise<readonly File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
  return locatorOfFiles(files);
}

/** One zip, or the files of one folder (their paths begin with its name). */
function locatorOfFiles(files: readonly File[]): string | null {
  const first = files[0];
  if (!first) return null;
  const folder = pathOf(first).split('/').at(0) ?? first.name;
  const locator = `picked:${crypto.randomUUID()}/${files.length === 1 ? first.name : folder}`;
  const inside = files.map((file) => {
    const path = pathOf(file);
    return { path: path.includes('/') ? path.slice(path.indexOf('/') + 1) : path, file };
  });
  picked.set(locator, inside);
  return locator;
}

function pathOf(file: File): string {
  return droppedPaths.get(file) ?? (file.webkitRelativePath || file.name);
}

const droppedPaths = new WeakMap<File, string>();

/** Remembers where inside a dropped folder a file lay: a dropped `File` does not say so itself. */
export function rememberDroppedPath(file: File, path: string): void {
  droppedPaths.set(file, path);
}

function readSettings(): Settings {
  const fallback: Settings = {
    locale: navigator.language.startsWith('ja') ? 'ja' : 'en',
    theme: 'system',
    engine: 'wasm',
    recent: [],
  };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(settingsKey) ?? '{}');
    const { locale, theme } = stored as Partial<Settings>;
    return {
      ...fallback,
      ...(locale === 'ja' || locale === 'en' ? { locale } : {}),
      ...(theme === 'light' || theme === 'dark' || theme === 'system' ? { theme } : {}),
    };
  } catch {
    return fallback;
  }
}

/** Recent releases are not kept: their locators end with the page. */
function writeSettings(patch: Partial<Settings>): Settings {
  const settings: Settings = { ...readSettings(), ...patch, engine: 'wasm', recent: [] };
  localStorage.setItem(settingsKey, JSON.stringify({ locale: settings.locale, theme: settings.theme }));
  return settings;
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
