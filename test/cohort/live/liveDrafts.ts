import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import type { ConceptOrder } from '../../../shared/cohort/live/conceptOrder.ts';
import { countDefinition } from '../../../shared/cohort/live/countDefinition.ts';
import { LeastRecent } from '../../../shared/cohort/live/leastRecent.ts';
import type { LiveCounts } from '../../../shared/cohort/live/liveCounts.ts';
import { LiveEvents } from '../../../shared/cohort/live/liveEvents.ts';
import { LiveReader } from '../../../shared/cohort/live/liveReader.ts';
import { type LiveThread, TwoThreads } from '../../../shared/cohort/live/twoThreads.ts';
import { PersonNumbers } from '../../../shared/cohort/personNumbers.ts';
import type { PersonSet } from '../../../shared/disclosure/shownSets.ts';
import { type Job, JobControl } from '../../../shared/engine/job.ts';
import type { QueryEngine } from '../../../shared/engine/queryEngine.ts';
import { clonedThread } from './clonedThread.ts';

/** Live counts of one data set, before anything is withheld. */
export class LiveDrafts {
  readonly events: LiveEvents;
  readonly #engine: QueryEngine;
  readonly #known = new LeastRecent<PersonSet>(1e8, ({ bits }) => bits.byteLength);

  /** @param thread shares all work; null: there is none */
  constructor(engine: QueryEngine, order?: ConceptOrder, thread: LiveThread | null = clonedThread()) {
    this.#engine = engine;
    const threads = new TwoThreads(thread && (() => thread), 0);
    this.events = new LiveEvents(engine, new PersonNumbers(), order, threads);
  }

  /** @param off places of rules that are switched off */
  async count(
    definition: unknown,
    off: readonly number[] = [],
    job: Job = new JobControl(),
  ): Promise<LiveCounts> {
    const parsed = parseDefinition('draft', JSON.stringify(definition));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
    const connection = await this.#engine.connect();
    const reader = new LiveReader(this.events, connection, job);
    try {
      return await countDefinition(reader, parsed.definition, new Set(off), this.#known);
    } finally {
      await reader.close();
      await connection.close();
    }
  }
}
