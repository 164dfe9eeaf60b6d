import { type ConceptSetItem, conceptSetKey } from '../../vocabulary/conceptSet.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';

interface UsedSet {
  readonly items: readonly ConceptSetItem[];
  /** Whether a drug, procedure or device of an entry event is in it. */
  readonly isEntry: boolean;
}

const treatmentCriteria: ReadonlySet<string> = new Set([
  'DrugExposure',
  'DrugEra',
  'DoseEra',
  'ProcedureOccurrence',
  'DeviceExposure',
]);

/**
 * What the arms of a study are defined by: drugs, procedures and devices that bring persons into an arm's cohort, any
 * other concept set that not all arms use, and what the axes of the matrix are about. Whatever every arm asks for alike
 * (a diagnosis, say) tells nothing of the treatment.
 */
export function treatmentConcepts(
  specification: Pick<ComparisonSpecification, 'arms' | 'definitions' | 'matrix'>,
): readonly ConceptSetItem[] {
  const { arms, definitions, matrix } = specification;
  const cohorts = new Set(arms.flatMap(({ cohort }) => (cohort === null ? [] : [cohort])));
  const used = [...cohorts].map((id) => usedSets(definitions[id]?.expression ?? {}));
  const items: ConceptSetItem[] = [];
  for (const sets of used) {
    for (const [key, set] of sets) {
      if (set.isEntry || !used.every((other) => other.has(key))) items.push(...set.items);
    }
  }
  if (matrix) {
    items.push(...(matrix.about?.concepts ?? []));
    for (const axis of matrix.axes) {
      if (axis.kind === 'treatment') items.push(...axis.categories.flatMap(({ concepts }) => concepts));
      if (axis.kind === 'deviceQuality') {
        items.push(
          ...axis.categories.flatMap(({ conceptIds }) =>
            conceptIds.map((conceptId) => ({
              conceptId,
              isExcluded: false,
              includeDescendants: false,
              includeMapped: false,
            })),
          ),
        );
      }
    }
  }
  // Sets of several arms become one here, where one arm's exclusion must not undo another's inclusion.
  return items.filter(({ isExcluded }) => !isExcluded);
}

/** Concept sets that a definition's criteria name, by what they mean. */
function usedSets(expression: Readonly<Record<string, unknown>>): ReadonlyMap<string, UsedSet> {
  const sets = new Map(
    listOf(expression.ConceptSets).map((set) => [set.id, listOf(objectOf(set.expression).items).map(itemOf)]),
  );
  const entries = new Set<unknown>();
  for (const criterion of listOf(objectOf(expression.PrimaryCriteria).CriteriaList)) {
    for (const [kind, body] of Object.entries(criterion)) {
      if (treatmentCriteria.has(kind)) entries.add(objectOf(body).CodesetId);
    }
  }
  const used = new Map<string, UsedSet>();
  for (const id of codesetsOf({ ...expression, ConceptSets: null })) {
    const items = sets.get(id);
    if (!items) continue;
    const key = conceptSetKey(items);
    used.set(key, { items, isEntry: entries.has(id) || used.get(key)?.isEntry === true });
  }
  return used;
}

/** Every number that stands under a name that ends in `CodesetId`, at any depth. */
function codesetsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(codesetsOf);
  return Object.entries(objectOf(value)).flatMap(([name, child]) =>
    name.endsWith('CodesetId') && typeof child === 'number' ? [child] : codesetsOf(child),
  );
}

function itemOf(item: Readonly<Record<string, unknown>>): ConceptSetItem {
  return {
    conceptId: Number(objectOf(item.concept).CONCEPT_ID),
    isExcluded: item.isExcluded === true,
    includeDescendants: item.includeDescendants === true,
    includeMapped: item.includeMapped === true,
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
