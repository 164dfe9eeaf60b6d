import type { z } from 'zod';
import type { Settings } from '../../shared/platform/platformApi.ts';
import {
  changedSettings,
  defaultSettings,
  readSettings,
  type settingsPatch,
  storedSettings,
} from '../../shared/platform/settings.ts';
import { readJson, writeJson } from './jsonFile.ts';

/** Keeps the user's settings in one file. What cannot be read in it falls back to its default. */
export class SettingsStore {
  readonly #path: string;
  #settings: Settings;

  /** @param languages the system's preferred languages, best first */
  constructor(path: string, languages: readonly string[]) {
    this.#path = path;
    this.#settings = readSettings(readJson(path), defaultSettings(languages));
  }

  get current(): Settings {
    return this.#settings;
  }

  /** Changes settings. The change holds for this run even if the file cannot be written. */
  change(patch: z.infer<typeof settingsPatch>): Settings {
    this.#settings = changedSettings(this.#settings, patch);
    try {
      writeJson(this.#path, storedSettings(this.#settings));
    } catch (error) {
      process.stderr.write(`Settings could not be written: ${error}\n`);
    }
    return this.#settings;
  }
}
