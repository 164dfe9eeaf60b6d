import { comment, indented, join, plainName, type Sql, sql } from '../../engine/sql.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type { CohortTables } from './cohortTables.ts';

/** What the parts of one statement share: its common table expressions in order, and what it reads. */
export class CompileContext {
  readonly definition: CohortDefinition;
  readonly tables: CohortTables;
  readonly #ctes: Sql[] = [];

  constructor(definition: CohortDefinition, tables: CohortTables) {
    this.definition = definition;
    this.tables = tables;
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

  /** The concept set's name for a note. */
  conceptSetName(conceptSetId: number): string {
    const set = this.definition.conceptSets.find(({ id }) => id === conceptSetId);
    return set ? `"${set.name}"` : `${conceptSetId}`;
  }
}
