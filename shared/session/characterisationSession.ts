import { isSmall } from '../disclosure/outputRules.ts';
import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { name, type Sql, sql } from '../engine/sql.ts';
import { AkashiError } from '../errors/akashiError.ts';
import type {
  CohortCharacteristics,
  EntryEvents,
  EntryIncidence,
  ObservationTime,
  PathwayRequest,
  TreatmentPathways,
} from '../features/characterisationApi.ts';
import { characteristics } from '../features/characteristics.ts';
import { entryConcepts, entryEventTable, findEntryEvents } from '../features/entryEvents.ts';
import { entryIncidence } from '../features/entryIncidence.ts';
import { observationTime } from '../features/observationTime.ts';
import { pathwayTree } from '../features/pathwayPersons.ts';
import type { ShownCounts } from '../features/publishCharacteristics.ts';
import { publishPathways, type ShownPaths } from '../features/publishPathways.ts';
import { visitContext } from '../features/visitContext.ts';
import type { WorkbenchHost } from '../workbench.ts';
import type { Provenance } from '../workbenchApi.ts';
import { type CohortShelf, titleOf } from './cohortShelf.ts';
import { type GeneratedCohort, generatedCohort, provenanceOf, rowsOf } from './generatedCohort.ts';
import type { ReleaseSession } from './releaseSession.ts';
import { isTooNear } from './shelvedCohort.ts';

/** A table of characteristics that was shown, and what it showed. */
interface ShownTable {
  readonly cohort: GeneratedCohort;
  readonly table: CohortCharacteristics;
  readonly shown: ShownCounts;
}

/**
 * Who the persons of generated cohorts are. Remembers what was shown of which cohort: what is shown next must not tell
 * of few persons together with it.
 */
export class CharacterisationSession {
  readonly #release: ReleaseSession;
  readonly #shelf: CohortShelf;
  readonly #host: WorkbenchHost;
  /** By cohort key. */
  readonly #tables = new Map<number, ShownTable>();
  /** By the target's key. */
  readonly #paths = new Map<number, ShownPaths>();
  /** Tables are decided one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(release: ReleaseSession, shelf: CohortShelf, host: WorkbenchHost) {
    this.#release = release;
    this.#shelf = shelf;
    this.#host = host;
  }

  async characteristics(id: string, job: Job): Promise<CohortCharacteristics> {
    const turn = this.#last.then(() => this.#decideTable(id, job));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #decideTable(id: string, job: Job): Promise<CohortCharacteristics> {
    const cohort = this.#characterised(id);
    const known = this.#tables.get(cohort.key);
    if (known) return known.table;
    const { table, shown, provenance } = await this.#measured(
      cohort,
      'characteristics',
      async (connection) => {
        const linked = await this.#linkedTables(connection, cohort, job);
        const index = await this.#index(connection, cohort, job);
        const available = await availableTables(connection, job);
        const { outputRules } = this.#release;
        return characteristics(connection, index, cohort.result.persons, available, outputRules, linked, job);
      },
    );
    const whole = { ...table, provenance };
    this.#tables.set(cohort.key, { cohort, table: whole, shown });
    return whole;
  }

  async observation(id: string, job: Job): Promise<ObservationTime> {
    const cohort = this.#characterised(id);
    return this.#measured(cohort, 'observation time', async (connection) => {
      const index = await this.#index(connection, cohort, job);
      return observationTime(connection, index, cohort.result.persons, this.#release.outputRules, job);
    });
  }

  async entryEvents(id: string, job: Job): Promise<EntryEvents> {
    const cohort = this.#characterised(id);
    const { outputRules } = this.#release;
    return this.#measured(cohort, 'index-event breakdown', async (connection) => {
      const index = await this.#index(connection, cohort, job);
      const definition = cohort.origin.kind === 'definition' ? cohort.origin.definition : null;
      const { persons } = cohort.result;
      const listed = definition && (await findEntryEvents(connection, definition, index, job));
      const concepts =
        definition && listed
          ? await entryConcepts(connection, definition, listed, persons, outputRules, job)
          : null;
      const visits = await visitContext(connection, index, definition && entryEventTable, outputRules, job);
      return { persons, concepts, visits };
    });
  }

  async incidence(id: string, job: Job): Promise<EntryIncidence> {
    const cohort = this.#characterised(id);
    const prior = cohort.origin.kind === 'definition' ? cohort.origin.definition.entry.priorDays : 0;
    return this.#measured(cohort, 'incidence of entry', async (connection) => {
      const index = await this.#index(connection, cohort, job);
      return entryIncidence(connection, rowsOf(cohort), index, prior, this.#release.outputRules, job);
    });
  }

  async pathways({ id, events, options }: PathwayRequest, job: Job): Promise<TreatmentPathways> {
    const cohort = this.#characterised(id);
    const treatments = this.#shelf.pick(events).map(generatedCohort);
    const shown = this.#paths.get(cohort.key) ?? new Map();
    this.#paths.set(cohort.key, shown);
    return this.#measured(cohort, 'treatment pathways', async (connection) => {
      const index = await this.#index(connection, cohort, job);
      const { persons } = cohort.result;
      const keys = treatments.map(({ key }) => key);
      const root = await pathwayTree(connection, index, persons, keys, options, job);
      return {
        persons,
        events: treatments.map((treatment) => ({ id: treatment.id, title: titleOf(treatment) })),
        ...publishPathways(root, (event) => String(keys[event]), this.#release.outputRules, shown),
        options,
      };
    });
  }

  /** @throws AkashiError `cohort.unknown`, `cohort.notGenerated`, `cohort.tooFewPersons`, `cohort.tooNear` */
  #characterised(id: string): GeneratedCohort {
    const cohort = generatedCohort(this.#shelf.get(id));
    const { outputRules } = this.#release;
    if (isSmall(cohort.result.persons, outputRules)) {
      throw new AkashiError('cohort.tooFewPersons', { name: cohort.name, below: outputRules.minimumCell });
    }
    if (isTooNear(cohort.result)) throw new AkashiError('cohort.tooNear', { name: cohort.name });
    return cohort;
  }

