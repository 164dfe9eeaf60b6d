import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type { CriteriaGroup } from '../expression/criteriaGroup.ts';
import type { Criterion } from '../expression/criterion.ts';
import { domains } from '../expression/domains.ts';

/**
 * What a definition needs and the release lacks. OMOP CDM 5.4 has no location_history, no region of a location, and
 * no drug_exposure.effective_drug_dose or dose_unit_concept_id; Circe knows them from other versions.
 * @param available `table.column` of everything there is
 * @returns `table` or `table.column`, or null when nothing is missing
 */
export function missingRelation(definition: CohortDefinition, available: ReadonlySet<string>): string | null {
  for (const criterion of allCriteria(definition)) {
    const needed = neededColumns(criterion).find((column) => !available.has(column));
    if (needed === undefined) continue;
    const table = needed.split('.')[0] ?? needed;
    const hasTable = [...available].some((column) => column.startsWith(`${table}.`));
    return hasTable ? needed : table;
  }
  return null;
}

function neededColumns(criterion: Criterion): string[] {
  const spec = domains[criterion.domain];
  const operands = criterion.filters.map(({ attribute }) => spec.attributes[attribute]?.operand ?? '');
  const columns = [`${spec.table}.${spec.startColumn}`];
  if (spec.table === 'location_history' || operands.includes('@careSiteRegion')) {
    columns.push('location_history.start_date', 'location.region_concept_id');
  }
  columns.push(
    ...operands.filter((operand) => !operand.startsWith('@')).map((operand) => `${spec.table}.${operand}`),
  );
  return columns;
}

/** Every criterion of a definition, nested ones too. */
export function allCriteria(definition: CohortDefinition): Criterion[] {
  const { entry, additionalCriteria, inclusionRules, censoring } = definition;
  const groups = [
    ...(additionalCriteria ? [additionalCriteria] : []),
    ...inclusionRules.map(({ group }) => group),
  ];
  return [...[...entry.criteria, ...censoring].flatMap(withNested), ...groups.flatMap(ofGroup)];
}

function ofGroup(group: CriteriaGroup): Criterion[] {
  return [
    ...group.criteria.flatMap(({ criterion }) => withNested(criterion)),
    ...group.groups.flatMap(ofGroup),
  ];
}

/** A criterion and every one nested in it. */
export function withNested(criterion: Criterion): Criterion[] {
  return [criterion, ...(criterion.correlated ? ofGroup(criterion.correlated) : [])];
}
