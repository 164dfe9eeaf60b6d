import { cdmTable, join, literal, name, plainName, type Sql, sql } from '../engine/sql.ts';
import { type CohortTables, type ConceptRole, cdmTables } from './compile/cohortTables.ts';
import { allCriteria } from './compile/requirements.ts';
import { columnsOf, eventColumns } from './eventColumns.ts';
import type { CohortDefinition } from './expression/cohortDefinition.ts';
import { type DomainName, type DomainSpec, domains } from './expression/domains.ts';

/** Events of one table that match concept sets by one of its concept columns. */
interface SharedRelation {
  readonly spec: DomainSpec;
  readonly role: ConceptRole;
  readonly columns: Set<string>;
  readonly setKeys: Set<number>;
}

/** Tables that nearly every statement joins: a copy in memory spares reading files again. */
const copied: Readonly<Record<string, readonly string[]>> = {
  observation_period: [
    'observation_period_id',
    'period_type_concept_id',
    'person_id',
    'observation_period_start_date',
    'observation_period_end_date',
  ],
  person: ['person_id', 'year_of_birth', 'gender_concept_id', 'race_concept_id', 'ethnicity_concept_id'],
};

/**
 * What the definitions of one run read in common, picked out once: the events of each (table, concept set), with
 * the columns that any of them needs. Statements then read few rows and need not look at the vocabulary again.
 */
export class SharedEvents {
  readonly #relations = new Map<string, SharedRelation>();
  readonly #members: Sql;

  /** @param members table of resolved concept sets (set_key, concept_id) */
  constructor(members: Sql) {
    this.#members = members;
  }

  /** Notes what a definition reads. @param keyOf its concept set ids → set_key */
  add(definition: CohortDefinition, keyOf: ReadonlyMap<number, number>): void {
    const note = (
      domain: DomainName,
      role: ConceptRole,
      set: number | null,
      columns: readonly string[],
    ): void => {
      const key = set === null ? undefined : keyOf.get(set);
      const relation = this.#relation(domain, role);
      if (key === undefined || relation === null) return;
      relation.setKeys.add(key);
      for (const column of columns) relation.columns.add(column);
    };
    for (const criterion of allCriteria(definition)) {
      const columns = columnsOf(criterion);
      const role = criterion.conceptSetId === null ? 'sourceConcept' : 'concept';
      note(criterion.domain, role, criterion.conceptSetId ?? criterion.sourceConceptSetId, columns);
    }
    if (definition.exit.type === 'drugEra') {
      const columns = ['drug_exposure_start_date', 'drug_exposure_end_date', 'days_supply'];
      note('DrugExposure', 'concept', definition.exit.conceptSetId, columns);
      note('DrugExposure', 'sourceConcept', definition.exit.conceptSetId, columns);
    }
  }

  #relation(domain: DomainName, role: ConceptRole): SharedRelation | null {
    const spec = domains[domain];
    const column = role === 'concept' ? spec.conceptColumn : spec.sourceConceptColumn;
    if (column === null || spec.table === 'location_history') return null;
    const key = `${spec.table}_${role}`;
    const known = this.#relations.get(key);
    if (known) return known;
    const relation: SharedRelation = { spec, role, columns: new Set(eventColumns(spec)), setKeys: new Set() };
    this.#relations.set(key, relation);
    return relation;
  }

  /** Statements that make the shared tables; they do not depend on each other. */
  statements(): Sql[] {
    const copies = Object.entries(copied).map(
      ([table, columns]) =>
        sql`CREATE OR REPLACE TABLE ${copyOf(table)} AS SELECT ${join(columns.map((column) => plainName(column)))} FROM ${cdmTable(table)}`,
    );
    const used = [...this.#relations.values()].filter(({ setKeys }) => setKeys.size > 0);
    return [...copies, ...used.map((relation) => this.#pickOut(relation))];
  }

  /** `SELECT n`: how many events {@link statements} would hold in memory. */
  heldEvents(): Sql {
    const used = [...this.#relations.values()].filter(({ setKeys }) => setKeys.size > 0);
    const counts = used.map((relation) => sql`SELECT COUNT(*) AS n ${this.#matches(relation)}`);
    return sql`SELECT CAST(COALESCE(SUM(n), 0) AS DOUBLE) AS n FROM (${join(counts, '\nUNION ALL\n', 'SELECT 0 AS n')}) AS counts`;
  }

  #matches({ spec, role, setKeys }: SharedRelation): Sql {
    const concept = (role === 'concept' ? spec.conceptColumn : spec.sourceConceptColumn) ?? '';
    return sql`FROM ${cdmTable(spec.table)} AS e
JOIN ${this.#members} AS m ON m.concept_id = e.${plainName(concept)}
WHERE m.set_key IN (${join([...setKeys].map(literal))})`;
  }

  #pickOut(relation: SharedRelation): Sql {
    const { spec, role, columns } = relation;
    const selected = join([...columns].map((column) => plainName('e', column)));
    return sql`CREATE OR REPLACE TABLE ${sharedTable(spec.table, role)} AS
SELECT m.set_key, ${selected}
${this.#matches(relation)}
ORDER BY m.set_key`;
  }

  /** Tables for one definition, once the {@link statements} have run. */
  tablesFor(keyOf: ReadonlyMap<number, number>): CohortTables {
    const cdm = cdmTables(this.#members, keyOf);
    return {
      concepts: cdm.concepts,
      table: (table) => (Object.hasOwn(copied, table) ? copyOf(table) : cdmTable(table)),
      eventsOf: (domain, role, conceptSetId) => {
        const { table } = domains[domain];
        const key = keyOf.get(conceptSetId);
        const relation = this.#relations.get(`${table}_${role}`);
        if (key === undefined || relation === undefined || !relation.setKeys.has(key)) return null;
        return { from: sharedTable(table, role), where: sql`e.set_key = ${key}` };
      },
    };
  }

  /** Statements that remove the shared tables. */
  cleanUp(): Sql[] {
    const shared = [...this.#relations.values()].map(({ spec, role }) => sharedTable(spec.table, role));
    return [...shared, ...Object.keys(copied).map(copyOf)].map((table) => sql`DROP TABLE IF EXISTS ${table}`);
  }
}

function sharedTable(table: string, role: ConceptRole): Sql {
  return name('work', role === 'concept' ? `events_${table}` : `source_events_${table}`);
}

function copyOf(table: string): Sql {
  return name('work', `copy_${table}`);
}
