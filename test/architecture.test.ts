import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Folders whose files may import only from the listed places (besides themselves). `npm:` names packages. */
const allowed: readonly { readonly from: string; readonly to: readonly string[] }[] = [
  { from: 'shared/stats', to: ['npm:@stdlib/'] },
  { from: 'shared/engine', to: ['shared/errors', 'npm:apache-arrow'] },
  { from: 'shared/disclosure', to: ['shared/errors', 'shared/stats'] },
  {
    from: 'shared',
    to: [
      'package.json',
      'npm:zod',
      'npm:@noble/',
      'npm:@zip.js/',
      'npm:csv-parse',
      'npm:apache-arrow',
      'npm:@stdlib/',
    ],
  },
  { from: 'main', to: ['shared', 'node:', 'npm:'] },
  { from: 'renderer', to: ['shared', 'npm:'] },
];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'/g;
  return [...text.matchAll(pattern)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const target = specifier.startsWith('.')
      ? relative(root, resolve(root, dirname(file), specifier))
      : specifier.startsWith('node:')
        ? specifier
        : `npm:${specifier}`;
    return { file, target, typeOnly: match[1] !== undefined };
  });
}

function isWithin(target: string, place: string): boolean {
  return (
    target === place || target.startsWith(place.endsWith('/') || place.endsWith(':') ? place : `${place}/`)
  );
}

const imports = ['shared', 'main', 'renderer'].flatMap(sourceFiles).flatMap(importsOf);

test('imports go one way', () => {
  // Types of errors are declared in their own area and gathered in shared/errors: such imports are erased.
  const offending = imports.filter(({ file, target, typeOnly }) => {
    const rule = allowed.find(({ from }) => isWithin(file, from));
    if (!rule || isWithin(target, rule.from)) return false;
    if (typeOnly && isWithin(file, 'shared/errors') && target.endsWith('Errors.ts')) return false;
    return !rule.to.some(
      (place) => isWithin(target, place) || (place.startsWith('npm:') && target.startsWith(place)),
    );
  });
  expect(offending.map(({ file, target }) => `${file} must not import ${target}`)).toEqual([]);
});

test('electron stays out of the engine and the command line', () => {
  const offending = imports.filter(
    ({ file, target }) => target === 'npm:electron' && /^main\/(engine|files|host|cli)\//.test(file),
  );
  expect(offending).toEqual([]);
});
