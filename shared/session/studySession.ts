import { bitsOf } from '../disclosure/bits.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { personSet } from '../disclosure/shownSets.ts';
import type { Job } from '../engine/job.ts';
import { AkashiError } from '../errors/akashiError.ts';
import type { ComparisonAnalysis } from '../study/analysis/analyseComparison.ts';
import { collectComparison } from '../study/analysis/collectComparison.ts';
import type { ComparisonInput } from '../study/analysis/comparisonInput.ts';
import { blindedOutcomes, publishPatientsLike } from '../study/effects/publishPatientsLike.ts';
import { buildMatrix } from '../study/matrix/buildMatrix.ts';
import { publishMatrix } from '../study/matrix/publishMatrix.ts';
import type { TreatmentMatrix } from '../study/matrix/treatmentMatrix.ts';
import type {
  BalanceRow,
  ComparisonResult,
  PatientProfile,
  PatientsLike,
  StudyNote,
} from '../study/result/comparisonResult.ts';
import { publishBalance, publishComparison } from '../study/result/publishComparison.ts';
import type { ComparisonSpecification } from '../study/specification/comparisonSpecification.ts';
import { type ParsedStudy, parseStudy } from '../study/specification/parseStudy.ts';
import type { StudyFile } from '../study/studyApi.ts';
import { AKASHI_VERSION } from '../version.ts';
import type { WorkbenchHost } from '../workbench.ts';
import type { Provenance } from '../workbenchApi.ts';
import type { ReleaseSession } from './releaseSession.ts';

/** A study that was run on the open release. Raw: only what is published of it leaves. */
interface StudyRun {
  readonly input: ComparisonInput;
  readonly notes: readonly StudyNote[];
  readonly analysis: ComparisonAnalysis;
  readonly provenance: Provenance;
  /** Outcomes that are blinded, by the overrides of the file run last. */
  readonly blinded: ReadonlySet<string>;
}

/** Runs whose persons and covariates are kept, so that they answer further questions at once. */
const RUNS_KEPT = 3;

type ReadStudy = Extract<ParsedStudy, { readonly ok: true }>;

/** Studies on the open release. */
export class StudySession {
  readonly #release: ReleaseSession;
  readonly #host: WorkbenchHost;
  /** By the study's hash, the one used last at the end. */
  readonly #runs = new Map<string, StudyRun>();
  /** Cohorts of studies have numbers below 0, so that they are nobody else's. */
  #lastKey = 0;

  constructor(release: ReleaseSession, host: WorkbenchHost) {
    this.#release = release;
    this.#host = host;
  }

