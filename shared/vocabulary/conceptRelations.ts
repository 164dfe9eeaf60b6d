import type { Columns } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { type Sql, sql } from '../engine/sql.ts';
import { numbers, texts } from './conceptTable.ts';
import { idList } from './idList.ts';

/** How concepts of the open release hang together. Ids that no table explains are simply not there. */
export class ConceptRelations {
  readonly #connection: EngineConnection;
  readonly #job: Job;
  /** `upper, lower`: each concept and its direct children. */
  readonly #steps: Sql;

  /** @param hasHierarchy whether there is `concept_ancestor`; without it children follow from 'Is a' */
  constructor(connection: EngineConnection, hasHierarchy: boolean, job: Job) {
    this.#connection = connection;
    this.#job = job;
    this.#steps = hasHierarchy
      ? sql`(SELECT ancestor_concept_id AS upper, descendant_concept_id AS lower FROM cdm.concept_ancestor
          WHERE min_levels_of_separation = 1)`
      : sql`(SELECT concept_id_2 AS upper, concept_id_1 AS lower FROM cdm.concept_relationship
          WHERE relationship_id = 'Is a' AND invalid_reason IS NULL)`;
  }

  parents(ids: Iterable<number>): Promise<readonly Relation[]> {
    return this.#pairs(sql`SELECT DISTINCT CAST(lower AS DOUBLE), CAST(upper AS DOUBLE) FROM ${this.#steps} AS step
      WHERE lower IN ${idList(ids)} AND upper <> lower`);
  }

  children(ids: Iterable<number>): Promise<readonly Relation[]> {
    return this.#pairs(sql`SELECT DISTINCT CAST(upper AS DOUBLE), CAST(lower AS DOUBLE) FROM ${this.#steps} AS step
      WHERE upper IN ${idList(ids)} AND upper <> lower`);
  }

  async childNumbers(ids: Iterable<number>): Promise<ReadonlyMap<number, number>> {
    const counted = await this.#pairs(sql`SELECT CAST(upper AS DOUBLE), CAST(count(DISTINCT lower) AS DOUBLE)
      FROM ${this.#steps} AS step WHERE upper IN ${idList(ids)} AND upper <> lower GROUP BY upper`);
    return new Map(counted.map(({ of, is }) => [of, is]));
  }

  mapsTo(ids: Iterable<number>): Promise<readonly Relation[]> {
    return this.#pairs(sql`SELECT DISTINCT CAST(concept_id_1 AS DOUBLE), CAST(concept_id_2 AS DOUBLE)
      FROM cdm.concept_relationship WHERE concept_id_1 IN ${idList(ids)} AND ${isMapping}`);
  }

  mappedFrom(ids: Iterable<number>): Promise<readonly Relation[]> {
    return this.#pairs(sql`SELECT DISTINCT CAST(concept_id_2 AS DOUBLE), CAST(concept_id_1 AS DOUBLE)
      FROM cdm.concept_relationship WHERE concept_id_2 IN ${idList(ids)} AND ${isMapping}`);
  }

  /** First and last day of validity, ISO. */
  async validity(id: number): Promise<{ readonly from: string | null; readonly to: string | null }> {
    const rows = await this.#connection.query(
      sql`SELECT COALESCE(CAST(min(valid_start_date) AS VARCHAR), ''), COALESCE(CAST(max(valid_end_date) AS VARCHAR), '')
        FROM cdm.concept WHERE concept_id = ${id}`,
      this.#job,
    );
    return { from: texts(rows, 0)[0] || null, to: texts(rows, 1)[0] || null };
  }

  async #pairs(query: Sql): Promise<readonly Relation[]> {
    const rows: Columns = await this.#connection.query(sql`${query} ORDER BY 1, 2`, this.#job);
    const is = numbers(rows, 1);
    return Array.from(numbers(rows, 0), (of, row) => ({ of, is: is[row] ?? 0 }));
  }
}

/** `is` stands to `of` in the relation asked for. */
export interface Relation {
  readonly of: number;
  readonly is: number;
}

const isMapping = sql`relationship_id = 'Maps to' AND invalid_reason IS NULL AND concept_id_1 <> concept_id_2`;
