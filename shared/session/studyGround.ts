import { bitsOf } from '../disclosure/bits.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { personSet } from '../disclosure/shownSets.ts';
import type { Job } from '../engine/job.ts';
import { type SafetyContext, SafetyReleaseCache } from '../study/safety/persons/safetyReleaseCache.ts';
import { AKASHI_VERSION } from '../version.ts';
import type { WorkbenchHost } from '../workbench.ts';
import type { Provenance } from '../workbenchApi.ts';
import type { ReleaseSession } from './releaseSession.ts';

/** What every kind of study needs of the open release. */
export class StudyGround {
  readonly release: ReleaseSession;
  readonly host: WorkbenchHost;
  /** Cohorts of studies have numbers below 0, so that they are nobody else's. */
  #lastKey = 0;
  readonly #safetyCache = new SafetyReleaseCache();

  constructor(release: ReleaseSession, host: WorkbenchHost) {
    this.release = release;
    this.host = host;
  }

  context(): SafetyContext {
    const { engine, persons } = this.release;
    return {
      engine,
      persons,
      clock: () => this.host.monotonic(),
      newKey: () => --this.#lastKey,
      safetyCache: this.#safetyCache,
    };
  }

  /** Persons of the release; that many are known to have been shown. */
  persons(job: Job): Promise<number> {
    return this.release.withConnection(async (connection) => {
      await this.release.rememberEverybody(connection, job);
      return this.release.persons.size(connection, job);
    });
  }

  /** Decides on sets of persons together with every set that was shown of the release. */
  async show(job: Job): Promise<(personNos: Int32Array) => PublishedCount> {
    const size = await this.persons(job);
    return (personNos) => this.release.shown.publish(personSet(bitsOf(personNos, size)));
  }

  /** @param started {@link WorkbenchHost.monotonic} when it began */
  provenance(hash: string, method: string, started: number): Provenance {
    const { card, engine } = this.release;
    return {
      releaseId: card.releaseId,
      releaseDigest: card.digest,
      definitionHash: hash,
      method,
      engine: engine.version,
      akashiVersion: AKASHI_VERSION,
      generatedAt: this.host.now().toISOString(),
      milliseconds: this.host.monotonic() - started,
    };
  }
}
