import { isWithheld } from '../disclosure/publishedCount.ts';
import type { Job } from '../engine/job.ts';
import { AkashiError } from '../errors/akashiError.ts';
import type { SafetyAnalysis, SafetyStudyData } from '../study/safety/analysis/analyseSafety.ts';
import { safetyGroups } from '../study/safety/analysis/outcomeCurves.ts';
import type { FilterDecision } from '../study/safety/filter/decideFilters.ts';
import { type FilteredStudy, filteredSafety } from '../study/safety/filter/filteredSafety.ts';
import { filterPersons } from '../study/safety/filter/filterPersons.ts';
import { SafetyViews } from '../study/safety/filter/safetyViews.ts';
import type { SafetyFilter, SafetyResult } from '../study/safety/safetyResult.ts';
import { KeptRuns } from './keptRuns.ts';
import type { StudyGround } from './studyGround.ts';

/** Filters whose dashboards are kept with a run. */
const FILTERS_KEPT = 8;

/** The filters of one safety study that was run. What they may show is decided once, for all of them together. */
export class SafetyFilters {
  readonly #ground: StudyGround;
  readonly #data: SafetyStudyData;
  readonly #analysis: SafetyAnalysis;
  readonly #published: SafetyResult;
  readonly #views: SafetyViews;
  readonly #kept = new KeptRuns<SafetyResult>(FILTERS_KEPT);
  #decision: FilterDecision | null = null;

  constructor(ground: StudyGround, data: SafetyStudyData, analysis: SafetyAnalysis, published: SafetyResult) {
    this.#ground = ground;
    this.#data = data;
    this.#analysis = analysis;
    this.#published = published;
    this.#views = new SafetyViews(data.study.ageBreaks.length + 1);
  }

  /** The dashboard of a filter. @throws AkashiError `study.noSuchPart`, `cancelled` */
  async result(filter: SafetyFilter, job: Job): Promise<SafetyResult> {
    const view = this.view(filter);
    if (view === 0) return this.#published;
    const known = this.#kept.find(String(view));
    const result = known ?? (await this.#calculate(filter, view, job));
    this.#kept.keep(String(view), result);
    return result;
  }

  /** Where the filter's persons are among the views. @throws AkashiError `study.noSuchPart` */
  view(filter: SafetyFilter): number {
    const view = this.#views.of(filter);
    if (view === undefined) throw new AkashiError('study.noSuchPart', { part: String(filter.ageBand) });
    return view;
  }

  /** The study with what filters may show of it. */
  async study(job: Job): Promise<FilteredStudy> {
    return {
      study: this.#data.study,
      parts: this.#analysis.parts,
      published: this.#published,
      decision: await this.#decide(job),
      rules: this.#ground.release.outputRules,
    };
  }

  async #decide(job: Job): Promise<FilterDecision> {
    if (this.#decision) return this.#decision;
    const withheldPersons = await this.#withheldPersons(job);
    const question = {
      parts: this.#analysis.parts,
      published: this.#published,
      study: this.#data.study,
      rules: this.#ground.release.outputRules,
      withheldPersons,
    };
    // Two that ask at once decide alike.
    this.#decision = await this.#ground.host.calculator.run('safetyFilters', question, job);
    return this.#decision;
  }

  async #calculate(filter: SafetyFilter, view: number, job: Job): Promise<SafetyResult> {
    const started = this.#ground.host.monotonic();
    const { study, persons, studyHash } = this.#data;
    const whole = await this.study(job);
    const part = await this.#ground.host.calculator.run(
      'safety',
      {
        ...this.#data,
        study: { ...study, timesAtRisk: study.timesAtRisk.slice(0, 1) },
        persons: filterPersons({ ...persons, windows: persons.windows.slice(0, 1) }, filter, study.ageBreaks),
        controls: null,
      },
      job,
    );
    const provenance = this.#ground.provenance(studyHash, 'Adverse events', started);
    return filteredSafety(whole, filter, view, part, provenance);
  }

  /** Decides on the persons of every view together with all sets shown of the release, always in the same order. */
  async #withheldPersons(job: Job): Promise<Uint8Array[]> {
    const show = await this.#ground.show(job);
    const { persons, study } = this.#data;
    const [first] = persons.windows;
    const groups = this.#published.exposure.groups.map(({ group, persons: whole }) => ({
      number: safetyGroups.indexOf(group),
      withheld: new Uint8Array(this.#views.size).fill(!first || isWithheld(whole) ? 1 : 0),
    }));
    for (const view of this.#views.named) {
      if (view === 0 || !first) continue;
      const filter = this.#views.filter(view);
      const { windows } = filterPersons({ ...persons, windows: [first] }, filter, study.ageBreaks);
      const [own] = windows;
      const inView: number[][] = groups.map(() => []);
      const place = safetyGroups.map((_, g) => groups.findIndex(({ number }) => number === g));
      for (let row = 0; row < persons.rows; row++) {
        if ((own?.from[row] ?? 0) > (own?.to[row] ?? -1)) continue;
        inView[place[persons.group[row] as number] ?? -1]?.push(persons.personNo[row] as number);
      }
      groups.forEach(({ withheld }, k) => {
        if (withheld[0] === 0 && isWithheld(show(Int32Array.from(inView[k] ?? [])))) withheld[view] = 1;
      });
    }
    return groups.map(({ withheld }) => withheld);
  }
}
