import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { sql } from '../engine/sql.ts';
import { type ConceptTable, numbers, placeOf } from './conceptTable.ts';

/** Of every concept that is used or has used descendants: the used ones among it and them, as places. */
export type UsedDescendants = ReadonlyMap<number, readonly number[]>;

/** Reads what of `concept_ancestor` matters for counting. */
export async function loadUsedDescendants(
  connection: EngineConnection,
  table: ConceptTable,
  isUsed: (at: number) => boolean,
  job: Job,
): Promise<UsedDescendants> {
  const used = Array.from({ length: table.size }, (_, at) => at).filter(isUsed);
  const below = new Map<number, Set<number>>(used.map((at) => [at, new Set([at])]));
  if (used.length === 0) return new Map();
  const ids = used.map((at) => table.ids[at] ?? 0).join(' ');
  const pairs = await connection.query(
    sql`SELECT CAST(ancestor_concept_id AS DOUBLE), CAST(descendant_concept_id AS DOUBLE) FROM cdm.concept_ancestor
      WHERE descendant_concept_id IN (SELECT UNNEST(CAST(string_split(${ids}, ' ') AS BIGINT[])))`,
    job,
  );
  const descendants = numbers(pairs, 1);
  numbers(pairs, 0).forEach((ancestor, row) => {
    const at = placeOf(table.ids, ancestor);
    const descendant = placeOf(table.ids, descendants[row] ?? 0);
    if (at < 0 || descendant < 0) return;
    const known = below.get(at);
    if (known) known.add(descendant);
    else below.set(at, new Set([descendant]));
  });
  return new Map([...below].map(([at, places]) => [at, [...places].sort((a, b) => a - b)]));
}
