import { z } from 'zod';
import type { Settings } from './platformApi.ts';

/** The layout of stored settings; 1 had neither a number nor anything but language, theme, engine and recent releases. */
export const settingsVersion = 2;

const maxRecent = 12;
const maxRecentCommands = 8;

/** Smallest and largest size of text, in percent of the normal one, and the step between sizes. */
export const textSizes = { least: 90, most: 150, step: 10 } as const;

const recentRelease = z.object({
  locator: z.string(),
  title: z.string(),
  releaseId: z.string(),
  kind: z.enum(['anonymized', 'pseudonymized', 'unmanaged']),
  openedAt: z.string(),
});

const folder = z.string().min(1).max(4_000).nullable();

const fields = {
  locale: z.enum(['ja', 'en']),
  theme: z.enum(['light', 'dark', 'system']),
  engine: z.enum(['native', 'wasm']),
  recent: z.array(recentRelease).transform((recent) => recent.slice(0, maxRecent)),
  textSize: z.int().min(textSizes.least).max(textSizes.most),
  motion: z.enum(['system', 'reduced']),
  folders: z.strictObject({ releases: folder, demo: folder, exports: folder }),
  guide: z.enum(['offered', 'declined', 'finished']),
  recentCommands: z.array(z.string().max(200)).transform((recent) => recent.slice(0, maxRecentCommands)),
} satisfies Record<keyof Settings, z.ZodType>;

/** Settings in part, as the page sends them. */
export const settingsPatch = z.strictObject(fields).partial();

/** What holds until the user chooses. @param languages the system's preferred languages, best first */
export function defaultSettings(languages: readonly string[]): Settings {
  return {
    locale: languages[0]?.startsWith('ja') ? 'ja' : 'en',
    theme: 'system',
    engine: 'native',
    recent: [],
    textSize: 100,
    motion: 'system',
    folders: { releases: null, demo: null, exports: null },
    guide: 'offered',
    recentCommands: [],
  };
}

/** Settings from what was stored, whatever it is: each that cannot be read falls back to its default, the others stay. */
export function readSettings(stored: unknown, defaults: Settings): Settings {
  const given = migrated(z.record(z.string(), z.unknown()).catch({}).parse(stored));
  const readable = Object.entries(fields).flatMap(([key, schema]) => {
    const value = schema.safeParse(given[key]);
    return value.success ? [[key, value.data]] : [];
  });
  return { ...defaults, ...Object.fromEntries(readable) };
}

/** Settings with a part changed. What the patch leaves undefined stays. */
export function changedSettings(
  settings: Settings,
  patch: { readonly [Name in keyof Settings]?: Settings[Name] | undefined },
): Settings {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return { ...settings, ...given };
}

/** Settings as they are stored. */
export function storedSettings(settings: Settings): unknown {
  return { version: settingsVersion, ...settings };
}

/** Who already worked with version 1 needs no guide for the first time. */
function migrated(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const used = Array.isArray(stored.recent) && stored.recent.length > 0;
  return stored.version === undefined && used ? { guide: 'declined', ...stored } : stored;
}
