import { cohortOverlap, combinedPeriods, generateCombination } from '../cohort/cohortAlgebra.ts';
import { readableCohortSql } from '../cohort/compile/readableSql.ts';
import { generateCohorts } from '../cohort/generate.ts';
import { largestFirst } from '../disclosure/largestFirst.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { publishOverlap } from '../disclosure/publishOverlap.ts';
import { type Job, throwIfCancelled } from '../engine/job.ts';
import { AkashiError, toFailure } from '../errors/akashiError.ts';
import { characteriseAtIndex } from '../features/indexCharacteristics.ts';
import type { WorkbenchHost } from '../workbench.ts';
import type { Attrition, CohortOverlap, CohortPage } from '../workbenchApi.ts';
import { type CohortShelf, summarise, titleOf } from './cohortShelf.ts';
import { exportedCohorts } from './exportedCohorts.ts';
import {
  currentCohort,
  type GeneratedCohort,
  generatedCohort,
  provenanceOf,
  rowsOf,
} from './generatedCohort.ts';
import { PublishedAttrition } from './publishedAttrition.ts';
import type { ReleaseSession } from './releaseSession.ts';
import { type CohortResult, isStale, isTooNear, type ShelvedCohort } from './shelvedCohort.ts';

type Counted = Omit<CohortResult, 'generatedAt' | 'made' | 'shown'>;

/** The cohorts of the shelf on the open release: generation, pages, comparison, export. */
export class CohortSession {
  readonly #release: ReleaseSession;
  readonly #shelf: CohortShelf;
  readonly #host: WorkbenchHost;
  /** By cohort key: what was shown of a cohort decides what may be shown next. */
  readonly #attritions = new Map<number, PublishedAttrition>();

  constructor(release: ReleaseSession, shelf: CohortShelf, host: WorkbenchHost) {
    this.#release = release;
    this.#shelf = shelf;
    this.#host = host;
  }

  /** Generates the named cohorts (all when none is named); what fails is noted on the shelf and stops nothing else. */
  async generate(ids: readonly string[], options: { readonly attrition: boolean }, job: Job): Promise<void> {
    const wanted = this.#withMembers(this.#shelf.pick(ids));
    const definitions = wanted.flatMap((cohort) =>
      cohort.origin.kind === 'definition' ? [{ cohort, definition: cohort.origin.definition }] : [],
    );
    const outcomes = await generateCohorts(
      this.#release.engine,
      definitions.map(({ cohort, definition }) => ({ key: cohort.key, definition })),
      { clock: () => this.#host.monotonic(), attrition: options.attrition },
      job,
    );
    for (const [i, outcome] of outcomes.entries()) {
      const cohort = definitions[i]?.cohort;
      if (!cohort) continue;
      if (outcome.ok) {
        const { persons, rows: entries, milliseconds, attrition } = outcome;
        await this.#settle(cohort, { persons, entries, milliseconds, attrition }, job);
      } else this.#shelf.settle(cohort.id, { failure: outcome.failure });
    }
    for (const cohort of wanted) if (cohort.origin.kind === 'combination') await this.#combine(cohort, job);
  }

  /** Members before the combinations that need them, each once; members that are generated as they are, are kept. */
  #withMembers(cohorts: readonly ShelvedCohort[]): ShelvedCohort[] {
    const ordered = new Map<string, ShelvedCohort>();
    const visit = (cohort: ShelvedCohort) => {
      if (cohort.origin.kind === 'combination') {
        for (const member of this.#shelf.pick(cohort.origin.members)) {
          if (!member.result || isStale(member)) visit(member);
        }
      }
      ordered.set(cohort.id, cohort);
    };
    cohorts.forEach(visit);
    return [...ordered.values()];
  }

