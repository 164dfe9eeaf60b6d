import { cohortTable } from '../cohort/generate.ts';
import { ConceptOrder } from '../cohort/live/conceptOrder.ts';
import { PersonNumbers, wholeNumbers } from '../cohort/personNumbers.ts';
import { demoTrustedKey } from '../demo/demoKey.ts';
import { allBits, bitsOf } from '../disclosure/bits.ts';
import { type OutputRules, publishCount, strictestOutputRules } from '../disclosure/outputRules.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { personSet, ShownSets } from '../disclosure/shownSets.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection, QueryEngine } from '../engine/queryEngine.ts';
import { sql } from '../engine/sql.ts';
import type { OpenedRelease } from '../release/openedRelease.ts';
import { openRelease } from '../release/openRelease.ts';
import type { ReleaseCard } from '../release/releaseCard.ts';
import type { ReleaseFiles } from '../release/releaseFiles.ts';
import { readReleaseReports, reportEntry } from '../study/safety/reports/releaseReports.ts';
import type { ReportFile } from '../study/safety/reports/reportedTable.ts';
import type { WorkbenchHost } from '../workbench.ts';

/** Bytes of shown sets of persons that are remembered. */
const roomForShown = { native: 256e6, wasm: 64e6 } as const;

/** One opened release: its engine, its files and the rules under which results leave it. */
export class ReleaseSession {
  readonly engine: QueryEngine;
  readonly card: ReleaseCard;
  readonly persons = new PersonNumbers();
  /** Copies of large tables in order of concept, as they get ready. */
  readonly order: ConceptOrder;
  /** Every number of persons that was shown of the release: what may be shown next depends on it. */
  readonly shown: ShownSets;
  readonly #files: ReleaseFiles;
  #knowsEverybody = false;

  private constructor(engine: QueryEngine, files: ReleaseFiles, { card, inPlace }: OpenedRelease) {
    this.engine = engine;
    this.order = new ConceptOrder(engine, inPlace);
    this.#files = files;
    this.card = card;
    this.shown = new ShownSets(this.outputRules, roomForShown[engine.kind]);
  }

  /** Verifies and loads; whatever fails leaves nothing behind. @throws AkashiError of `release.*`, `engine.*`, `cancelled` */
  static async open(host: WorkbenchHost, locator: string, job: Job): Promise<ReleaseSession> {
    const files = await host.openFiles(locator);
    let engine: QueryEngine | null = null;
    try {
      engine = await host.createEngine();
      const opened = await openRelease(files, engine, {
        trustedKeys: [demoTrustedKey, ...host.trustedKeys],
        today: calendarDay(host.now()),
        job,
      });
      await host.record({ type: 'opened', releaseId: opened.card.releaseId, digest: opened.card.digest });
      const session = new ReleaseSession(engine, files, opened);
      session.order.start();
      return session;
    } catch (error) {
      await engine?.close();
      await files.close();
      throw error;
    }
  }

  /** The release's minimum cell, never below the strictest default for what states none. */
  get outputRules(): OutputRules {
    const { minimumCell } = this.card.terms;
    return Number.isInteger(minimumCell) && minimumCell >= 1 ? { minimumCell } : strictestOutputRules;
  }

  /** Numbers of all persons and of those with a person row are on the release's card. */
  async rememberEverybody(connection: EngineConnection, job: Job): Promise<void> {
    const size = await this.persons.size(connection, job);
    if (this.#knowsEverybody) return;
    this.#knowsEverybody = true;
    if (size === this.card.persons) this.shown.add({ bits: allBits(size), count: size });
  }

  /** Decides on the size of a generated cohort, and remembers it with its persons. */
  async showCohort(key: number, persons: number, job: Job): Promise<PublishedCount> {
    if (persons < this.outputRules.minimumCell) return publishCount(persons, this.outputRules);
    return this.withConnection(async (connection) => {
      await this.rememberEverybody(connection, job);
      const size = await this.persons.size(connection, job);
      const members = await connection.query(
        sql`SELECT DISTINCT n.person_no FROM ${cohortTable} AS c
JOIN ${this.persons.table} AS n ON n.person_id = c.subject_id
WHERE c.cohort_key = ${key}`,
        job,
      );
      return this.shown.publish(personSet(bitsOf(wholeNumbers(members, 0), size)));
    });
  }

  /** The spontaneous reports that the release holds beside its tables. @throws AkashiError `reports.*`, `release.*`, `engine.*`, `cancelled` */
  async reportFile(createEngine: () => Promise<QueryEngine>, job: Job): Promise<ReportFile> {
    return readReleaseReports(reportEntry(await this.#files.list()), createEngine, job);
  }

  async withConnection<T>(work: (connection: EngineConnection) => Promise<T>): Promise<T> {
    const connection = await this.engine.connect();
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  async close(): Promise<void> {
    await this.order.close();
    await this.engine.close();
    await this.#files.close();
  }
}

/** The host's own calendar day, ISO. */
function calendarDay(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
