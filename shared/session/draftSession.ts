import { parseDefinition } from '../cohort/expression/parseDefinition.ts';
import { countDefinition } from '../cohort/live/countDefinition.ts';
import type { DraftCounts } from '../cohort/live/draftApi.ts';
import { LeastRecent } from '../cohort/live/leastRecent.ts';
import type { LiveCounts } from '../cohort/live/liveCounts.ts';
import { LiveEvents } from '../cohort/live/liveEvents.ts';
import { LiveReader } from '../cohort/live/liveReader.ts';
import type { PersonSet } from '../disclosure/shownSets.ts';
import { type Job, JobControl, throwIfCancelled } from '../engine/job.ts';
import { fromFailure } from '../errors/akashiError.ts';
import type { OperationInput } from '../workbenchApi.ts';
import { PublishedDrafts } from './publishedDraft.ts';
import type { ReleaseSession } from './releaseSession.ts';

/** Bytes of counted sets of persons that are kept. */
const roomForPersons = { native: 192e6, wasm: 48e6 } as const;

/** Counts of definitions that are being edited, on the open release. */
export class DraftSession {
  readonly #release: ReleaseSession;
  readonly #clock: () => number;
  readonly #events: LiveEvents;
  readonly #known: LeastRecent<PersonSet>;
  readonly #published: PublishedDrafts;
  /** The count that runs for each draft. */
  readonly #running = new Map<string, JobControl>();

  /** @param clock milliseconds that do not run backwards */
  constructor(release: ReleaseSession, clock: () => number) {
    this.#release = release;
    this.#clock = clock;
    this.#events = new LiveEvents(release.engine, release.persons, release.order);
    this.#known = new LeastRecent(roomForPersons[release.engine.kind], ({ bits }) => bits.byteLength);
    this.#published = new PublishedDrafts(release.outputRules, release.shown);
  }

  /** See `drafts.count`. */
  async count(input: OperationInput<'drafts.count'>, job: Job): Promise<DraftCounts> {
    const started = this.#clock();
    const own = new JobControl((progress) => job.report(progress));
    const stopListening = job.onCancel(() => own.cancel());
    this.#running.get(input.draft)?.cancel();
    this.#running.set(input.draft, own);
    try {
      const counts = await this.#count(input, own);
      throwIfCancelled(own);
      return { ...this.#published.publish(counts), milliseconds: this.#clock() - started };
    } finally {
      stopListening();
      if (this.#running.get(input.draft) === own) this.#running.delete(input.draft);
    }
  }

  #count({ name, text, rulesOff }: OperationInput<'drafts.count'>, job: Job): Promise<LiveCounts> {
    const parsed = parseDefinition(name, text);
    if (!parsed.ok) {
      const [first] = parsed.failures;
      throw first ? fromFailure(first) : new RangeError('a definition was refused without a reason');
    }
    return this.#release.withConnection(async (connection) => {
      await this.#release.rememberEverybody(connection, job);
      const reader = new LiveReader(this.#events, connection, job);
      try {
        return await countDefinition(reader, parsed.definition, new Set(rulesOff), this.#known);
      } finally {
        await reader.close();
      }
    });
  }
}
