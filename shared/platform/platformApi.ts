import type { Locale } from '../i18n/translate.ts';
import type { RecentRelease } from '../release/releaseCard.ts';

/** What the renderer asks of the desktop around it. The preload exposes it as `window.akashi`; a browser has its own. */
export interface PlatformApi {
  readonly kind: 'desktop' | 'browser';
  readonly os: 'mac' | 'windows' | 'linux' | 'browser';
  /** Lets the user choose a release folder or zip; null when they close the dialog. */
  chooseRelease(kind: 'folder' | 'archive'): Promise<string | null>;
  /** Lets the user choose an empty folder to write to; null when closed or unsupported. */
  chooseFolder(): Promise<string | null>;
  /** The locator of something dropped on the window. `items` are DOM `File`s. */
  locatorOf(items: readonly unknown[]): Promise<string | null>;
  readSettings(): Promise<Settings>;
  writeSettings(patch: Partial<Settings>): Promise<Settings>;
  /** Saves text or bytes where the user says; false when they close the dialog. */
  saveFile(suggestedName: string, content: string | Uint8Array): Promise<boolean>;
  /** Commands from the native menu, by id of the command registry. */
  onCommand(listener: (command: string) => void): () => void;
  /** A release or definition passed from outside (argument, second instance, file association). */
  onOpenRequest(listener: (locator: string) => void): () => void;
}

export interface Settings {
  readonly locale: Locale;
  readonly theme: 'light' | 'dark' | 'system';
  readonly engine: 'native' | 'wasm';
  readonly recent: readonly RecentRelease[];
}