  /** See `studies.matrix`. */
  async matrix(file: StudyFile, job: Job): Promise<TreatmentMatrix> {
    const started = this.#host.monotonic();
    const { study, hash } = readStudy(file);
    const counted = await buildMatrix(this.#context(), study, job);
    const { outputRules: rules, shown } = this.#release;
    const matrix = publishMatrix(counted, { rules, shown, persons: await this.#persons(job) });
    return { ...matrix, provenance: this.#provenance(hash, 'Treatment matrix', started) };
  }

  /** See `studies.run`. A study of which only the overrides changed is not calculated again. */
  async run(file: StudyFile, job: Job): Promise<ComparisonResult> {
    const read = readStudy(file);
    const run = this.#runs.get(read.hash) ?? (await this.#calculate(read, job));
    this.#keep(read.hash, run);
    const { analysis, notes, provenance } = run;
    const result = { ...analysis.result, notes: [...notes, ...analysis.result.notes], provenance };
    const { outputRules } = this.#release;
    const published = publishComparison(result, read.study, outputRules, await this.#show(job));
    const [first] = read.study.timesAtRisk;
    this.#keep(read.hash, { ...run, blinded: blindedOutcomes(published, first?.id ?? '') });
    await this.#recordOverrides(published);
    return published;
  }

  /** See `studies.balance`. @throws AkashiError `study.notRun` */
  balance(hash: string, target: string, comparator: string): readonly BalanceRow[] {
    const { analysis } = this.#known(hash);
    return publishBalance(analysis, target, comparator, this.#release.outputRules);
  }

  /** See `studies.patientsLike`. @throws AkashiError `study.notRun` */
  async patientsLike(hash: string, profile: PatientProfile, job: Job): Promise<PatientsLike> {
    const { input, analysis, blinded } = this.#known(hash);
    const found = await this.#host.calculator.run(
      'patientsLike',
      { input, profile, propensity: analysis.generalised },
      job,
    );
    return publishPatientsLike(found, blinded, this.#release.outputRules, await this.#show(job));
  }

  async #calculate({ study, hash }: ReadStudy, job: Job): Promise<StudyRun> {
    const started = this.#host.monotonic();
    const { input, notes } = await collectComparison(this.#context(), this.#tellable(study), hash, job);
    const analysis = await this.#host.calculator.run('comparison', input, job);
    const { method, estimand } = study.adjustment;
    const provenance = this.#provenance(hash, `${method} ${estimand}, ${study.outcomeModel.kind}`, started);
    const { rows } = input.population;
    await this.#host.record({ type: 'studied', studyHash: hash, method: provenance.method, rows });
    return {
      input,
      notes,
      analysis,
      blinded: new Set(study.outcomes.map(({ id }) => id)),
      provenance,
    };
  }

  /** Puts on record which effects are shown although a diagnostic fails, and why. */
  async #recordOverrides({ studyHash, pairs }: ComparisonResult): Promise<void> {
    for (const { target, comparator, outcomes } of pairs) {
      for (const { outcome, timeAtRisk, blinding } of outcomes) {
        if (!blinding?.override) continue;
        const of = `${studyHash} ${target} ${comparator} ${outcome} ${timeAtRisk}`;
        const rule = `diagnostics ${blinding.failed.join(' ')} of ${of}`;
        await this.#host.record({ type: 'overridden', rule, reason: blinding.override.reason });
      }
    }
  }

  /** Which covariates there are must not tell how many persons have one that fewer have than may be told. */
  #tellable(study: ComparisonSpecification): ComparisonSpecification {
    const minimumPersons = Math.max(study.covariates.minimumPersons, this.#release.outputRules.minimumCell);
    return { ...study, covariates: { ...study.covariates, minimumPersons } };
  }

  #context() {
    const { engine, persons } = this.#release;
    return { engine, persons, clock: () => this.#host.monotonic(), newKey: () => --this.#lastKey };
  }

  /** Decides on sets of persons together with every set that was shown of the release. */
  async #show(job: Job): Promise<(personNos: Int32Array) => PublishedCount> {
    const size = await this.#persons(job);
    return (personNos) => this.#release.shown.publish(personSet(bitsOf(personNos, size)));
  }

  /** Persons of the release; that many are known to have been shown. */
  #persons(job: Job): Promise<number> {
    return this.#release.withConnection(async (connection) => {
      await this.#release.rememberEverybody(connection, job);
      return this.#release.persons.size(connection, job);
    });
  }

  #keep(hash: string, run: StudyRun): void {
    this.#runs.delete(hash);
    this.#runs.set(hash, run);
    for (const oldest of this.#runs.keys()) {
      if (this.#runs.size <= RUNS_KEPT) break;
      this.#runs.delete(oldest);
    }
  }

  #known(hash: string): StudyRun {
    const run = this.#runs.get(hash);
    if (!run) throw new AkashiError('study.notRun', {});
    return run;
  }

  #provenance(hash: string, method: string, started: number): Provenance {
    const { card, engine } = this.#release;
    return {
      releaseId: card.releaseId,
      releaseDigest: card.digest,
      definitionHash: hash,
      method,
      engine: engine.version,
      akashiVersion: AKASHI_VERSION,
      generatedAt: this.#host.now().toISOString(),
      milliseconds: this.#host.monotonic() - started,
    };
  }
}

/** @throws AkashiError `study.problems` */
function readStudy(file: StudyFile): ReadStudy {
  const parsed = parseStudy(file);
  if (parsed.ok) return parsed;
  const { failures } = parsed;
  throw new AkashiError('study.problems', { study: file.name, count: failures.length, failures });
}
