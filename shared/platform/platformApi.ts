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
  /** Saves text or bytes where the user says; false when they close the dialog or it failed (and they were told). */
  saveFile(suggestedName: string, content: string | Uint8Array): Promise<boolean>;
  /**
   * Asks for a channel to the native host, which arrives as hostChannel.ts says; false where there is none (browsers).
   */
  connectHost(): Promise<boolean>;
  /** The native host's process has ended: its release and results are gone; `connectHost` starts another. */
  onHostExit(listener: () => void): () => void;
  /** Commands from the native menu, by id of the command registry. */
  onCommand(listener: (command: string) => void): () => void;
  /** Which commands (by id) can be given now; the native menu greys out the others. */
  setAvailableCommands(commands: readonly string[]): void;
  /** A release or definition passed from outside (argument, second instance, file association). */
  onOpenRequest(listener: (locator: string) => void): () => void;
}

export interface Settings {
  readonly locale: Locale;
  readonly theme: 'light' | 'dark' | 'system';
  readonly engine: 'native' | 'wasm';
  readonly recent: readonly RecentRelease[];
}
