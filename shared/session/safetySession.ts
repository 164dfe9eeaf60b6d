import type { PublishedCount } from '../disclosure/publishedCount.ts';
import type { Job } from '../engine/job.ts';
import { AkashiError } from '../errors/akashiError.ts';
import { publishRounded } from '../explore/publishRounded.ts';
import {
  countingRules,
  type SafetyAnalysis,
  type SafetyStudyData,
} from '../study/safety/analysis/analyseSafety.ts';
import { outcomePictures } from '../study/safety/analysis/outcomePictures.ts';
import { buildControlEvents } from '../study/safety/events/buildControlEvents.ts';
import { buildSafetyEvents } from '../study/safety/events/buildSafetyEvents.ts';
import { agesAndSexes, filteredPictures } from '../study/safety/filter/agesAndSexes.ts';
import { buildSafetyPersons } from '../study/safety/persons/buildSafetyPersons.ts';
import { firstNumbers } from '../study/safety/persons/firstNumbers.ts';
import { publishPictures } from '../study/safety/publishing/publishPictures.ts';
import { publishSafety } from '../study/safety/publishing/publishSafety.ts';
import type { RefinementResult } from '../study/safety/refine/refinementResult.ts';
import type { ReportedTable } from '../study/safety/reports/reportedTable.ts';
import type { SafetyFirstNumbers } from '../study/safety/safetyApi.ts';
import type {
  OutcomePictures,
  SafetyFilter,
  SafetyGroup,
  SafetyResult,
  SafetyRow,
} from '../study/safety/safetyResult.ts';
import { parseSafetyStudy } from '../study/safety/specification/parseSafetyStudy.ts';
import type { StudyFile } from '../study/studyApi.ts';
import type { OperationInput, Provenance } from '../workbenchApi.ts';
import { refineFinding } from './findingRefinement.ts';
import { KeptRuns } from './keptRuns.ts';
import { reportedInStudy } from './reportedInStudy.ts';
import { SafetyFilters } from './safetyFilters.ts';
import type { StudyGround } from './studyGround.ts';

/** A safety study that was run on the open release. Raw but for what is published. */
interface SafetyRun {
  readonly data: SafetyStudyData;
  readonly analysis: SafetyAnalysis;
  readonly provenance: Provenance;
  readonly published: SafetyResult;
  readonly filters: SafetyFilters;
}

/** Runs whose persons and events are kept in memory. */
const RUNS_KEPT = 2;

const groupNumbers: Readonly<Record<SafetyGroup, number>> = { exposed: 0, unexposed: 1, comparator: 2 };

/** Safety studies on the open release. */
export class SafetySession {
  readonly #ground: StudyGround;
  readonly #runs = new KeptRuns<SafetyRun>(RUNS_KEPT);

  constructor(ground: StudyGround) {
    this.#ground = ground;
  }

