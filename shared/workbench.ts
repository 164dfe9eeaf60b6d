import type { LedgerEvent } from './audit/ledgerEvent.ts';
import type { LiveThread } from './cohort/live/twoThreads.ts';
import { shippedCohorts } from './demo/cohorts/shippedCohorts.ts';
import { shippedSafetyStudies } from './demo/studies/shippedSafetyStudies.ts';
import { shippedStudies } from './demo/studies/shippedStudies.ts';
import type { OutputRules } from './disclosure/outputRules.ts';
import { strictestOutputRules } from './disclosure/outputRules.ts';
import type { Job } from './engine/job.ts';
import type { QueryEngine } from './engine/queryEngine.ts';
import type { TableWriter } from './engine/tableWriter.ts';
import { AkashiError } from './errors/akashiError.ts';
import type { ReleaseFiles } from './release/releaseFiles.ts';
import { CharacterisationSession } from './session/characterisationSession.ts';
import { CohortSession } from './session/cohortSession.ts';
import { CohortShelf, summarise } from './session/cohortShelf.ts';
import { ConceptSession } from './session/conceptSession.ts';
import { DraftSession } from './session/draftSession.ts';
import { ExploreSession } from './session/exploreSession.ts';
import { ReleaseSession } from './session/releaseSession.ts';
import { SafetySession } from './session/safetySession.ts';
import { StudyGround } from './session/studyGround.ts';
import { StudySession } from './session/studySession.ts';
import type { Calculator } from './study/calculation/calculator.ts';
import type { CohortSummary, OperationInput, OperationName, OperationOutput } from './workbenchApi.ts';

/** What a host gives the workbench: engine, files, clock, ledger. */
export interface WorkbenchHost {
  /** A fresh engine for one release. */
  createEngine(): Promise<QueryEngine>;
  /** @throws AkashiError `release.notFound`, `release.notARelease` */
  openFiles(locator: string): Promise<ReleaseFiles>;
  now(): Date;
  /** Milliseconds of a clock that does not run backwards. */
  monotonic(): number;
  /** Public keys (minisign format) that the user trusts, besides the demo key. */
  readonly trustedKeys: readonly { readonly name: string; readonly publicKey: string }[];
  record(event: LedgerEvent): Promise<void>;
  /** Writes a demo release; null where the host cannot write folders. */
  readonly createDemo:
    | ((options: OperationInput<'demo.create'>, job: Job) => Promise<{ locator: string }>)
    | null;
  /** Where long calculations run. */
  readonly calculator: Calculator;
  /** Starts a thread that live counts share; null where there is none. */
  readonly startLiveThread: (() => LiveThread) | null;
  /** Writes tables to files; null where the host must not. */
  readonly writeTable: TableWriter | null;
}

type Operations = {
  readonly [N in OperationName]: (input: OperationInput<N>, job: Job) => Promise<OperationOutput<N>>;
};

/** All behaviour of Akashi behind one typed door; see {@link OperationName}. */
export class Workbench {
  readonly #host: WorkbenchHost;
  readonly #shelf = new CohortShelf();
  #release: ReleaseSession | null = null;
  #cohorts: CohortSession | null = null;
  #concepts: ConceptSession | null = null;
  #characterisation: CharacterisationSession | null = null;
  #drafts: DraftSession | null = null;
  #explore: ExploreSession | null = null;
  #studies: StudySession | null = null;
  #safety: SafetySession | null = null;

  constructor(host: WorkbenchHost) {
    this.#host = host;
  }

  /** Runs one operation. @throws AkashiError */
  run<N extends OperationName>(
    operation: N,
    input: OperationInput<N>,
    job: Job,
  ): Promise<OperationOutput<N>> {
    const run = this.#operations[operation];
    if (!run) return Promise.reject(new AkashiError('host.unknownOperation', { operation }));
    return run(input, job);
  }

  /** Closes the release and its engine. */
  async close(): Promise<void> {
    const release = this.#release;
    this.#release = null;
    const concepts = this.#concepts;
    const drafts = this.#drafts;
    this.#cohorts = null;
    this.#concepts = null;
    this.#characterisation = null;
    this.#drafts = null;
    this.#explore = null;
    this.#studies = null;
    this.#safety = null;
    this.#shelf.forgetResults();
    await concepts?.close();
    await drafts?.close();
    await release?.close();
  }

