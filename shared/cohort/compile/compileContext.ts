import { comment, indented, join, plainName, type Sql, sql } from '../../engine/sql.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type { ConceptSetSource } from './conceptSetSource.ts';

/** What the parts of one statement share: its common table expressions in order, and where concept sets are. */
export class CompileContext {
  readonly definition: CohortDefinition;
  readonly #conceptSets: ConceptSetSource;
  readonly #ctes: Sql[] = [];

  constructor(definition: CohortDefinition, conceptSets: ConceptSetSource) {
    this.definition = definition;
    this.#conceptSets = conceptSets;
  }

  /** Adds a named step with a note for the reader. @returns its name */
  step(
    name: string,
    note: string,
    body: Sql,
    options: { materialized: boolean } = { materialized: false },
  ): Sql {
    const as = options.materialized ? sql`AS MATERIALIZED` : sql`AS`;
    this.#ctes.push(sql`${comment(note)}${plainName(name)} ${as} (\n  ${indented(body)}\n)`);
    return plainName(name);
  }

  /** `WITH …` and a line break, or nothing without steps. */
  steps(): Sql {
    return this.#ctes.length === 0 ? sql`` : sql`WITH\n${join(this.#ctes, ',\n')}\n`;
  }

  /** `(SELECT concept_id …)` of a concept set of the definition. */
  concepts(conceptSetId: number): Sql {
    return this.#conceptSets(conceptSetId);
  }

  /** The concept set's name for a note. */
  conceptSetName(conceptSetId: number): string {
    const set = this.definition.conceptSets.find(({ id }) => id === conceptSetId);
    return set ? `"${set.name}"` : `${conceptSetId}`;
  }
}
