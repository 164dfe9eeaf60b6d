import type { Failure } from '../../errors/akashiError.ts';
import type { ConceptSet } from '../../vocabulary/conceptSet.ts';
import type {
  CohortDefinition,
  EntryEvents,
  ExitStrategy,
  InclusionRule,
  Limit,
} from './cohortDefinition.ts';
import type { Criterion } from './criterion.ts';
import { DefinitionReader, isObject, type Node } from './definitionReader.ts';
import { jsonSyntaxError } from './jsonSyntax.ts';
import { parseCriterion } from './parseCriterion.ts';
import { emptyGroupAt, parseGroup } from './parseGroup.ts';

/** A definition, or every problem found in it. */
export type ParsedDefinition =
  | { readonly ok: true; readonly definition: CohortDefinition }
  | { readonly ok: false; readonly failures: readonly Failure[] };

/**
 * Reads a Circe cohort expression (also one wrapped as `{"expression": {…}}`, as ATLAS exports them).
 * Entry point of the cohort compiler: parseDefinition → compileCohort (or generateCohorts, which does both).
 * @param name the definition's name or file stem, for messages
 * @returns the definition, or failures `definition.notJson`, `.notCirce`, `.invalidValue`, `.missingConceptSet`
 */
export function parseDefinition(name: string, text: string): ParsedDefinition {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const at = jsonSyntaxError(text.replace(/^\uFEFF/, ''));
    return { ok: false, failures: [{ code: 'definition.notJson', params: { definition: name, ...at } }] };
  }
  const reader = new DefinitionReader(name);
  const expression = findExpression(json);
  if (expression === null) {
    reader.notCirce('$.PrimaryCriteria');
    return { ok: false, failures: reader.failures };
  }
  const definition = readDefinition(reader, name, json, expression);
  return reader.failures.length > 0 ? { ok: false, failures: reader.failures } : { ok: true, definition };
}

function findExpression(json: unknown): Node | null {
  if (!isObject(json)) return null;
  if (isObject(json.PrimaryCriteria)) return { value: json, path: '$' };
  const { expression } = json;
  if (isObject(expression) && isObject(expression.PrimaryCriteria)) {
    return { value: expression, path: '$.expression' };
  }
  return null;
}

function readDefinition(
  reader: DefinitionReader,
  name: string,
  raw: unknown,
  expression: Node,
): CohortDefinition {
  const child = (key: string): Node => reader.child(expression, key);
  const conceptSets = readConceptSets(reader, child('ConceptSets'));
  const additional = child('AdditionalCriteria');
  const qualifiedLimit = readLimit(reader, child('QualifiedLimit'), 'All');
  return {
    name,
    raw,
    conceptSets,
    entry: readEntry(reader, child('PrimaryCriteria')),
    additionalCriteria: parseGroup(reader, additional),
    qualifiedLimit: additional.value === undefined ? 'All' : qualifiedLimit,
    inclusionRules: reader.array(child('InclusionRules')).map((rule) => readRule(reader, rule)),
    expressionLimit: readLimit(reader, child('ExpressionLimit'), 'All'),
    exit: readExit(reader, child('EndStrategy')),
    censoring: readCriteria(reader, child('CensoringCriteria')),
    eraPad: readEraPad(reader, child('CollapseSettings')),
    censorWindow: reader.period(child('CensorWindow')),
  };
}

