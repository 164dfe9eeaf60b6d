import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { name, type Sql, sql } from '../../engine/sql.ts';
import { type ConceptSet, conceptSetKey } from '../../vocabulary/conceptSet.ts';
import { resolvedItems } from '../../vocabulary/resolveConceptSets.ts';

/** Concept sets resolved once per content, while a release is open. */
export class ConceptMembers {
  /** set_key INTEGER, concept_id BIGINT. */
  readonly table: Sql = name('work', 'live_concept');
  readonly #keys = new Map<string, number>();
  #last: Promise<unknown> = Promise.resolve();
  #next = 0;

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
      fresh.forEach(([content], i) => {
        this.#keys.set(content, first + i);
      });
    }
    return new Map(sets.map(({ id, items }) => [id, this.#keys.get(conceptSetKey(items)) ?? -1]));
  }
}
