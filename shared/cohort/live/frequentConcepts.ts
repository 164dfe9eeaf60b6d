import { toRows } from '../../engine/columns.ts';
import { JobControl, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { cdmTable, plainName, sql } from '../../engine/sql.ts';
import { availableColumns } from '../availableColumns.ts';
import { allCriteria } from '../compile/requirements.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { type DomainName, domains } from '../expression/domains.ts';
import { parseDefinition } from '../expression/parseDefinition.ts';
import { CriterionReader } from './criterionReader.ts';
import { entryDetail } from './entryReader.ts';
import { LiveAccess } from './liveAccess.ts';
import type { LiveEvents } from './liveEvents.ts';
import { livePlan } from './livePlan.ts';

/** Concepts of fewer events than this are read quickly when they are wanted. */
const quickRows = 20_000;
/** This part of the room for events is filled. */
const share = 0.9;

interface FrequentConcept {
  readonly domain: DomainName;
  readonly concept: string;
  readonly rows: number;
}

/**
 * Reads the events of a release's most frequent concepts while nothing is counted, so that a criterion that turns to
 * one of them is counted at once: of the domains that definitions have used. What cannot be read is read when it is
 * wanted.
 */
export class FrequentConcepts {
  readonly #events: LiveEvents;
  readonly #leastRows: number;
  readonly #job = new JobControl();
  readonly #begun = new Set<DomainName>();
  #work: Promise<void> = Promise.resolve();
  #counting = 0;
  #onQuiet: () => void = () => {};

  /** @param leastRows events that a frequent concept has */
  constructor(events: LiveEvents, leastRows = quickRows) {
    this.#events = events;
    this.#leastRows = leastRows;
  }

  /** Goes on with the domains of a definition that was counted; not where queries wait for each other. */
  readFor(definition: CohortDefinition): void {
    if (this.#events.engine.parallelism < 2) return;
    const used = new Set(allCriteria(definition).map(({ domain }) => domain));
    const fresh = [...used].filter((domain) => !this.#begun.has(domain));
    for (const domain of fresh) this.#begun.add(domain);
    if (fresh.length > 0) this.#work = this.#work.then(() => this.#read(fresh)).catch(() => {});
  }

  /** Gives way while something is counted. */
  async during<T>(count: () => Promise<T>): Promise<T> {
    this.#counting++;
    try {
      return await count();
    } finally {
      this.#counting--;
      if (this.#counting === 0) this.#onQuiet();
    }
  }

  /** Settles when everything is read that will be. */
  get done(): Promise<void> {
    return this.#work;
  }

  async close(): Promise<void> {
    this.#job.cancel();
    this.#onQuiet();
    await this.#work;
  }

  async #quiet(): Promise<void> {
    while (this.#counting > 0 && !this.#job.cancelled) {
      await new Promise<void>((resolve) => {
        this.#onQuiet = resolve;
      });
    }
    throwIfCancelled(this.#job);
  }

  async #read(wanted: readonly DomainName[]): Promise<void> {
    const { engine, order, parts, members, names, roomForParts } = this.#events;
    // A release that closes does not wait until everything is in order.
    await Promise.race([order.done, new Promise<void>((resolve) => this.#job.onCancel(resolve))]);
    await this.#quiet();
    const connection = await engine.connect();
    const access = new LiveAccess(this.#events, connection, this.#job);
    try {
      const parsed = parseDefinition(
        '',
        JSON.stringify(definitionOf(await this.#frequent(wanted, connection))),
      );
      if (!parsed.ok) return;
      const { definition } = parsed;
      const plan = livePlan(
        definition,
        await members.resolve(connection, definition.conceptSets, this.#job),
        names,
      );
      const criteria = new CriterionReader(access);
      for (const criterion of definition.entry.criteria) {
        await this.#quiet();
        if (parts.bytes > share * roomForParts) return;
        await criteria.prepare(plan, [{ criterion, detail: entryDetail(false) }]);
      }
    } finally {
      await access.close();
      await connection.close();
    }
  }

  /** The most frequent first. */
  async #frequent(wanted: readonly DomainName[], connection: EngineConnection): Promise<FrequentConcept[]> {
    const available = await availableColumns(connection, this.#job);
    const found: FrequentConcept[] = [];
    for (const domain of wanted) {
      const { table, conceptColumn } = domains[domain];
      if (conceptColumn === null || !available.has(`${table}.${conceptColumn}`)) continue;
      await this.#quiet();
      const counted = await connection.query(
        sql`SELECT CAST(${plainName(conceptColumn)} AS VARCHAR) AS concept, CAST(COUNT(*) AS DOUBLE) AS n FROM ${cdmTable(table)}
WHERE ${plainName(conceptColumn)} > 0
GROUP BY 1
HAVING COUNT(*) BETWEEN ${this.#leastRows} AND ${this.#events.limits.counted}`,
        this.#job,
      );
      for (const { concept, n } of toRows(counted))
        found.push({ domain, concept: String(concept), rows: Number(n) });
    }
    return found.sort((a, b) => b.rows - a.rows || a.concept.localeCompare(b.concept));
  }
}

/** A definition with a criterion of each concept: as people write them, so that theirs find the same events. */
function definitionOf(concepts: readonly FrequentConcept[]): object {
  return {
    ConceptSets: concepts.map(({ concept }, id) => ({
      id,
      name: '',
      expression: { items: [{ concept: { CONCEPT_ID: Number(concept) } }] },
    })),
    PrimaryCriteria: {
      CriteriaList: concepts.map(({ domain }, id) => ({ [domain]: { CodesetId: id } })),
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'First' },
    },
    InclusionRules: [],
  };
}
