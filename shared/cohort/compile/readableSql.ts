import { cdmTable, plainName, type Sql, sql } from '../../engine/sql.ts';
import { readableConceptSet } from '../../vocabulary/readableConceptSet.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type { CohortTables } from './cohortTables.ts';
import { cohortStatement } from './compileCohort.ts';
import { CompileContext } from './compileContext.ts';

/**
 * A definition as one statement that stands for itself, for people to read and to run on an OMOP CDM in schema
 * `cdm`: concept sets are resolved in its first steps. Yields person_id, start_date, end_date.
 */
export function readableCohortSql(definition: CohortDefinition): Sql {
  const used = new Set<number>();
  const place = new Map(definition.conceptSets.map(({ id }, i) => [id, plainName(`concept_set_${i + 1}`)]));
  const tables: CohortTables = {
    concepts: (id) => {
      used.add(id);
      return sql`(SELECT concept_id FROM ${place.get(id) ?? sql`concept_set`})`;
    },
    table: cdmTable,
    eventsOf: () => null,
  };
  cohortStatement(new CompileContext(definition, tables));
  const context = new CompileContext(definition, tables);
  for (const [i, { id, name, items }] of definition.conceptSets.entries()) {
    if (!used.has(id)) continue;
    context.step(`concept_set_${i + 1}`, `concept set ${id}: ${name}`, readableConceptSet(items));
  }
  return cohortStatement(context);
}
