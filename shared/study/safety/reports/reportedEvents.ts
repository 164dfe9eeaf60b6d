import type { Job } from '../../../engine/job.ts';
import type { EngineConnection } from '../../../engine/queryEngine.ts';
import { sql } from '../../../engine/sql.ts';
import { numbers } from '../../../vocabulary/conceptTable.ts';
import { idList } from '../../../vocabulary/idList.ts';
import { conceptKeys } from './conceptKeys.ts';
import { namesIn, withMapped } from './reportedDrugs.ts';
import { isIcd10, reportKey } from './reportKey.ts';

/** A row of the study's table that events may belong to; concept null: a cohort, known by its id and name. */
export interface ListedOutcome {
  readonly id: string;
  readonly concept: number | null;
  readonly name: string;
}

/**
 * Outcomes that events of reports belong to, by event. An event is found by number, code, name or synonym of a condition
 * that is an outcome or lies below one (or is mapped to such a one); an ICD-10 code that the vocabulary lacks by the
 * nearest code above it. It belongs to that condition and to all above it. A name of several conditions belongs only to
 * what all of them have above. Names that the vocabulary does not hold (most preferred terms of MedDRA) are not guessed.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function outcomesOfEvents(
  connection: EngineConnection,
  events: readonly string[],
  outcomes: readonly ListedOutcome[],
  job: Job,
): Promise<number[][]> {
  const above = await outcomesAbove(connection, outcomes, job);
  const byKey = new Map<string, readonly number[]>();
  const concepts = withMapped(sql`(SELECT concept_id FROM ${idList(above.keys())} AS listed(concept_id))`);
  const mapped = await mappedTo(connection, [...above.keys()], job);
  for (const { concept, key } of await conceptKeys(connection, concepts, job)) {
    const own = above.get(concept) ?? mapped.get(concept)?.flatMap((to) => above.get(to) ?? []) ?? [];
    const known = byKey.get(key);
    byKey.set(key, known ? known.filter((place) => own.includes(place)) : own);
  }
  const cohorts = new Map<string, number[]>();
  outcomes.forEach(({ id, concept, name }, place) => {
    if (concept !== null) return;
    for (const key of new Set([id, ...namesIn(name)].map(reportKey))) {
      cohorts.set(key, [...(cohorts.get(key) ?? []), place]);
    }
  });
  return events.map((event) => {
    const key = reportKey(event);
    return [...new Set([...(conditionsOf(key, byKey) ?? []), ...(cohorts.get(key) ?? [])])].sort(
      (a, b) => a - b,
    );
  });
}

function conditionsOf(
  key: string,
  byKey: ReadonlyMap<string, readonly number[]>,
): readonly number[] | undefined {
  const known = byKey.get(key);
  if (known || !isIcd10(key)) return known;
  for (let length = key.length - 1; length >= 3; length--) {
    const upper = byKey.get(key.slice(0, length));
    if (upper) return upper;
  }
  return undefined;
}

/** Of every condition that is an outcome or lies below one: the places of the outcomes that it is part of. */
async function outcomesAbove(
  connection: EngineConnection,
  outcomes: readonly ListedOutcome[],
  job: Job,
): Promise<Map<number, number[]>> {
  const places = new Map(outcomes.flatMap(({ concept }, at) => (concept === null ? [] : [[concept, at]])));
  const listed = idList(places.keys());
  const rows = await connection.query(
    sql`SELECT DISTINCT CAST(descendant_concept_id AS DOUBLE) AS lower, CAST(ancestor_concept_id AS DOUBLE) AS upper
FROM cdm.concept_ancestor WHERE ancestor_concept_id IN ${listed}
ORDER BY 1, 2`,
    job,
  );
  const above = new Map([...places].map(([concept, at]) => [concept, [at]]));
  const [lowers, uppers] = [numbers(rows, 0), numbers(rows, 1)];
  lowers.forEach((lower, row) => {
    const place = places.get(uppers[row] as number);
    const own = above.get(lower) ?? [];
    if (place === undefined || own.includes(place)) return;
    own.push(place);
    above.set(lower, own);
  });
  return above;
}

async function mappedTo(
  connection: EngineConnection,
  concepts: readonly number[],
  job: Job,
): Promise<ReadonlyMap<number, number[]>> {
  const rows = await connection.query(
    sql`SELECT DISTINCT CAST(concept_id_1 AS DOUBLE) AS source, CAST(concept_id_2 AS DOUBLE) AS target
FROM cdm.concept_relationship
WHERE relationship_id = 'Maps to' AND concept_id_1 <> concept_id_2 AND concept_id_2 IN ${idList(concepts)}
ORDER BY 1, 2`,
    job,
  );
  const [sources, targets] = [numbers(rows, 0), numbers(rows, 1)];
  const found = new Map<number, number[]>();
  sources.forEach((source, row) => {
    found.set(source, [...(found.get(source) ?? []), targets[row] as number]);
  });
  return found;
}
