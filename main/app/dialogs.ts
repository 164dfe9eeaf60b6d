import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { type Locale, translate } from '../../shared/i18n/translate.ts';

/** The system's dialogs, in the user's language, opening where the last one was closed. */
export class Dialogs {
  readonly #window: BrowserWindow;
  readonly #locale: () => Locale;
  #lastFolder: string | null = null;

  constructor(window: BrowserWindow, locale: () => Locale) {
    this.#window = window;
    this.#locale = locale;
  }

  /** @returns the path chosen; null when closed */
  async chooseRelease(kind: 'folder' | 'archive'): Promise<string | null> {
    const folder = kind === 'folder';
    return this.#open({
      title: translate(this.#locale(), folder ? 'dialog.openFolder' : 'dialog.openArchive'),
      properties: [folder ? 'openDirectory' : 'openFile'],
      filters: folder
        ? []
        : [{ name: translate(this.#locale(), 'dialog.archiveFilter'), extensions: ['zip'] }],
    });
  }

  /** @returns the folder chosen or made; null when closed */
  async chooseFolder(): Promise<string | null> {
    return this.#open({
      title: translate(this.#locale(), 'dialog.chooseFolder'),
      properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
    });
  }

  /** Writes where the user says. False when they close the dialog, or after telling them why it failed. */
  async saveFile(suggestedName: string, content: string | Uint8Array): Promise<boolean> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      title: translate(this.#locale(), 'dialog.save'),
      defaultPath: join(this.#lastFolder ?? '', basename(suggestedName)),
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
        message: translate(this.#locale(), 'dialog.saveFailed'),
        detail: translate(this.#locale(), 'dialog.saveFailedDetail', { path: filePath, reason }),
      });
      return false;
    }
  }

  async #open(options: Electron.OpenDialogOptions): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.#window, {
      ...options,
      ...(this.#lastFolder === null ? {} : { defaultPath: this.#lastFolder }),
    });
    const [chosen] = filePaths;
    if (canceled || chosen === undefined) return null;
    this.#lastFolder = dirname(chosen);
    return chosen;
  }
}
