import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FoundCase, GoldenCase } from '../../golden/stats/goldenCase.ts';
import { loadTables } from '../../golden/stats/goldenCase.ts';
import type { Table } from '../../golden/stats/table.ts';
import type { GoldenPerson } from './goldenRelease.ts';

const own = resolve(import.meta.dirname, '../../golden/stats/cases');
const full = resolve(import.meta.dirname, '../../../../shared/golden/cases');

/** Whether the whole reference set lies beside the project. */
export const hasFullSet: boolean = existsSync(full);

/** A reference case by its id: the project's own, else of the set beside it; null where it is not there. */
export function findGoldenCase(id: string): FoundCase | null {
  const file = [own, full].map((folder) => join(folder, `${id}.json`)).find(existsSync);
  return file === undefined ? null : { file, golden: JSON.parse(readFileSync(file, 'utf8')) as GoldenCase };
}

/** A case's data as persons, rows with a missing value left out as R leaves them out. */
export interface GoldenData {
  readonly persons: readonly GoldenPerson[];
  /** Values of the group column, in order: the arms. */
  readonly groups: readonly string[];
  /** Columns of the model; a text column has one for each level but the first. */
  readonly covariates: readonly string[];
}

export interface GoldenColumns {
  readonly group: string;
  /** Null: everybody is followed for a year without an event. */
  readonly time: string | null;
  readonly event: string | null;
  readonly covariates?: readonly string[];
  /** The value of `event` that is the outcome; any other but 0 competes. */
  readonly outcome?: number;
}

export function goldenData(found: FoundCase, columns: GoldenColumns): GoldenData {
  const [table] = loadTables(found);
  if (!table) throw new Error(`${found.golden.id} has no data`);
  return goldenDataOf(table, columns);
}

export function goldenDataOf(table: Table, columns: GoldenColumns): GoldenData {
  const { group, time, event, covariates = [], outcome = 1 } = columns;
  const design = covariates.flatMap((name) => designColumns(table, name));
  const used = [group, ...(time ? [time] : []), ...(event ? [event] : []), ...covariates];
  const complete = Array.from({ length: table.rows }, (_, i) => i).filter((i) =>
    used.every((name) => table.text(name)[i] !== ''),
  );
  const groups = [...new Set(complete.map((i) => table.text(group)[i] ?? ''))].sort();
  const status = (i: number): number => {
    const value = event ? Number(table.text(event)[i]) : 0;
    return value === 0 ? 0 : value === outcome ? 1 : 2;
  };
  return {
    groups,
    covariates: design.map(({ name }) => name),
    persons: complete.map((i) => ({
      arm: groups.indexOf(table.text(group)[i] ?? ''),
      days: time ? Number(table.text(time)[i]) : 365,
      status: status(i),
      values: design.map(({ values }) => values[i] as number),
    })),
  };
}

function designColumns(table: Table, name: string): { name: string; values: ArrayLike<number> }[] {
  if (table.isNumeric(name)) return [{ name, values: table.numbers(name) }];
  const texts = table.text(name);
  const levels = [...new Set(texts)].filter((text) => text !== '').sort();
  return levels
    .slice(1)
    .map((level) => ({ name: `${name}${level}`, values: texts.map((text) => (text === level ? 1 : 0)) }));
}