  /** See `safety.firstNumbers`. */
  async firstNumbers(file: StudyFile, job: Job): Promise<SafetyFirstNumbers> {
    const { exposed, comparator } = await firstNumbers(
      this.#ground.context(),
      readSafetyStudy(file).study,
      job,
    );
    const rounded = (count: number | null) =>
      count === null ? null : publishRounded(count, this.#ground.release.outputRules);
    return { exposed: rounded(exposed), comparator: rounded(comparator) };
  }

  /** See `safety.run`. @throws AkashiError also `study.nobodyExposed`, `study.nobodyUnexposed` */
  async run(file: StudyFile, job: Job): Promise<SafetyResult> {
    const { study, hash } = readSafetyStudy(file);
    const known = this.#runs.find(hash);
    const run = known ?? (await this.#calculate(file.name, { study, studyHash: hash }, job));
    this.#runs.keep(hash, run);
    return run.published;
  }

  /** See `safety.filtered`. */
  async filtered(hash: string, filter: SafetyFilter, job: Job): Promise<SafetyResult> {
    const run = this.#runs.get(hash);
    this.#runs.keep(hash, run);
    return run.filters.result(filter, job);
  }

  /** See `safety.outcome`. */
  async outcome(
    { hash, timeAtRisk, outcome, filter }: OperationInput<'safety.outcome'>,
    job: Job,
  ): Promise<OutcomePictures> {
    const { data, published, filters } = this.#runs.get(hash);
    const { study, persons, events } = data;
    const view = filters.view(filter);
    const t = published.timesAtRisk.findIndex((one) => one.timeAtRisk === timeAtRisk);
    const [window, table] = [persons.windows[t], published.timesAtRisk[t]];
    if (!window || !table) throw new AkashiError('study.noSuchPart', { part: timeAtRisk });
    const row = table.rows.findIndex(({ id }) => id === outcome);
    const place = events.outcomes.findIndex(({ id }) => id === outcome);
    if (row < 0 || place < 0) throw new AkashiError('study.noSuchPart', { part: outcome });
    const ages = agesAndSexes(await filters.study(job), t, row, view);
    if (view !== 0) return filteredPictures(outcome, ages);
    const pictures = outcomePictures(persons, window, events, place, {
      rules: countingRules(study),
      windows: study.windows,
      ageBreaks: study.ageBreaks,
      institutionName: (code) => String(code + 1),
    });
    const { outputRules } = this.#ground.release;
    return publishPictures(pictures, table.rows[row] as SafetyRow, table.rows, ages, outputRules);
  }

  /** See `safety.reported`. */
  reported({ hash, files }: OperationInput<'safety.reported'>, job: Job): Promise<ReportedTable> {
    const { data, analysis, published } = this.#runs.get(hash);
    return reportedInStudy(this.#ground, { data, analysis, published }, files, job);
  }

  /** See `safety.refine`. */
  async refine({ hash, ...asked }: OperationInput<'safety.refine'>, job: Job): Promise<RefinementResult> {
    return refineFinding(this.#ground, this.#runs.get(hash), asked, job);
  }

  async #calculate(
    name: string,
    { study, studyHash }: Pick<SafetyStudyData, 'study' | 'studyHash'>,
    job: Job,
  ): Promise<SafetyRun> {
    const started = this.#ground.host.monotonic();
    const context = this.#ground.context();
    const persons = await buildSafetyPersons(context, study, job);
    if (!persons.group.includes(0)) {
      const isUnmatched = persons.funnel.some(({ step, exposed }) => step === 'age' && exposed > 0);
      throw new AkashiError(isUnmatched ? 'study.nobodyUnexposed' : 'study.nobodyExposed', { study: name });
    }
    const events = await buildSafetyEvents(context, study, persons, job);
    const controls = await buildControlEvents(context, study, persons, job);
    const data = { studyHash, study, persons, events, controls };
    const analysis = await this.#ground.host.calculator.run('safety', data, job);
    const provenance = this.#ground.provenance(studyHash, 'Adverse events', started);
    await this.#ground.host.record({
      type: 'studied',
      studyHash,
      method: provenance.method,
      rows: persons.rows,
    });
    const show = await this.#showGroups(data, job);
    const { outputRules } = this.#ground.release;
    const published = publishSafety(analysis, provenance, study, outputRules, show);
    const filters = new SafetyFilters(this.#ground, data, analysis, published);
    return { data, analysis, provenance, published, filters };
  }

  /** Decides on the persons at risk in the first time-at-risk, together with all sets shown of the release. */
  async #showGroups(
    { persons: { windows, group, personNo } }: SafetyStudyData,
    job: Job,
  ): Promise<(of: SafetyGroup) => PublishedCount | null> {
    const show = await this.#ground.show(job);
    const [first] = windows;
    return (of) => {
      if (!first) return null;
      const inGroup = personNo.filter(
        (_, row) =>
          group[row] === groupNumbers[of] && (first.from[row] as number) <= (first.to[row] as number),
      );
      return show(inGroup);
    };
  }
}

type ReadSafetyStudy = Extract<ReturnType<typeof parseSafetyStudy>, { readonly ok: true }>;

/** @throws AkashiError `study.problems` */
function readSafetyStudy(file: StudyFile): ReadSafetyStudy {
  const parsed = parseSafetyStudy(file);
  if (parsed.ok) return parsed;
  const { failures } = parsed;
  throw new AkashiError('study.problems', { study: file.name, count: failures.length, failures });
}
