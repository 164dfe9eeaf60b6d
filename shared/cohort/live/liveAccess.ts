import type { Columns } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { type Sql, sql } from '../../engine/sql.ts';
import { CompileContext } from '../compile/compileContext.ts';
import { withNested } from '../compile/requirements.ts';
import type { Criterion } from '../expression/criterion.ts';
import type { LiveEvents } from './liveEvents.ts';
import type { LivePlan } from './livePlan.ts';
import { pickEvents } from './pickedEvents.ts';
import type { WorkTable } from './workTables.ts';

/** One count's access to {@link LiveEvents}: holds the tables and connections that it uses until it is closed. */
export class LiveAccess {
  readonly events: LiveEvents;
  readonly connection: EngineConnection;
  readonly job: Job;
  readonly #held: WorkTable[] = [];
  readonly #beside: EngineConnection[] = [];

  constructor(events: LiveEvents, connection: EngineConnection, job: Job) {
    this.events = events;
    this.connection = connection;
    this.job = job;
  }

  async close(): Promise<void> {
    for (const connection of this.#beside.splice(0)) await connection.close();
    for (const table of this.#held.splice(0)) await this.events.tables.release(this.connection, table);
  }

  /** Keeps a table that is used until the count is done. */
  hold(table: WorkTable): void {
    this.#held.push(table);
  }

  query(query: Sql, connection = this.connection): Promise<Columns> {
    this.events.queries++;
    return connection.query(query, this.job);
  }

  /** Lets everything that waits happen first. @throws AkashiError `cancelled` */
  async giveWay(): Promise<void> {
    await this.connection.query(sql`SELECT 1`, this.job);
  }

  /** Works on as many items at once as the engine has use for; what was begun has ended when it settles. */
  async each<T>(
    items: readonly T[],
    work: (item: T, connection: EngineConnection) => Promise<void>,
  ): Promise<void> {
    const waiting = [...items];
    const lane = async (connection: EngineConnection): Promise<void> => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
        await work(item, connection);
    };
    const lanes = Math.min(items.length, this.events.engine.parallelism);
    while (this.#beside.length < lanes - 1) this.#beside.push(await this.events.engine.connect());
    const ended = await Promise.allSettled(
      [this.connection, ...this.#beside].slice(0, lanes).map((connection) => lane(connection)),
    );
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  }

  /**
   * What the engine is asked about criteria with.
   * @param criteria whose events are picked out into tables of their own
   * @param beside criteria that are read where their events lie
   */
  async context(
    plan: LivePlan,
    criteria: readonly Criterion[],
    beside: readonly Criterion[] = [],
  ): Promise<CompileContext> {
    const { tables, members, limits, order } = this.events;
    const picked = await pickEvents(
      { tables, members: members.table, order, mostRows: limits.picked },
      this.connection,
      { criteria: criteria.flatMap(withNested), reading: [...criteria, ...beside].flatMap(withNested) },
      plan.setKeys,
      (table) => this.hold(table),
      this.job,
    );
    return new CompileContext(plan.definition, picked);
  }
}
