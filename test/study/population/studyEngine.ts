import { PersonNumbers } from '../../../shared/cohort/personNumbers.ts';
import type { EngineConnection, QueryEngine } from '../../../shared/engine/queryEngine.ts';
import { sql } from '../../../shared/engine/sql.ts';
import type { PopulationContext } from '../../../shared/study/population/populationContext.ts';
import { loadSmallRelease } from '../../cohort/smallRelease.ts';

/** An engine with an empty release, to be filled with one after the other. */
export class StudyEngine {
  readonly connection: EngineConnection;
  readonly #engine: QueryEngine;
  #key = 0;

  private constructor(engine: QueryEngine, connection: EngineConnection) {
    this.#engine = engine;
    this.connection = connection;
  }

  static async start(create: () => Promise<QueryEngine>): Promise<StudyEngine> {
    const engine = await create();
    const connection = await engine.connect();
    await loadSmallRelease(connection, {});
    return new StudyEngine(engine, connection);
  }

  /** For what is in the release now. */
  context(): PopulationContext {
    return {
      engine: this.#engine,
      persons: new PersonNumbers(),
      clock: () => 0,
      newKey: () => this.#key++,
    };
  }

  /** Rows left in the release's cohort table. */
  async leftovers(): Promise<number> {
    const rows = await this.connection.query(sql`SELECT cohort_key FROM work.cohort`);
    return rows.rowCount;
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.#engine.close();
  }
}
