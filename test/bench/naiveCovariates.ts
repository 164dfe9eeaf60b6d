import type { Job } from '../../shared/engine/job.ts';
import type { EngineConnection } from '../../shared/engine/queryEngine.ts';
import { addDays, cdmTable, plainName, type Sql, sql } from '../../shared/engine/sql.ts';
import { eventDomains } from '../../shared/features/eventDomains.ts';
import { firstDay } from '../../shared/study/covariates/covariateWindows.ts';
import type { CovariateWindow } from '../../shared/study/specification/comparisonSpecification.ts';

/**
 * The same presence covariates the way they are usually made: for each family and window a query of its own that
 * finds distinct persons and concepts, groups through a join with the hierarchy; rows come back in order.
 * @returns persons with covariates
 */
export async function naiveCovariates(
  connection: EngineConnection,
  index: Sql,
  windows: readonly CovariateWindow[],
  job: Job,
): Promise<number> {
  let rows = 0;
  for (const { domain, table, concept, date } of eventDomains) {
    for (const window of windows) {
      const column = plainName('e', concept);
      const day = plainName('e', date);
      const from = firstDay[window];
      const records = sql`${cdmTable(table)} AS e JOIN ${index} AS i ON i.person_id = e.person_id AND ${day} <= i.index_date${
        from === null ? sql`` : sql` AND ${day} >= ${addDays(sql`i.index_date`, from)}`
      }`;
      const own = sql`SELECT DISTINCT i.date_no, CAST(${column} AS DOUBLE) AS concept FROM ${records} ORDER BY 2, 1`;
      rows += (await connection.query(own, job)).rowCount;
      if (domain !== 'condition' && domain !== 'drug') continue;
      const grouped = sql`SELECT DISTINCT i.date_no, CAST(a.ancestor_concept_id AS DOUBLE) AS concept FROM ${records}
JOIN cdm.concept_ancestor AS a ON a.descendant_concept_id = ${column} ORDER BY 2, 1`;
      rows += (await connection.query(grouped, job)).rowCount;
    }
  }
  return rows;
}
