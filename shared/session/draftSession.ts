import type { CohortDefinition } from '../cohort/expression/cohortDefinition.ts';
import { parseDefinition } from '../cohort/expression/parseDefinition.ts';
import { countDefinition } from '../cohort/live/countDefinition.ts';
import type { DraftCounts } from '../cohort/live/draftApi.ts';
import { FrequentConcepts } from '../cohort/live/frequentConcepts.ts';
import { LeastRecent } from '../cohort/live/leastRecent.ts';
import type { LiveCounts } from '../cohort/live/liveCounts.ts';
import { LiveEvents } from '../cohort/live/liveEvents.ts';
import { LiveReader } from '../cohort/live/liveReader.ts';
import { TwoThreads } from '../cohort/live/twoThreads.ts';
import type { PersonSet } from '../disclosure/shownSets.ts';
import { type Job, JobControl, throwIfCancelled } from '../engine/job.ts';
import { fromFailure } from '../errors/akashiError.ts';
import type { WorkbenchHost } from '../workbench.ts';
import type { OperationInput } from '../workbenchApi.ts';
import { PublishedDrafts } from './publishedDraft.ts';
import type { ReleaseSession } from './releaseSession.ts';

/** Bytes of counted sets of persons that are kept. */
const roomForPersons = { native: 192e6, wasm: 48e6 } as const;

type DraftHost = Pick<WorkbenchHost, 'monotonic' | 'startLiveThread'>;

/** Counts of definitions that are being edited, on the open release. */
export class DraftSession {
  readonly #release: ReleaseSession;
  readonly #host: DraftHost;
  readonly #events: LiveEvents;
  readonly #frequent: FrequentConcepts;
  readonly #known: LeastRecent<PersonSet>;
  readonly #published: PublishedDrafts;
  /** The count that runs for each draft. */
  readonly #running = new Map<string, JobControl>();

  constructor(release: ReleaseSession, host: DraftHost) {
    this.#release = release;
    this.#host = host;
    const threads = new TwoThreads(host.startLiveThread);
    this.#events = new LiveEvents(release.engine, release.persons, release.order, threads);
    this.#frequent = new FrequentConcepts(this.#events);
    this.#known = new LeastRecent(roomForPersons[release.engine.kind], ({ bits }) => bits.byteLength);
    this.#published = new PublishedDrafts(release.outputRules, release.shown);
  }

  /** See `drafts.count`. */
  async count(input: OperationInput<'drafts.count'>, job: Job): Promise<DraftCounts> {
    const started = this.#host.monotonic();
    const own = new JobControl((progress) => job.report(progress));
    const stopListening = job.onCancel(() => own.cancel());
    this.#running.get(input.draft)?.cancel();
    this.#running.set(input.draft, own);
    try {
      const definition = definitionOf(input);
      const counts = await this.#frequent.during(() => this.#count(definition, input.rulesOff, own));
      this.#frequent.readFor(definition);
      throwIfCancelled(own);
      return { ...this.#published.publish(counts), milliseconds: this.#host.monotonic() - started };
    } finally {
      stopListening();
      if (this.#running.get(input.draft) === own) this.#running.delete(input.draft);
    }
  }

  async close(): Promise<void> {
    await this.#frequent.close();
    this.#events.threads.stop();
  }

  #count(definition: CohortDefinition, rulesOff: readonly number[], job: Job): Promise<LiveCounts> {
    return this.#release.withConnection(async (connection) => {
      await this.#release.rememberEverybody(connection, job);
      const reader = new LiveReader(this.#events, connection, job);
      try {
        return await countDefinition(reader, definition, new Set(rulesOff), this.#known);
      } finally {
        await reader.close();
      }
    });
  }
}

function definitionOf({ name, text }: OperationInput<'drafts.count'>): CohortDefinition {
  const parsed = parseDefinition(name, text);
  if (parsed.ok) return parsed.definition;
  const [first] = parsed.failures;
  throw first ? fromFailure(first) : new RangeError('a definition was refused without a reason');
}
