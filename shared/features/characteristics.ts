import type { OutputRules } from '../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { type Sql, sql } from '../engine/sql.ts';
import type { CohortCharacteristics, MeasuredValue, ValueStatistics } from './characterisationApi.ts';
import { conceptNames, unknownConcept } from './conceptNames.ts';
import { eventDomains } from './eventDomains.ts';
import { eventPatterns } from './eventPatterns.ts';
import { ageAndSex } from './indexCharacteristics.ts';
import { measurementValues } from './measurementValues.ts';
import { type PublishedSide, publishCharacteristics, type ShownCounts } from './publishCharacteristics.ts';

/**
 * Everything known of the persons of a cohort around their index dates, as it may be shown.
 *
 * @param index table with person_id BIGINT, index_date DATE, one row per person
 * @param available tables of the release; others have no records
 * @param linked shown counts of cohorts that contain this one or lie in it
 */
export async function characteristics(
  connection: EngineConnection,
  index: Sql,
  persons: number,
  available: ReadonlySet<string>,
  rules: OutputRules,
  linked: readonly ShownCounts[],
  job: Job,
): Promise<{
  readonly table: Omit<CohortCharacteristics, 'provenance'>;
  readonly shown: ShownCounts;
}> {
  const wanted = eventDomains.filter(({ table }) => available.has(table));
  const report = (done: number, detail: string) =>
    job.report({ phase: 'characterising', fraction: done / (wanted.length + 1), detail });
  const domains = [];
  for (const [done, domain] of wanted.entries()) {
    report(done, domain.table);
    domains.push({
      domain: domain.domain,
      patterns: await eventPatterns(connection, domain, index, job),
    });
  }
  report(wanted.length, 'measurement');
  const values = available.has('measurement') ? await measurementValues(connection, index, job) : [];
  const asCohort = sql`(SELECT person_id AS subject_id, index_date AS cohort_start_date FROM ${index})`;
  const { ageAtIndex, sex } = await ageAndSex(connection, asCohort, rules, job);
  const published = publishCharacteristics({ persons, domains, values }, rules, linked);
  const names = await conceptNames(
    connection,
    [
      ...published.features.map(({ concept }) => concept),
      ...published.values.flatMap(({ concept, unit }) => [concept, unit]),
    ],
    job,
  );
  const named = (id: number) => names.get(id) ?? unknownConcept(id);
  return {
    shown: published.shown,
    table: {
      persons,
      sex,
      ages: ageAtIndex.map(({ from, to, male, female, unknown }) => ({
        from,
        to,
        persons: sumOfShown([male, female, unknown], rules),
      })),
      age: await ageStatistics(connection, index, persons, rules, job),
      features: published.features.map(({ domain, concept, persons: own }) => ({
        domain,
        concept: named(concept),
        persons: own,
      })),
      values: pairedSides(published.values).map(
        ({ concept, unit, before, after }): MeasuredValue => ({
          concept: named(concept),
          unit: unit === 0 ? null : named(unit),
          before,
          after,
        }),
      ),
    },
  };
}

/** What a reader could add up himself, and nothing more. */
function sumOfShown(parts: readonly PublishedCount[], rules: OutputRules): PublishedCount {
  if (parts.some(isWithheld)) return { withheld: 'complementary', below: rules.minimumCell };
  return parts.reduce<number>((sum, part) => sum + (isWithheld(part) ? 0 : part), 0);
}

function pairedSides(sides: readonly PublishedSide[]) {
  const pairs = new Map<
    string,
    { concept: number; unit: number } & Pick<MeasuredValue, 'before' | 'after'>
  >();
  const nobody = { persons: 0, statistics: null };
  for (const { concept, unit, side, persons, statistics } of sides) {
    const key = `${concept} ${unit}`;
    const pair = pairs.get(key) ?? { concept, unit, before: nobody, after: nobody };
    pairs.set(key, { ...pair, [side]: { persons, statistics } });
  }
  return [...pairs.values()];
}

async function ageStatistics(
  connection: EngineConnection,
  index: Sql,
  persons: number,
  rules: OutputRules,
  job: Job,
): Promise<ValueStatistics | null> {
  if (persons < rules.minimumCell) return null;
  const [row] = toRows(
    await connection.query(
      sql`SELECT CAST(AVG(age) AS DOUBLE) AS mean, CAST(STDDEV_SAMP(age) AS DOUBLE) AS sd, CAST(quantile_cont(age, ${0.25}) AS DOUBLE) AS lower,
  CAST(quantile_cont(age, ${0.5}) AS DOUBLE) AS median, CAST(quantile_cont(age, ${0.75}) AS DOUBLE) AS upper
FROM (
  SELECT CAST(YEAR(i.index_date) - p.year_of_birth AS INTEGER) AS age FROM ${index} AS i JOIN cdm.person AS p ON p.person_id = i.person_id
) AS ages`,
      job,
    ),
  );
  if (!row || row.mean === null) return null;
  return {
    mean: Number(row.mean),
    sd: row.sd === null ? null : Number(row.sd),
    lower: Number(row.lower),
    median: Number(row.median),
    upper: Number(row.upper),
  };
}
