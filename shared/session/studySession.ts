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
import type { Provenance } from '../workbenchApi.ts';
import { KeptRuns } from './keptRuns.ts';
import type { StudyGround } from './studyGround.ts';

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

/** Comparisons on the open release. */
export class StudySession {
  readonly #ground: StudyGround;
  readonly #runs = new KeptRuns<StudyRun>(RUNS_KEPT);

  constructor(ground: StudyGround) {
    this.#ground = ground;
  }

  /** See `studies.matrix`. */
  async matrix(file: StudyFile, job: Job): Promise<TreatmentMatrix> {
    const started = this.#ground.host.monotonic();
    const { study, hash } = readStudy(file);
    const counted = await buildMatrix(this.#ground.context(), study, job);
    const { outputRules: rules, shown } = this.#ground.release;
    const matrix = publishMatrix(counted, { rules, shown, persons: await this.#ground.persons(job) });
    return { ...matrix, provenance: this.#ground.provenance(hash, 'Treatment matrix', started) };
  }

  /** See `studies.run`. A study of which only the overrides changed is not calculated again. */
  async run(file: StudyFile, job: Job): Promise<ComparisonResult> {
    const read = readStudy(file);
    const run = this.#runs.find(read.hash) ?? (await this.#calculate(read, job));
    this.#runs.keep(read.hash, run);
    const { analysis, notes, provenance } = run;
    const result = { ...analysis.result, notes: [...notes, ...analysis.result.notes], provenance };
    const { outputRules } = this.#ground.release;
    const published = publishComparison(result, read.study, outputRules, await this.#ground.show(job));
    const [first] = read.study.timesAtRisk;
    this.#runs.keep(read.hash, { ...run, blinded: blindedOutcomes(published, first?.id ?? '') });
    await this.#recordOverrides(published);
    return published;
  }

  /** See `studies.balance`. @throws AkashiError `study.notRun` */
  balance(hash: string, target: string, comparator: string): readonly BalanceRow[] {
    const { analysis } = this.#runs.get(hash);
    return publishBalance(analysis, target, comparator, this.#ground.release.outputRules);
  }

  /** See `studies.patientsLike`. @throws AkashiError `study.notRun` */
  async patientsLike(hash: string, profile: PatientProfile, job: Job): Promise<PatientsLike> {
    const { input, analysis, blinded } = this.#runs.get(hash);
    const found = await this.#ground.host.calculator.run(
      'patientsLike',
      { input, profile, propensity: analysis.generalised },
      job,
    );
    return publishPatientsLike(
      found,
      blinded,
      this.#ground.release.outputRules,
      await this.#ground.show(job),
    );
  }

  async #calculate({ study, hash }: ReadStudy, job: Job): Promise<StudyRun> {
    const started = this.#ground.host.monotonic();
    const { input, notes } = await collectComparison(
      this.#ground.context(),
      this.#tellable(study),
      hash,
      job,
    );
    const analysis = await this.#ground.host.calculator.run('comparison', input, job);
    const { method, estimand } = study.adjustment;
    const provenance = this.#ground.provenance(
      hash,
      `${method} ${estimand}, ${study.outcomeModel.kind}`,
      started,
    );
    const { rows } = input.population;
    await this.#ground.host.record({ type: 'studied', studyHash: hash, method: provenance.method, rows });
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
        await this.#ground.host.record({ type: 'overridden', rule, reason: blinding.override.reason });
      }
    }
  }

  /** Which covariates there are must not tell how many persons have one that fewer have than may be told. */
  #tellable(study: ComparisonSpecification): ComparisonSpecification {
    const minimumPersons = Math.max(
      study.covariates.minimumPersons,
      this.#ground.release.outputRules.minimumCell,
    );
    return { ...study, covariates: { ...study.covariates, minimumPersons } };
  }
}

/** @throws AkashiError `study.problems` */
function readStudy(file: StudyFile): ReadStudy {
  const parsed = parseStudy(file);
  if (parsed.ok) return parsed;
  const { failures } = parsed;
  throw new AkashiError('study.problems', { study: file.name, count: failures.length, failures });
}
