/**
 * The form in which paths inside a release are compared: `/` between parts, no leading `./`.
 * Null when the path is unsafe: absolute, with a drive, leaving the release, or with characters that no file has.
 */
export function safePath(path: string): string | null {
  const parts = path
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '')
    .split('/');
  const bad = parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'));
  return bad || /^[A-Za-z]:/.test(parts[0] ?? '') ? null : parts.join('/');
}

/** What operating systems leave beside files and no release means to hold. */
export function isDebris(path: string): boolean {
  return path
    .split('/')
    .some((part) => /^(__MACOSX|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.git|\$RECYCLE\.BIN)$/i.test(part));
}

/**
 * Entries as seen from inside the one folder that holds them all (a zipped or unzipped folder brings it along);
 * unchanged when there is none.
 */
export function withoutTopFolder<T extends { readonly path: string }>(entries: readonly T[]): readonly T[] {
  const top = entries[0]?.path.split('/')[0];
  if (top === undefined || !entries.every(({ path }) => path.startsWith(`${top}/`))) return entries;
  return withoutTopFolder(entries.map((entry) => ({ ...entry, path: entry.path.slice(top.length + 1) })));
}

/** Order of listings: by UTF-16 code units, the same on every machine. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
