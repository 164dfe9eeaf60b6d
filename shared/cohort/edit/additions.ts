import type { JsonObject } from '../expression/definitionReader.ts';
import type { DomainName } from '../expression/domains.ts';
import { listAt, type Placed, valueAt, withInserted, withValue } from './jsonEdit.ts';
import { newConceptSet, newCorrelated, newCriterion, newGroup, newRule } from './newNodes.ts';
import type { NodePath } from './nodePath.ts';
import { ancestors, type Outline, type OutlineNode, outlineOf } from './outline.ts';

/** Something that can be added to a definition. */
export type Addition =
  | { readonly kind: 'criterion'; readonly domain: DomainName; readonly never?: boolean }
  | { readonly kind: 'demographic'; readonly attributes: JsonObject }
  | { readonly kind: 'group' | 'rule' | 'conceptSet' | 'additional' | 'nested' };

/** What new rules and concept sets are called. */
export interface NewNames {
  readonly rule: string;
  readonly conceptSet: string;
}

/** The nearest node around (or at) a node that new things go into. */
export function containerOf(outline: Outline, node: OutlineNode | null): OutlineNode {
  const section = outline.sections.find(({ kind }) => kind === 'rules');
  if (section === undefined) throw new TypeError('every outline has rules');
  if (node === null) return section;
  const around = ancestors(outline, node);
  return [node, ...around].find((one) => one.group !== null || isSection(one)) ?? section;
}

function isSection({ kind }: OutlineNode): boolean {
  return kind === 'entry' || kind === 'rules' || kind === 'exit' || kind === 'conceptSets';
}

/** What can be added where a node is selected. */
export function canAdd(outline: Outline, node: OutlineNode | null, kind: Addition['kind']): boolean {
  const container = containerOf(outline, node);
  switch (kind) {
    case 'criterion':
      return container.kind !== 'conceptSets';
    case 'demographic':
    case 'group':
      return container.group !== null || container.kind === 'rules';
    case 'additional':
      return !outline.sections.some(({ children }) => children.some((one) => one.kind === 'additional'));
    case 'nested':
      return node?.criterion != null && node.children.length === 0;
    case 'rule':
    case 'conceptSet':
      return true;
  }
}

/** Adds something where a node is selected; criteria added among the rules come in a rule of their own. */
export function withAdded(
  document: JsonObject,
  node: OutlineNode | null,
  addition: Addition,
  names: NewNames,
): Placed {
  const outline = outlineOf(document);
  const container = containerOf(outline, node);
  const { root } = outline;
  switch (addition.kind) {
    case 'rule':
      return appended(document, [...root, 'InclusionRules'], newRule(names.rule));
    case 'conceptSet':
      return appended(document, [...root, 'ConceptSets'], newConceptSet(document, names.conceptSet));
    case 'additional': {
      const path = [...root, 'AdditionalCriteria'];
      return { document: withValue(document, path, newGroup({})), path };
    }
    case 'nested': {
      if (!node?.criterion) return { document, path: [] };
      const path = [...node.criterion.path, 'CorrelatedCriteria'];
      return { document: withValue(document, path, newGroup({})), path };
    }
    case 'criterion':
      return withCriterion(document, container, addition, names, root);
    case 'demographic':
      return inGroup(document, container, 'DemographicCriteriaList', addition.attributes, names);
    case 'group':
      return inGroup(document, container, 'Groups', newGroup({}), names);
  }
}

function withCriterion(
  document: JsonObject,
  container: OutlineNode,
  { domain, never = false }: Addition & { kind: 'criterion' },
  names: NewNames,
  root: NodePath,
): Placed {
  const criterion = newCriterion(domain);
  if (container.kind === 'entry') return appended(document, [...container.path, 'CriteriaList'], criterion);
  if (container.kind === 'exit') return appended(document, [...root, 'CensoringCriteria'], criterion);
  const correlated = never ? newCorrelated(criterion, { Type: 0, Count: 0 }) : newCorrelated(criterion);
  return inGroup(document, container, 'CriteriaList', correlated, names);
}

function inGroup(
  document: JsonObject,
  container: OutlineNode,
  key: 'CriteriaList' | 'DemographicCriteriaList' | 'Groups',
  member: JsonObject,
  names: NewNames,
): Placed {
  if (container.group !== null) {
    const made =
      valueAt(document, container.group) == null
        ? withValue(document, container.group, newGroup({}))
        : document;
    return appended(made, [...container.group, key], member);
  }
  const list = [...outlineOf(document).root, 'InclusionRules'];
  const place = listAt(document, list).length;
  const group = { ...newGroup({}), [key]: [member] };
  return {
    document: withInserted(document, list, place, newRule(names.rule, group)),
    path: [...list, place, 'expression', key, 0],
  };
}

function appended(document: JsonObject, list: NodePath, member: unknown): Placed {
  const place = listAt(document, list).length;
  return { document: withInserted(document, list, place, member), path: [...list, place] };
}
