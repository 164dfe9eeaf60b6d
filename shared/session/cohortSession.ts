import { readableCohortSql } from '../cohort/compile/readableSql.ts';
import { cohortTable, generateCohorts } from '../cohort/generate.ts';
import type { Job } from '../engine/job.ts';
import { type Sql, sql } from '../engine/sql.ts';
import { AkashiError } from '../errors/akashiError.ts';
import { characteriseAtIndex } from '../features/indexCharacteristics.ts';
import { AKASHI_VERSION } from '../version.ts';
import type { WorkbenchHost } from '../workbench.ts';
import type { CohortPage, Provenance } from '../workbenchApi.ts';
import { type CohortShelf, summarise } from './cohortShelf.ts';
import { exportedCohorts } from './exportedCohorts.ts';
import type { ReleaseSession } from './releaseSession.ts';
import type { CohortResult, ShelvedCohort } from './shelvedCohort.ts';

/** The cohorts of the shelf on the open release: generation, pages, comparison, export. */
export class CohortSession {
  readonly #release: ReleaseSession;
  readonly #shelf: CohortShelf;
  readonly #host: WorkbenchHost;

  constructor(release: ReleaseSession, shelf: CohortShelf, host: WorkbenchHost) {
    this.#release = release;
    this.#shelf = shelf;
    this.#host = host;
  }

  /** Generates the named cohorts (all when none is named); what fails is noted on the shelf and stops nothing else. */
  async generate(ids: readonly string[], job: Job): Promise<void> {
    const wanted = this.#withMembers(this.#shelf.pick(ids));
    const definitions = wanted.flatMap((cohort) =>
      cohort.origin.kind === 'definition' ? [{ cohort, definition: cohort.origin.definition }] : [],
    );
    const outcomes = await generateCohorts(
      this.#release.engine,
      definitions.map(({ cohort, definition }) => ({ key: cohort.key, definition })),
      { clock: () => this.#host.monotonic() },
      job,
    );
    for (const [i, outcome] of outcomes.entries()) {
      const cohort = definitions[i]?.cohort;
      if (!cohort) continue;
      if (outcome.ok) {
        await this.#settle(cohort, {
          persons: outcome.persons,
          entries: outcome.rows,
          milliseconds: outcome.milliseconds,
        });
      } else this.#shelf.settle(cohort.id, { failure: outcome.failure });
    }
  }

  /** Members before the combinations that need them, each once; members that are generated already are kept. */
  #withMembers(cohorts: readonly ShelvedCohort[]): ShelvedCohort[] {
    const ordered = new Map<string, ShelvedCohort>();
    const visit = (cohort: ShelvedCohort) => {
      if (cohort.origin.kind === 'combination') {
        for (const member of this.#shelf.pick(cohort.origin.members)) if (!member.result) visit(member);
      }
      ordered.set(cohort.id, cohort);
    };
    cohorts.forEach(visit);
    return [...ordered.values()];
  }

  async #settle(cohort: ShelvedCohort, counted: Omit<CohortResult, 'generatedAt'>): Promise<void> {
    this.#shelf.settle(cohort.id, { result: { ...counted, generatedAt: this.#host.now().toISOString() } });
    await this.#host.record({
      type: 'generated',
      cohortHash: cohort.hash,
      sql: this.#sqlOf(cohort),
      rows: counted.entries,
    });
  }

  async page(id: string, job: Job): Promise<CohortPage> {
    const cohort = this.#generated(this.#shelf.get(id));
    const { outputRules } = this.#release;
    return this.#release.withConnection(async (connection) => {
      job.report({ phase: 'characterising', fraction: null });
      const characteristics = await characteriseAtIndex(connection, rowsOf(cohort), outputRules, job);
      return {
        summary: summarise(cohort, outputRules),
        attrition: null,
        ...characteristics,
        definitionJson: definitionJson(cohort),
        sql: this.#sqlOf(cohort),
        provenance: this.#provenance(cohort),
      };
    });
  }

  /** Writes the rows of generated cohorts. @throws AkashiError `host.unsupported`, `cohort.notGenerated`, `file.*` */
  async export(ids: readonly string[], path: string, job: Job): Promise<{ rows: number }> {
    if (!this.#host.writeTable) throw new AkashiError('host.unsupported', { what: 'cohorts.export' });
    const cohorts = this.#shelf.pick(ids).map((cohort) => this.#generated(cohort));
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

  #generated(cohort: ShelvedCohort): ShelvedCohort & { readonly result: CohortResult } {
    const { result } = cohort;
    if (!result) throw new AkashiError('cohort.notGenerated', { name: cohort.name });
    return { ...cohort, result };
  }

  #sqlOf({ origin }: ShelvedCohort): string {
    return origin.kind === 'definition' ? readableCohortSql(origin.definition).text : '';
  }

  #provenance(cohort: ShelvedCohort & { readonly result: CohortResult }): Provenance {
    const { card, engine } = this.#release;
    return {
      releaseId: card.releaseId,
      releaseDigest: card.digest,
      definitionHash: cohort.hash,
      method: cohort.origin.kind === 'definition' ? 'Circe' : cohort.origin.operation,
      engine: engine.version,
      akashiVersion: AKASHI_VERSION,
      generatedAt: cohort.result.generatedAt,
      milliseconds: cohort.result.milliseconds,
    };
  }
}

function rowsOf({ key }: ShelvedCohort): Sql {
  return sql`(SELECT subject_id, cohort_start_date, cohort_end_date FROM ${cohortTable} WHERE cohort_key = ${key})`;
}

function definitionJson({ origin }: ShelvedCohort): string {
  return JSON.stringify(origin.kind === 'definition' ? origin.definition.raw : origin, null, 2);
}