  async #combine(cohort: ShelvedCohort, job: Job): Promise<void> {
    if (cohort.origin.kind !== 'combination') return;
    const { operation, members } = cohort.origin;
    const started = this.#host.monotonic();
    try {
      const keys = this.#shelf.pick(members).map((member) => currentCohort(member).key);
      const { persons, rows } = await this.#release.withConnection((connection) =>
        generateCombination(connection, cohort.key, operation, keys, job),
      );
      const milliseconds = this.#host.monotonic() - started;
      await this.#settle(cohort, { persons, entries: rows, milliseconds, attrition: null }, job);
    } catch (error) {
      throwIfCancelled(job);
      this.#shelf.settle(cohort.id, { failure: toFailure(error) });
    }
  }

  async #settle(cohort: ShelvedCohort, counted: Counted, job: Job): Promise<void> {
    const shown = await this.#release.showCohort(cohort.key, counted.persons, job);
    this.#attritions.delete(cohort.key);
    const { key, hash, origin } = cohort;
    this.#shelf.settle(cohort.id, {
      result: { ...counted, shown, generatedAt: this.#host.now().toISOString(), made: { key, hash, origin } },
    });
    await this.#host.record({
      type: 'generated',
      cohortHash: cohort.hash,
      sql: this.#sqlOf(cohort),
      rows: counted.entries,
    });
  }

  async page(id: string, job: Job): Promise<CohortPage> {
    const cohort = generatedCohort(this.#shelf.get(id));
    const { outputRules } = this.#release;
    const summary = summarise(this.#shelf.get(id), outputRules);
    const about = {
      definitionJson: definitionJson(cohort),
      sql: this.#sqlOf(cohort),
      provenance: provenanceOf(cohort, this.#release),
    };
    if (isTooNear(cohort.result)) return { summary, ...withheldPage(cohort.result.shown), ...about };
    return this.#release.withConnection(async (connection) => {
      const attrition = this.#publishedAttrition(cohort);
      job.report({ phase: 'characterising', fraction: null });
      const characteristics = await characteriseAtIndex(connection, rowsOf(cohort), outputRules, job);
      return {
        summary,
        attrition: attrition?.view(attrition.definitionOrder) ?? null,
        ...characteristics,
        ...about,
      };
    });
  }

  /** @param rules the enabled rules in the order applied. @throws AkashiError `cohort.unknown`, `cohort.notGenerated` */
  attrition(id: string, rules: readonly number[]): Attrition {
    const cohort = generatedCohort(this.#shelf.get(id));
    const attrition = this.#publishedAttrition(cohort);
    if (!attrition) throw new AkashiError('cohort.notGenerated', { name: cohort.name });
    return attrition.view(rules);
  }

  /** Null for a combination, which has no rules, and where attrition was not asked for. */
  #publishedAttrition({ key, origin, result }: GeneratedCohort): PublishedAttrition | null {
    if (origin.kind !== 'definition' || !result.attrition || isTooNear(result)) return null;
    const known = this.#attritions.get(key);
    if (known) return known;
    const ruleNames = origin.definition.inclusionRules.map((rule) => rule.name);
    const published = new PublishedAttrition(
      result.attrition,
      ruleNames,
      result.persons,
      this.#release.outputRules,
    );
    this.#attritions.set(key, published);
    return published;
  }

  /** How many persons are in exactly which of the cohorts. @throws AkashiError `cohort.tooNear`, `cohort.stale` */
  async overlap(ids: readonly string[], job: Job): Promise<CohortOverlap> {
    const cohorts = this.#shelf.pick(ids).map(currentCohort);
    const near = cohorts.find(({ result }) => isTooNear(result));
    if (near) throw new AkashiError('cohort.tooNear', { name: near.name });
    const combinations = await this.#release.withConnection((connection) =>
      cohortOverlap(
        connection,
        cohorts.map(({ key }) => key),
        job,
      ),
    );
    const published = publishOverlap(combinations, this.#release.outputRules);
    return {
      cohorts: cohorts.map((cohort, i) => ({
        id: cohort.id,
        title: titleOf(cohort),
        persons: published.sizes[i] ?? 0,
      })),
      combinations: largestFirst(
        combinations.map(({ members }, i) => ({ members, persons: published.combinations[i] ?? 0 })),
      ),
    };
  }

  /** Writes the rows of generated cohorts. @throws AkashiError `host.unsupported`, `cohort.notGenerated`, `file.*` */
  async export(ids: readonly string[], path: string, job: Job): Promise<{ rows: number }> {
    if (!this.#host.writeTable) throw new AkashiError('host.unsupported', { what: 'cohorts.export' });
    const cohorts = this.#shelf.pick(ids).map(currentCohort);
    job.report({ phase: 'writing', fraction: null });
    const connection = await this.#release.engine.connect();
    try {
      const rows = await this.#host.writeTable(path, exportedCohorts(connection, cohorts, job), job);
      await this.#host.record({ type: 'exported', what: 'cohorts', rows });
      return { rows };
    } finally {
      await connection.close();
    }
  }

  #sqlOf({ origin }: ShelvedCohort): string {
    if (origin.kind === 'definition') return readableCohortSql(origin.definition).text;
    const keys = this.#shelf.pick(origin.members).map(({ key }) => key);
    return combinedPeriods(origin.operation, keys).text;
  }
}

/** The page of a cohort whose size must not be shown: whatever adds up to it is withheld with it. */
function withheldPage(
  withheld: PublishedCount,
): Pick<CohortPage, 'attrition' | 'ageAtIndex' | 'sex' | 'calendar' | 'duration'> {
  return {
    attrition: null,
    ageAtIndex: [],
    sex: (['male', 'female', 'unknown'] as const).map((sex) => ({ sex, persons: withheld })),
    calendar: { unit: 'year', periods: [] },
    duration: null,
  };
}

function definitionJson({ origin }: ShelvedCohort): string {
  return JSON.stringify(origin.kind === 'definition' ? origin.definition.raw : origin, null, 2);
}
