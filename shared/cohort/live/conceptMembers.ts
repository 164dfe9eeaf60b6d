import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { name, type Sql, sql } from '../../engine/sql.ts';
import { type ConceptSet, conceptSetKey } from '../../vocabulary/conceptSet.ts';
import { resolvedItems } from '../../vocabulary/resolveConceptSets.ts';
import { wholeNumbers } from '../personNumbers.ts';
import { decimals } from './personEvents.ts';

/** Concept sets resolved once per content, while a release is open. */
export class ConceptMembers {
  /** set_key INTEGER, concept_id BIGINT. */
  readonly table: Sql = name('work', 'live_concept');
  readonly #keys = new Map<string, number>();
  readonly #members = new Map<number, readonly number[]>();
  #last: Promise<unknown> = Promise.resolve();
  #next = 0;

  /** Concepts of a set that was resolved, in ascending order. */
  of(setKey: number): readonly number[] {
    return this.#members.get(setKey) ?? [];
  }

  /**
   * Resolves what is new among the sets.
   * @returns the sets' ids in their definition → set_key
   * @throws AkashiError `cancelled`, `engine.*`
   */
  resolve(
    connection: EngineConnection,
    sets: readonly ConceptSet[],
    job: Job,
  ): Promise<ReadonlyMap<number, number>> {
    // One after the other, so that nothing is resolved twice.
    const resolved = this.#last.then(() => this.#resolve(connection, sets, job));
    this.#last = resolved.catch(() => {});
    return resolved;
  }

  async #resolve(
    connection: EngineConnection,
    sets: readonly ConceptSet[],
    job: Job,
  ): Promise<ReadonlyMap<number, number>> {
    const contents = new Map(sets.map(({ items }) => [conceptSetKey(items), items]));
    const fresh = [...contents].filter(([content]) => !this.#keys.has(content));
    if (fresh.length > 0) {
      if (this.#next === 0) {
        await connection.run(
          sql`CREATE OR REPLACE TABLE ${this.table} (set_key INTEGER, concept_id BIGINT)`,
          job,
        );
      }
      const first = this.#next;
      this.#next += fresh.length;
      await connection.run(
        sql`INSERT INTO ${this.table}
SELECT CAST(set_key + ${first} AS INTEGER), concept_id FROM (
${resolvedItems(fresh.map(([, items]) => items))}
) AS resolved`,
        job,
      );
      const members = await connection.query(
        sql`SELECT set_key, CAST(concept_id AS DOUBLE) AS concept_id FROM ${this.table} WHERE set_key >= ${first} ORDER BY 1, 2`,
        job,
      );
      const [keys, concepts] = [wholeNumbers(members, 0), decimals(members.columns[1])];
      fresh.forEach(([content], i) => {
        const key = first + i;
        this.#keys.set(content, key);
        this.#members.set(key, [...concepts.filter((_, row) => keys[row] === key)]);
      });
    }
    return new Map(sets.map(({ id, items }) => [id, this.#keys.get(conceptSetKey(items)) ?? -1]));
  }
}