function readConceptSets(reader: DefinitionReader, node: Node): ConceptSet[] {
  const sets = reader.array(node).map((set): ConceptSet => {
    const idNode = reader.child(set, 'id');
    const id = reader.whole(idNode, Number.NaN, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    if (idNode.value === undefined) reader.invalid(idNode.path, 'number');
    const expression = reader.child(set, 'expression');
    if (reader.object(expression) === null) reader.invalid(expression.path, '{"items": […]}');
    const items = reader.array(reader.child(expression, 'items')).map((item) => ({
      conceptId: reader.conceptId(reader.child(reader.child(item, 'concept'), 'CONCEPT_ID')),
      isExcluded: reader.boolean(reader.child(item, 'isExcluded')),
      includeDescendants: reader.boolean(reader.child(item, 'includeDescendants')),
      includeMapped: reader.boolean(reader.child(item, 'includeMapped')),
    }));
    return { id, name: reader.text(reader.child(set, 'name')), items };
  });
  for (const [i, { id }] of sets.entries()) {
    if (reader.conceptSetIds.has(id)) reader.invalid(`${node.path}[${i}].id`, 'unique');
    reader.conceptSetIds.add(id);
  }
  return sets;
}

function readEntry(reader: DefinitionReader, node: Node): EntryEvents {
  const list = reader.child(node, 'CriteriaList');
  if (!Array.isArray(list.value) || list.value.length === 0) reader.notCirce(list.path);
  const window = reader.child(node, 'ObservationWindow');
  reader.object(window);
  return {
    criteria: readCriteria(reader, list),
    priorDays: reader.whole(reader.child(window, 'PriorDays'), 0, 0),
    postDays: reader.whole(reader.child(window, 'PostDays'), 0, 0),
    limit: readLimit(reader, reader.child(node, 'PrimaryCriteriaLimit'), 'First'),
  };
}

/** Circe's default is First; an explicit null means no limit except for entry events. */
function readLimit(reader: DefinitionReader, node: Node, whenTypeIsNull: Limit): Limit {
  const limit = reader.object(node);
  if (limit === null) return 'First';
  if (limit.Type === null) return whenTypeIsNull;
  return reader.word(reader.child(node, 'Type'), ['All', 'First', 'Last']) ?? 'First';
}

function readRule(reader: DefinitionReader, node: Node): InclusionRule {
  reader.object(node);
  const expression = reader.child(node, 'expression');
  return {
    path: node.path,
    name: reader.text(reader.child(node, 'name')),
    description: reader.text(reader.child(node, 'description')),
    group: parseGroup(reader, expression) ?? emptyGroupAt(expression.path),
  };
}

function readCriteria(reader: DefinitionReader, node: Node): Criterion[] {
  return reader.array(node).flatMap((wrapper) => parseCriterion(reader, wrapper) ?? []);
}

/** Reads `EndStrategy`. */
export function readExit(reader: DefinitionReader, node: Node): ExitStrategy {
  const strategy = reader.object(node);
  if (strategy === null || Object.keys(strategy).length === 0) return { type: 'observationEnd' };
  const offset = reader.child(node, 'DateOffset');
  if (reader.object(offset) !== null) {
    const field = reader.word(reader.child(offset, 'DateField'), ['StartDate', 'EndDate']);
    return {
      type: 'dateOffset',
      field: field === 'EndDate' ? 'end' : 'start',
      offset: reader.whole(reader.child(offset, 'Offset'), 0),
    };
  }
  const era = reader.child(node, 'CustomEra');
  if (reader.object(era) !== null) {
    const set = reader.child(era, 'DrugCodesetId');
    if (set.value === undefined) reader.invalid(set.path, 'number');
    const override = reader.child(era, 'DaysSupplyOverride');
    return {
      type: 'drugEra',
      conceptSetId: reader.conceptSetId(set) ?? 0,
      gapDays: reader.whole(reader.child(era, 'GapDays'), 0, 0),
      offset: reader.whole(reader.child(era, 'Offset'), 0),
      daysSupplyOverride: override.value === undefined ? null : reader.whole(override, 0, 0),
    };
  }
  reader.invalid(node.path, 'DateOffset | CustomEra');
  return { type: 'observationEnd' };
}

function readEraPad(reader: DefinitionReader, node: Node): number {
  reader.object(node);
  reader.word(reader.child(node, 'CollapseType'), ['ERA']);
  return reader.whole(reader.child(node, 'EraPad'), 0, 0);
}
