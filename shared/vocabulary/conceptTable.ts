import type { Column, Columns } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { sql } from '../engine/sql.ts';

/** The vocabulary of a release in memory, by concept id ascending; a concept's place in it is its `at`. */
export interface ConceptTable {
  readonly size: number;
  readonly ids: Float64Array;
  readonly names: readonly string[];
  readonly codes: readonly string[];
  readonly domains: Labels;
  readonly vocabularies: Labels;
  readonly classes: Labels;
  /** '' where neither standard nor classification. */
  readonly standard: Labels;
  /** '' where valid. */
  readonly invalid: Labels;
  /** Other names by place; none where there are none. */
  readonly synonyms: ReadonlyMap<number, readonly string[]>;
}

/** Texts that repeat, each kept once. */
export interface Labels {
  readonly labels: readonly string[];
  readonly of: Uint16Array;
}

/** Reads `cdm.concept` and `cdm.concept_synonym`. Concept 0 is no concept. */
export async function loadConceptTable(connection: EngineConnection, job: Job): Promise<ConceptTable> {
  const concepts = await connection.query(
    sql`SELECT CAST(concept_id AS DOUBLE) AS id, concept_name, concept_code, domain_id, vocabulary_id, concept_class_id,
        COALESCE(standard_concept, '') AS standard, COALESCE(invalid_reason, '') AS invalid
      FROM (SELECT *, row_number() OVER (PARTITION BY concept_id) AS again FROM cdm.concept WHERE concept_id <> 0) AS once
      WHERE again = 1 ORDER BY concept_id`,
    job,
  );
  const ids = numbers(concepts, 0);
  const names = texts(concepts, 1);
  return {
    size: ids.length,
    ids,
    names,
    codes: texts(concepts, 2),
    domains: labels(texts(concepts, 3)),
    vocabularies: labels(texts(concepts, 4)),
    classes: labels(texts(concepts, 5)),
    standard: labels(texts(concepts, 6)),
    invalid: labels(texts(concepts, 7)),
    synonyms: await loadSynonyms(connection, ids, names, job),
  };
}

async function loadSynonyms(
  connection: EngineConnection,
  ids: Float64Array,
  names: readonly string[],
  job: Job,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await connection.query(
    sql`SELECT DISTINCT CAST(concept_id AS DOUBLE) AS id, concept_synonym_name
      FROM cdm.concept_synonym WHERE concept_synonym_name IS NOT NULL ORDER BY id, concept_synonym_name`,
    job,
  );
  const of = numbers(rows, 0);
  const synonyms = new Map<number, string[]>();
  texts(rows, 1).forEach((synonym, row) => {
    const at = placeOf(ids, of[row] ?? 0);
    if (at < 0 || names[at] === synonym) return;
    const known = synonyms.get(at);
    if (known) known.push(synonym);
    else synonyms.set(at, [synonym]);
  });
  return synonyms;
}

/** A concept's place in the table; −1 where it is not in it. */
export function placeOf(ids: Float64Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = ids[middle] ?? 0;
    if (value === id) return middle;
    if (value < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function labelAt({ labels: texts, of }: Labels, at: number): string {
  return texts[of[at] ?? 0] ?? '';
}

function labels(texts: readonly string[]): Labels {
  const known = new Map<string, number>();
  const of = new Uint16Array(texts.length);
  texts.forEach((text, at) => {
    let label = known.get(text);
    if (label === undefined) {
      label = known.size;
      known.set(text, label);
    }
    of[at] = label;
  });
  return { labels: [...known.keys()], of };
}

/** A column of numbers without NULL. @throws TypeError when it is another */
export function numbers({ columns }: Columns, at: number): Float64Array {
  const column: Column | undefined = columns[at];
  if (column?.type !== 'float64') throw new TypeError('not a column of numbers');
  return column.values;
}

/** A column of whole numbers without NULL. @throws TypeError when it is another */
export function integers({ columns }: Columns, at: number): Int32Array {
  const column: Column | undefined = columns[at];
  if (column?.type !== 'int32') throw new TypeError('not a column of integers');
  return column.values;
}

/** A column of texts, NULL as ''. @throws TypeError when it is another */
export function texts({ columns }: Columns, at: number): readonly string[] {
  const column: Column | undefined = columns[at];
  if (column?.type !== 'text') throw new TypeError('not a column of texts');
  return column.values;
}
