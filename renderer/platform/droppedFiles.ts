import { rememberDroppedPath } from './givenFiles.ts';

/** What was dropped on the window: a project, Circe definitions, or something that may be a release. */
export interface Dropped {
  readonly project: File | null;
  readonly definitions: readonly File[];
  readonly release: readonly File[];
}

/**
 * Sorts what was dropped: only `.json` files (none of them `datapackage.json`) are definitions; a folder of nothing
 * but such files too; anything else may be a release.
 * On the desktop `release` holds the dropped folder or zip itself, whose path the preload can tell.
 */
export async function sortDropped(transfer: DataTransfer, wholeFolders: boolean): Promise<Dropped> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const given = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files: File[] = [];
  for (const { entry, file } of given) {
    if (entry?.isDirectory) files.push(...(await filesBelow(entry as FileSystemDirectoryEntry, entry.name)));
    else if (file) files.push(file);
  }
  const [only] = files;
  if (only && files.length === 1 && /\.akashi$/i.test(only.name)) {
    return { project: only, definitions: [], release: [] };
  }
  if (files.length > 0 && files.every(isDefinition))
    return { project: null, definitions: files, release: [] };
  const roots = given.map(({ file }) => file).filter((file) => file !== null);
  return { project: null, definitions: [], release: wholeFolders ? roots : files };
}

function isDefinition(file: File): boolean {
  return file.name.toLowerCase().endsWith('.json') && file.name !== 'datapackage.json';
}

async function filesBelow(folder: FileSystemDirectoryEntry, path: string): Promise<File[]> {
  const reader = folder.createReader();
  const found: File[] = [];
  for (;;) {
    // A reader gives at most a hundred entries at a time and an empty list at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const entry of entries) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory) found.push(...(await filesBelow(entry as FileSystemDirectoryEntry, below)));
      else {
        const file = await new Promise<File>((resolve, reject) =>
          (entry as FileSystemFileEntry).file(resolve, reject),
        );
        rememberDroppedPath(file, below);
        found.push(file);
      }
    }
  }
}
