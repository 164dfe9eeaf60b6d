import type { Result } from '../../shared/errors/akashiError.ts';
import type { ProjectFile } from '../../shared/platform/platformApi.ts';
import type { DefinitionFile } from '../../shared/workbenchApi.ts';
import type { GivenFiles } from '../state/workbenchConnection.ts';

const droppedPaths = new WeakMap<File, string>();

/** Remembers where inside a dropped folder a file lay: a dropped `File` does not say so itself. */
export function rememberDroppedPath(file: File, path: string): void {
  droppedPaths.set(file, path);
}

/** One zip, or the files of one folder (whose paths begin with its name); null when there are none. */
export function givenFiles(files: readonly File[]): GivenFiles | null {
  const first = files[0];
  if (!first) return null;
  const title = pathOf(first).split('/')[0] ?? first.name;
  return {
    title,
    files: files.map((file) => {
      const path = pathOf(file);
      return { path: path.slice(path.indexOf('/') + 1), file };
    }),
  };
}

function pathOf(file: File): string {
  return droppedPaths.get(file) ?? (file.webkitRelativePath || file.name);
}

/** Lets the user choose a folder; all its files, none when they close the dialog. */
export function chooseFolderFiles(): Promise<readonly File[]> {
  return choose((input) => {
    input.webkitdirectory = true;
  });
}

export function chooseArchive(): Promise<readonly File[]> {
  return choose((input) => {
    input.accept = '.zip,application/zip';
  });
}

export function chooseDefinitions(): Promise<readonly File[]> {
  return choose((input) => {
    input.multiple = true;
    input.accept = '.json,application/json';
  });
}

/** Files of spontaneous reports: one table, or those of JADER together. */
export function chooseReportFiles(): Promise<readonly File[]> {
  return choose((input) => {
    input.multiple = true;
    input.accept = '.csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain';
  });
}

export function chooseProjectFile(): Promise<readonly File[]> {
  return choose((input) => {
    input.accept = '.akashi';
  });
}

/** A project file as text; null when none was chosen. */
export async function projectFileOf(file: File | undefined): Promise<Result<ProjectFile> | null> {
  if (!file) return null;
  try {
    return { ok: true, value: { name: file.name.replace(/\.akashi$/i, ''), text: await file.text() } };
  } catch {
    return { ok: false, error: { code: 'file.unreadable', params: { path: file.name } } };
  }
}

function choose(prepare: (input: HTMLInputElement) => void): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  prepare(input);
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}

/** Definition files as text, named by their stem. */
export function readDefinitions(files: readonly File[]): Promise<DefinitionFile[]> {
  return Promise.all(
    files.map(async (file) => ({ name: file.name.replace(/\.json$/i, ''), text: await file.text() })),
  );
}
