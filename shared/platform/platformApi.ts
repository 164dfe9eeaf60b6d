import type { Result } from '../errors/akashiError.ts';
import type { Locale } from '../i18n/translate.ts';
import type { RecentRelease } from '../release/releaseCard.ts';

/** What the renderer asks of the desktop around it. The preload exposes it as `window.akashi`; a browser has its own. */
export interface PlatformApi {
  readonly kind: 'desktop' | 'browser';
  readonly os: 'mac' | 'windows' | 'linux' | 'browser';
  /** Lets the user choose a release folder or zip; null when they close the dialog. */
  chooseRelease(kind: 'folder' | 'archive'): Promise<string | null>;
  /** Lets the user choose an empty folder to write to, or one where dialogs start; null when closed or unsupported. */
  chooseFolder(purpose?: 'demo' | 'start'): Promise<string | null>;
  /** The locator of something dropped on the window. `items` are DOM `File`s. */
  locatorOf(items: readonly unknown[]): Promise<string | null>;
  readSettings(): Promise<Settings>;
  writeSettings(patch: Partial<Settings>): Promise<Settings>;
  /** Saves text or bytes where the user says; false when they close the dialog or it failed (and they were told). */
  saveFile(suggestedName: string, content: string | Uint8Array): Promise<boolean>;
  /** Prints a report's page and saves it as PDF; false as {@link saveFile}, and where there is no printing (browsers). */
  savePdf(suggestedName: string, html: string): Promise<boolean>;
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
  /** A release passed from outside (argument, second instance, file association). */
  onOpenRequest(listener: (locator: string) => void): () => void;

  /** Where Akashi keeps what is the user's own; null in a browser. */
  ownPlaces(): Promise<OwnPlaces | null>;
  /** Shows one of the user's own places in the system's file manager; false where that is not possible. */
  showInFolder(place: keyof OwnPlaces): Promise<boolean>;

  /** The public keys whose signatures are trusted when a release is opened, besides the demo key; none in a browser. */
  trustedKeys(): Promise<readonly TrustedKeyCard[]>;
  /** Trusts a public key (minisign format) after the user has confirmed its fingerprint outside of the page. */
  trustKey(name: string, publicKey: string): Promise<TrustOutcome>;
  distrustKey(name: string): Promise<readonly TrustedKeyCard[]>;

  /** Lets the user choose a project file; null when they close the dialog. */
  openProject(): Promise<Result<ProjectFile> | null>;
  /** The project file dropped on the window (a DOM `File`); null when it cannot be told. */
  droppedProject(item: unknown): Promise<Result<ProjectFile> | null>;
  /** The project file read last was accepted: the next save goes there. */
  adoptProject(): Promise<void>;
  /** Writes to the file of the open project, or where the user says. Null when they close the dialog. */
  saveProject(
    text: string,
    where: 'sameFile' | 'choose',
    suggestedName: string,
  ): Promise<Result<{ readonly name: string }> | null>;
  /** From now on the next save asks where. */
  forgetProject(): Promise<void>;
  /** The project that was open when the application ended, which saves go to again; null for none. */
  resumeProject(): Promise<ProjectFile | null>;
  /** A project passed from outside (argument, second instance, file association). */
  onProjectRequest(listener: (file: Result<ProjectFile>) => void): () => void;
}

/** A project file as it lies on the disk. */
export interface ProjectFile {
  /** The file's name without its folder and ending. */
  readonly name: string;
  readonly text: string;
}

/** Paths of what is the user's own. */
export interface OwnPlaces {
  readonly settings: string;
  readonly ledger: string;
  readonly trustedKeys: string;
}

export interface TrustedKeyCard {
  readonly name: string;
  /** 16 hexadecimal digits, as minisign prints it; null when the file holds no key. */
  readonly keyId: string | null;
  /** SHA-256 of the key in groups of four hexadecimal digits; null as {@link keyId}. */
  readonly fingerprint: string | null;
}

/** What came of trusting a key: the keys trusted now, or why not. */
export type TrustOutcome =
  | { readonly state: 'trusted'; readonly keys: readonly TrustedKeyCard[] }
  | { readonly state: 'declined' | 'notAKey' | 'nameTaken' | 'keyTaken' | 'unwritable' };

export interface Settings {
  readonly locale: Locale;
  readonly theme: 'light' | 'dark' | 'system';
  readonly engine: 'native' | 'wasm';
  readonly recent: readonly RecentRelease[];
  /** Percent of the normal size, 90 to 150. */
  readonly textSize: number;
  /** Whether things move as the system has it, or never. */
  readonly motion: 'system' | 'reduced';
  /** Where dialogs start; null: where the last one was closed. */
  readonly folders: {
    readonly releases: string | null;
    readonly demo: string | null;
    readonly exports: string | null;
  };
  /** How far the guide for the first time came. */
  readonly guide: 'offered' | 'declined' | 'finished';
  /** What was last chosen in the palette, latest first: command ids and places. */
  readonly recentCommands: readonly string[];
}
