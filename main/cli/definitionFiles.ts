import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import type { DefinitionFile } from '../../shared/workbenchApi.ts';

/**
 * Reads definition files: each path is a file, or a folder whose `.json` files are taken in the order of their names.
 * A definition is named after its file's stem.
 * @throws AkashiError `file.notFound`, `file.unreadable`, `cohort.duplicateName`
 */
export async function readDefinitionFiles(paths: readonly string[]): Promise<DefinitionFile[]> {
  const files = (await Promise.all(paths.map(definitionPaths))).flat();
  const names = files.map((path) => parse(path).name);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw new AkashiError('cohort.duplicateName', { name: repeated });
  return Promise.all(
    files.map(async (path) => ({
      name: parse(path).name,
      text: await readFile(path, 'utf8').catch((error: unknown) => {
        throw new AkashiError('file.unreadable', { path }, error);
      }),
    })),
  );
}

async function definitionPaths(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new AkashiError('file.notFound', { path }, error);
  });
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((file) => extname(file).toLowerCase() === '.json');
  const inOrder = names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (inOrder.length === 0) throw new AkashiError('file.notFound', { path: join(path, '*.json') });
  return inOrder.map((file) => join(path, file));
}