  /** Does the work on a connection of its own and notes where its numbers come from. */
  async #measured<T>(
    cohort: GeneratedCohort,
    method: string,
    work: (connection: EngineConnection) => Promise<T>,
  ): Promise<T & { readonly provenance: Provenance }> {
    const started = this.#host.monotonic();
    const result = await this.#release.withConnection(work);
    const own = provenanceOf(cohort, this.#release);
    return {
      ...result,
      provenance: {
        ...own,
        method: `${own.method}; ${method}`,
        generatedAt: this.#host.now().toISOString(),
        milliseconds: this.#host.monotonic() - started,
      },
    };
  }

  /** Each person's first period. */
  async #index(connection: EngineConnection, cohort: GeneratedCohort, job: Job): Promise<Sql> {
    await connection.run(
      sql`CREATE OR REPLACE TEMP TABLE cohort_index AS
SELECT subject_id AS person_id, MIN(cohort_start_date) AS index_date, arg_min(cohort_end_date, cohort_start_date) AS end_date
FROM ${rowsOf(cohort)} AS c GROUP BY subject_id`,
      job,
    );
    return name('temp', 'cohort_index');
  }

  /**
   * Tables shown before of cohorts that hold all or nearly all of this one's persons at the same index, or the other
   * way round: the difference of two counts is then the count of those outside.
   * @throws AkashiError `cohort.tooAlike` where those outside are few on the whole
   */
  async #linkedTables(
    connection: EngineConnection,
    cohort: GeneratedCohort,
    job: Job,
  ): Promise<readonly ShownCounts[]> {
    const { outputRules } = this.#release;
    const linked: ShownCounts[] = [];
    for (const other of this.#tables.values()) {
      const { only, missing } = await indexDifference(connection, cohort, other.cohort, job);
      if (isSmall(only + missing, outputRules)) {
        throw new AkashiError('cohort.tooAlike', {
          name: cohort.name,
          other: other.cohort.name,
          below: outputRules.minimumCell,
        });
      }
      if (Math.min(only, missing) < outputRules.minimumCell) linked.push(other.shown);
    }
    return linked;
  }
}

/** Persons (at their index) that only one of two cohorts has. */
async function indexDifference(
  connection: EngineConnection,
  cohort: GeneratedCohort,
  other: GeneratedCohort,
  job: Job,
): Promise<{ readonly only: number; readonly missing: number }> {
  const firsts = (one: GeneratedCohort) =>
    sql`(SELECT subject_id, MIN(cohort_start_date) AS entered FROM ${rowsOf(one)} AS c GROUP BY subject_id)`;
  const [row] = toRows(
    await connection.query(
      sql`SELECT CAST(SUM(CASE WHEN b.subject_id IS NULL THEN 1 ELSE 0 END) AS INTEGER) AS only,
  CAST(SUM(CASE WHEN a.subject_id IS NULL THEN 1 ELSE 0 END) AS INTEGER) AS missing
FROM ${firsts(cohort)} AS a
FULL JOIN ${firsts(other)} AS b ON b.subject_id = a.subject_id AND b.entered = a.entered`,
      job,
    ),
  );
  return { only: Number(row?.only ?? 0), missing: Number(row?.missing ?? 0) };
}

/** Tables of schema cdm. */
async function availableTables(connection: EngineConnection, job: Job): Promise<ReadonlySet<string>> {
  const rows = await connection.query(
    sql`SELECT DISTINCT CAST(table_name AS VARCHAR) AS t FROM information_schema.columns WHERE table_schema = 'cdm'`,
    job,
  );
  return new Set(toRows(rows).map(({ t }) => String(t)));
}
