import { z } from 'zod';
import type { Settings } from '../../shared/platform/platformApi.ts';
import { readJson, writeJson } from './jsonFile.ts';

const MAX_RECENT = 12;

const recentRelease = z.object({
  locator: z.string(),
  title: z.string(),
  releaseId: z.string(),
  kind: z.enum(['anonymized', 'pseudonymized', 'unmanaged']),
  openedAt: z.string(),
});

const fields = {
  locale: z.enum(['ja', 'en']),
  theme: z.enum(['light', 'dark', 'system']),
  engine: z.enum(['native', 'wasm']),
  recent: z.array(recentRelease).transform((recent) => recent.slice(0, MAX_RECENT)),
} satisfies Record<keyof Settings, z.ZodType>;

/** Settings in part, as the page sends them. */
export const settingsPatch = z.strictObject(fields).partial();

/** Keeps the user's settings in one file. What cannot be read in it falls back to its default. */
export class SettingsStore {
  readonly #path: string;
  #settings: Settings;

  /** @param languages the system's preferred languages, best first */
  constructor(path: string, languages: readonly string[]) {
    this.#path = path;
    const defaults: Settings = {
      locale: languages[0]?.startsWith('ja') ? 'ja' : 'en',
      theme: 'system',
      engine: 'native',
      recent: [],
    };
    const stored = z.record(z.string(), z.unknown()).catch({}).parse(readJson(path));
    const readable = Object.entries(fields).flatMap(([key, schema]) => {
      const value = schema.safeParse(stored[key]);
      return value.success ? [[key, value.data]] : [];
    });
    this.#settings = { ...defaults, ...Object.fromEntries(readable) };
  }

  get current(): Settings {
    return this.#settings;
  }

  /** Changes settings. The change holds for this run even if the file cannot be written. */
  change(patch: z.infer<typeof settingsPatch>): Settings {
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    this.#settings = { ...this.#settings, ...given };
    try {
      writeJson(this.#path, this.#settings);
    } catch (error) {
      process.stderr.write(`Settings could not be written: ${error}\n`);
    }
    return this.#settings;
  }
}
