import { sql } from '../../engine/sql.ts';
import { type EventDomain, eventDomains, type FeatureDomain } from '../../features/eventDomains.ts';
import { phraseOf } from './bilingual.ts';
import type { CovariateContext } from './covariateContext.ts';
import { conditionGroups, drugGroups, ingredientGroups } from './hierarchy.ts';
import { entriesOf } from './mergePatterns.ts';
import { offerConcepts, offerGroups, offerPresence } from './presenceCovariates.ts';
import { type RecordPatterns, type RecordSource, readPatterns } from './recordPatterns.ts';
import { offerConditionScores, offerDistinctCounts } from './scores/conditionScores.ts';

/** Where the records of a domain lie. */
export function sourceOf(domain: FeatureDomain): RecordSource {
  const { table, concept, date } = eventDomains.find((each) => each.domain === domain) as EventDomain;
  return { table, concept, date };
}

/** Conditions by concept and group, the scores made of them, and how many different ones there are. */
export async function conditionCovariates(context: CovariateContext): Promise<void> {
  const { connection, domains, job } = context;
  if (!['condition', 'conditionGroup', 'score'].some((each) => domains.has(each as 'condition'))) return;
  const records = await read(context, 'condition');
  if (domains.has('condition')) offerConcepts(context, 'condition', records);
  if (domains.has('conditionGroup')) {
    const groups = await conditionGroups(connection, records.concepts, job);
    offerGroups(context, 'conditionGroup', groups, records, domains.has('condition'));
  }
  if (domains.has('score')) {
    await offerConditionScores(context, records);
    offerDistinctCounts(context, 'distinctConditions', singles(records), records);
  }
}

/** Drugs by ingredient and ATC class, and how many different ingredients there are. */
export async function drugCovariates(context: CovariateContext): Promise<void> {
  const { connection, domains, job } = context;
  if (!['drug', 'drugGroup', 'score'].some((each) => domains.has(each as 'drug'))) return;
  const records = await read(context, 'drug');
  const ingredients = await ingredientGroups(connection, Array.from(records.concepts), job);
  if (domains.has('drug')) offerGroups(context, 'drug', ingredients, records);
  if (domains.has('drugGroup')) {
    offerGroups(context, 'drugGroup', await drugGroups(connection, records.concepts, job), records);
  }
  if (domains.has('score')) offerDistinctCounts(context, 'distinctIngredients', ingredients, records);
}

/** Procedures, devices, measurements and observations by concept. */
export async function plainCovariates(
  context: CovariateContext,
  domain: 'procedure' | 'device' | 'measurement' | 'observation',
): Promise<void> {
  if (!context.domains.has(domain)) return;
  offerConcepts(context, domain, await read(context, domain));
  if (domain === 'measurement' || domain === 'observation') await valueConcepts(context, domain);
}

/** Records that say what was found by a concept: one covariate per concept and value. */
async function valueConcepts(
  context: CovariateContext,
  domain: 'measurement' | 'observation',
): Promise<void> {
  const records = await readPatterns(
    context.connection,
    context.index,
    {
      ...sourceOf(domain),
      detail: sql`CAST(e.value_as_concept_id AS DOUBLE)`,
      where: sql`e.value_as_concept_id <> 0`,
    },
    context.job,
  );
  records.concepts.forEach((concept, key) => {
    const value = records.details[key] as number;
    if (context.excluded.has(concept) || context.excluded.has(value)) return;
    const name = {
      concepts: [concept, value],
      phrase: (names: readonly string[]) => phraseOf(names, ([what, is]) => `${what} = ${is}`),
    };
    offerPresence(context, domain, `${concept}=${value}`, { concept, name }, entriesOf(records, key));
  });
}

function read({ connection, index, job }: CovariateContext, domain: FeatureDomain): Promise<RecordPatterns> {
  const source = sourceOf(domain);
  job.report({ phase: 'covariates', fraction: null, detail: source.table });
  return readPatterns(connection, index, source, job);
}

/** Every concept as a group of its own. */
function singles({ concepts }: RecordPatterns) {
  return Array.from(concepts, (concept) => ({ concept, members: [concept] }));
}
