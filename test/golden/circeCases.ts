import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { CohortDefinition } from '../../shared/cohort/expression/cohortDefinition.ts';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import type { EngineConnection } from '../../shared/engine/queryEngine.ts';
import { literal, name, type Sql, sql } from '../../shared/engine/sql.ts';

/** Reference material beside the project; absent in a plain clone. */
export const circeFolder = resolve(import.meta.dirname, '../../../shared/circe');

/** @returns whether the acceptance cases are there; says so when they are not */
export function hasCirceCases(): boolean {
  const found = existsSync(join(circeFolder, 'open', 'cdm'));
  if (!found) process.stdout.write(`skipped: ${circeFolder} is not there (Circe acceptance cases)\n`);
  return found;
}

/** Puts every table of open/cdm into schema cdm, with ids as BIGINT. */
export async function loadOpenRelease(connection: EngineConnection): Promise<void> {
  const folder = join(circeFolder, 'open', 'cdm');
  for (const file of readdirSync(folder)) {
    const table = name('cdm', basename(file, '.parquet'));
    await connection.run(sql`CREATE TABLE ${table} AS FROM ${parquet(join(folder, file))}`);
  }
}

export function parquet(path: string): Sql {
  return sql`read_parquet(${literal(path)})`;
}

/** Every definition of open/definitions by its number. */
export function openDefinitions(): { key: number; definition: CohortDefinition }[] {
  const folder = join(circeFolder, 'open', 'definitions');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const key = Number(basename(file, '.json'));
      const parsed = parseDefinition(String(key), readFileSync(join(folder, file), 'utf8'));
      if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.failures)}`);
      return { key, definition: parsed.definition };
    })
    .sort((a, b) => a.key - b.key);
}
