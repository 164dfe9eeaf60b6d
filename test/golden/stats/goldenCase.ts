import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Table } from './table.ts';

/** Any value that a JSON file can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How far a computed number may be from the expected one; nested keys override for the part so named. */
export interface Tolerance {
  readonly rel?: number;
  readonly abs?: number;
  readonly [part: string]: unknown;
}

/** One reference case as it stands on disk. */
export interface GoldenCase {
  readonly id: string;
  readonly topic: string;
  readonly data: string | readonly string[] | null;
  readonly method: string;
  readonly args: { readonly [key: string]: Json };
  readonly expected: Json;
  readonly tolerance: Tolerance;
  readonly notes?: string | null;
}

/** A case together with where it was found. */
export interface FoundCase {
  readonly file: string;
  readonly golden: GoldenCase;
}

/** Every case under `folder`, at any depth, in order of path. A file that is not a case is passed over. */
export function findCases(folder: string): FoundCase[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => {
      const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<GoldenCase>;
      const isCase =
        typeof value?.method === 'string' && value.expected !== undefined && value.id !== undefined;
      return isCase ? [{ file, golden: value as GoldenCase }] : [];
    });
}

/** The tables a case names, looked for beside it and in a `data` folder beside or above it. */
export function loadTables({ file, golden }: FoundCase): Table[] {
  if (golden.data === null || golden.data === undefined) return [];
  const names = typeof golden.data === 'string' ? golden.data.split(/\s*,\s*/) : golden.data;
  return names.map((name) => Table.fromCsv(readData(file, name)));
}

function readData(caseFile: string, name: string): string {
  const here = dirname(caseFile);
  const places = [here, join(here, 'data'), join(here, '..', 'data'), join(here, '..', '..', 'data')];
  for (const place of places) {
    try {
      return readFileSync(join(place, name), 'utf8');
    } catch {
      // Looked for in the next place.
    }
  }
  throw new Error(`data file ${name} not found near ${caseFile}`);
}

/** The case's tolerance, with parts for which its notes state a looser one (`name is …: rel 2e-2`). */
export function toleranceOf({ tolerance, notes }: GoldenCase): Tolerance {
  const stated = [...(notes ?? '').matchAll(/(\w+) is [^.;:]*: rel (\d[\d.]*(?:e-?\d+)?)/g)];
  return { ...tolerance, ...Object.fromEntries(stated.map(([, name, rel]) => [name, { rel: Number(rel) }])) };
}