  readonly #operations: Operations = {
    'release.open': async ({ locator }, job) => {
      const opened = await ReleaseSession.open(this.#host, locator, job);
      await this.close();
      this.#release = opened;
      this.#cohorts = new CohortSession(opened, this.#shelf, this.#host);
      this.#concepts = new ConceptSession(opened, () => this.#host.monotonic());
      this.#characterisation = new CharacterisationSession(opened, this.#shelf, this.#host);
      this.#drafts = new DraftSession(opened, this.#host);
      this.#explore = new ExploreSession(opened, this.#host);
      const ground = new StudyGround(opened, this.#host);
      this.#studies = new StudySession(ground);
      this.#safety = new SafetySession(ground);
      return opened.card;
    },
    'release.close': async () => {
      const release = this.#release;
      await this.close();
      if (release) await this.#host.record({ type: 'closed', releaseId: release.card.releaseId });
      return null;
    },
    'release.current': async () => this.#release?.card ?? null,
    'demo.create': async (options, job) => {
      if (!this.#host.createDemo) throw new AkashiError('host.unsupported', { what: 'demo.create' });
      return this.#host.createDemo(options, job);
    },
    'cohorts.import': async ({ files }) => this.#shelf.import(files, this.#outputRules),
    'cohorts.list': async () => this.#summaries(),
    'cohorts.remove': async ({ ids }) => {
      this.#shelf.remove(ids);
      return this.#summaries();
    },
    'cohorts.shipped': async () => shippedCohorts(),
    'cohorts.generate': async ({ ids, attrition = true }, job) => {
      await this.#opened.generate(ids, { attrition }, job);
      return this.#shelf.pick(ids).map((cohort) => summarise(cohort, this.#outputRules));
    },
    'cohorts.page': async ({ id }, job) => this.#opened.page(id, job),
    'cohorts.attrition': async ({ id, rules }) => this.#opened.attrition(id, rules),
    'cohorts.restore': async ({ cohorts }) => this.#shelf.restore(cohorts, this.#outputRules),
    'cohorts.combine': async ({ operation, ids, name, id: place }, job) => {
      const { id } = this.#shelf.combine(operation, ids, name, place);
      await this.#opened.generate([id], { attrition: true }, job);
      return summarise(this.#shelf.get(id), this.#outputRules);
    },
    'cohorts.overlap': async ({ ids }, job) => this.#opened.overlap(ids, job),
    'drafts.count': async (input, job) => {
      if (!this.#drafts) throw new AkashiError('host.noRelease', {});
      return this.#drafts.count(input, job);
    },
    'studies.shipped': async () => shippedStudies(),
    'studies.matrix': async (file, job) => this.#studying.matrix(file, job),
    'studies.run': async (file, job) => this.#studying.run(file, job),
    'studies.balance': async ({ hash, target, comparator }) =>
      this.#studying.balance(hash, target, comparator),
    'studies.patientsLike': async ({ hash, profile }, job) => this.#studying.patientsLike(hash, profile, job),
    'safety.shipped': async () => shippedSafetyStudies(),
    'safety.firstNumbers': async (file, job) => this.#watching.firstNumbers(file, job),
    'safety.run': async (file, job) => this.#watching.run(file, job),
    'safety.filtered': async ({ hash, filter }, job) => this.#watching.filtered(hash, filter, job),
    'safety.reported': async ({ hash, files }, job) => this.#watching.reported({ hash, files }, job),
    'safety.outcome': async (asked, job) => this.#watching.outcome(asked, job),
    'safety.refine': async (asked, job) => this.#watching.refine(asked, job),
    'explore.open': async (_, job) => this.#exploring.open(job),
    'explore.cube': async (asked, job) => this.#exploring.cube(asked, job),
    'concepts.overview': async (_, job) => this.#vocabulary.overview(job),
    'concepts.search': async (query, job) => this.#vocabulary.search(query, job),
    'concepts.page': async ({ id }, job) => this.#vocabulary.page(id, job),
    'concepts.lookup': async ({ ids }, job) => this.#vocabulary.lookup(ids, job),
    'concepts.resolve': async ({ items }, job) => this.#vocabulary.resolve(items, job),
    'concepts.orphans': async ({ items }, job) => this.#vocabulary.orphans(items, job),
    'drafts.matchRelease': async (input, job) => this.#vocabulary.match(input, job),
    'concepts.compare': async ({ a, b }, job) => this.#vocabulary.compare(a, b, job),
    'cohorts.characteristics': async ({ id }, job) => this.#characterised.characteristics(id, job),
    'cohorts.observation': async ({ id }, job) => this.#characterised.observation(id, job),
    'cohorts.entryEvents': async ({ id }, job) => this.#characterised.entryEvents(id, job),
    'cohorts.incidence': async ({ id }, job) => this.#characterised.incidence(id, job),
    'cohorts.pathways': async (request, job) => this.#characterised.pathways(request, job),
    'cohorts.export': async ({ ids, path }, job) => this.#opened.export(ids, path, job),
  };

  get #outputRules(): OutputRules {
    return this.#release?.outputRules ?? strictestOutputRules;
  }

  /** @throws AkashiError `host.noRelease` */
  get #opened(): CohortSession {
    if (!this.#cohorts) throw new AkashiError('host.noRelease', {});
    return this.#cohorts;
  }

  /** @throws AkashiError `host.noRelease` */
  get #studying(): StudySession {
    if (!this.#studies) throw new AkashiError('host.noRelease', {});
    return this.#studies;
  }

  /** @throws AkashiError `host.noRelease` */
  get #watching(): SafetySession {
    if (!this.#safety) throw new AkashiError('host.noRelease', {});
    return this.#safety;
  }

  get #exploring(): ExploreSession {
    if (!this.#explore) throw new AkashiError('host.noRelease', {});
    return this.#explore;
  }

  /** @throws AkashiError `host.noRelease` */
  get #vocabulary(): ConceptSession {
    if (!this.#concepts) throw new AkashiError('host.noRelease', {});
    return this.#concepts;
  }

  /** @throws AkashiError `host.noRelease` */
  get #characterised(): CharacterisationSession {
    if (!this.#characterisation) throw new AkashiError('host.noRelease', {});
    return this.#characterisation;
  }

  #summaries(): CohortSummary[] {
    return this.#shelf.all().map((cohort) => summarise(cohort, this.#outputRules));
  }
}
