import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { type MessageKey, type MessageParams, translate } from '../../shared/i18n/translate.ts';
import type { Settings } from '../../shared/platform/platformApi.ts';
import type { GivenKey } from '../settings/trustedKeyStore.ts';

/** The system's dialogs, in the user's language, opening where the settings say or where the last one was closed. */
export class Dialogs {
  readonly #window: BrowserWindow;
  readonly #settings: () => Settings;
  #lastFolder: string | null = null;

  constructor(window: BrowserWindow, settings: () => Settings) {
    this.#window = window;
    this.#settings = settings;
  }

  /** @returns the path chosen; null when closed */
  async chooseRelease(kind: 'folder' | 'archive'): Promise<string | null> {
    const folder = kind === 'folder';
    return this.#open(
      {
        title: this.#text(folder ? 'dialog.openFolder' : 'dialog.openArchive'),
        properties: [folder ? 'openDirectory' : 'openFile'],
        filters: folder ? [] : [{ name: this.#text('dialog.archiveFilter'), extensions: ['zip'] }],
      },
      this.#settings().folders.releases,
    );
  }

  /** @returns the folder chosen or made; null when closed */
  async chooseFolder(purpose: 'demo' | 'start'): Promise<string | null> {
    return this.#open(
      {
        title: this.#text(purpose === 'demo' ? 'dialog.chooseFolder' : 'dialog.chooseStart'),
        properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
      },
      purpose === 'demo' ? this.#settings().folders.demo : null,
    );
  }

  /** @returns the project file chosen; null when closed */
  async chooseProject(): Promise<string | null> {
    return this.#open(
      {
        title: this.#text('dialog.openProject'),
        properties: ['openFile'],
        filters: [{ name: this.#text('dialog.projectFilter'), extensions: ['akashi'] }],
      },
      null,
    );
  }

  /** @returns where to write a project; null when closed */
  async chooseProjectTarget(suggestedName: string): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      title: this.#text('dialog.saveProject'),
      defaultPath: join(this.#lastFolder ?? '', `${basename(suggestedName)}.akashi`),
      filters: [{ name: this.#text('dialog.projectFilter'), extensions: ['akashi'] }],
    });
    if (canceled || !filePath) return null;
    this.#lastFolder = dirname(filePath);
    return filePath;
  }

  /** Writes where the user says. False when they close the dialog, or after telling them why it failed. */
  async saveFile(suggestedName: string, content: string | Uint8Array): Promise<boolean> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      title: this.#text('dialog.save'),
      defaultPath: join(this.#settings().folders.exports ?? this.#lastFolder ?? '', basename(suggestedName)),
    });
    if (canceled || !filePath) return false;
    this.#lastFolder = dirname(filePath);
    try {
      await writeFile(filePath, content);
      return true;
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      await dialog.showMessageBox(this.#window, {
        type: 'error',
        message: this.#text('dialog.saveFailed'),
        detail: this.#text('dialog.saveFailedDetail', { path: filePath, reason }),
      });
      return false;
    }
  }

  /** Whether the user, having compared the fingerprint, trusts a key. Asked outside of the page, which could be fooled. */
  async confirmKey(name: string, { keyId, fingerprint }: GivenKey): Promise<boolean> {
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'question',
      message: this.#text('dialog.trustKey', { name }),
      detail: this.#text('dialog.trustKeyDetail', { keyId, fingerprint }),
      buttons: [this.#text('dialog.trust'), this.#text('dialog.doNotTrust')],
      defaultId: 1,
      cancelId: 1,
    });
    return response === 0;
  }

  #text(key: MessageKey, params: MessageParams = {}): string {
    return translate(this.#settings().locale, key, params);
  }

  async #open(options: Electron.OpenDialogOptions, start: string | null): Promise<string | null> {
    const from = start ?? this.#lastFolder;
    const { canceled, filePaths } = await dialog.showOpenDialog(this.#window, {
      ...options,
      ...(from === null ? {} : { defaultPath: from }),
    });
    const [chosen] = filePaths;
    if (canceled || chosen === undefined) return null;
    this.#lastFolder = dirname(chosen);
    return chosen;
  }
}
