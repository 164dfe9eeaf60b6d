import { isObject, type JsonObject } from '../expression/definitionReader.ts';
import { type DomainName, isDomainName } from '../expression/domains.ts';
import { listAt, samePath, startsWith, valueAt } from './jsonEdit.ts';
import type { NodePath } from './nodePath.ts';

/** What a part of a definition is, and so which form edits it. */
export type NodeKind =
  | 'entry'
  | 'additional'
  | 'rules'
  | 'rule'
  | 'group'
  | 'criterion'
  | 'correlated'
  | 'demographic'
  | 'exit'
  | 'conceptSets'
  | 'conceptSet'
  | 'unknown';

/** A part of a definition as the outline shows it. */
export interface OutlineNode {
  readonly kind: NodeKind;
  readonly path: NodePath;
  /** The criteria group that it is or holds; null where it holds none. */
  readonly group: NodePath | null;
  /** The object with a criterion's attributes, and its domain; null where it is no criterion. */
  readonly criterion: { readonly path: NodePath; readonly domain: DomainName } | null;
  readonly children: readonly OutlineNode[];
}

/** The parts that every definition has. */
export interface Outline {
  /** Where the expression stands: the root, or `expression` of the wrapped form. */
  readonly root: NodePath;
  readonly sections: readonly OutlineNode[];
}

/** Where the Circe expression stands in a file: the root, or under `expression` of the wrapped form. */
export function rootOf(document: JsonObject): NodePath {
  return !isObject(document.PrimaryCriteria) && isObject(document.expression) ? ['expression'] : [];
}

/**
 * The outline of a definition: entry events, inclusion rules, exit, concept sets, each with everything in it. Takes any
 * JSON; what is no part of the language becomes a node of kind `unknown`, so that nothing is hidden.
 */
export function outlineOf(document: JsonObject): Outline {
  const root = rootOf(document);
  const reader = new OutlineReader(document);
  return { root, sections: reader.sections(root) };
}

class OutlineReader {
  readonly #document: JsonObject;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  sections(root: NodePath): OutlineNode[] {
    const entry = [...root, 'PrimaryCriteria'];
    const additional = [...root, 'AdditionalCriteria'];
    const rules = [...root, 'InclusionRules'];
    const sets = [...root, 'ConceptSets'];
    const entryChildren = this.#members([...entry, 'CriteriaList'], (path) => this.#criterion(path));
    if (this.#has(additional)) entryChildren.push(this.#group(additional, 'additional'));
    return [
      section('entry', entry, entryChildren),
      section(
        'rules',
        rules,
        this.#members(rules, (path) => this.#rule(path)),
      ),
      section(
        'exit',
        [...root, 'EndStrategy'],
        this.#members([...root, 'CensoringCriteria'], (path) => this.#criterion(path)),
      ),
      section(
        'conceptSets',
        sets,
        this.#members(sets, (path) => this.#object(path, 'conceptSet')),
      ),
    ];
  }

  #has(path: NodePath): boolean {
    return (valueAt(this.#document, path) ?? null) !== null;
  }

  #members(list: NodePath, read: (path: NodePath) => OutlineNode): OutlineNode[] {
    return listAt(this.#document, list).map((_, i) => read([...list, i]));
  }

  #object(path: NodePath, kind: NodeKind): OutlineNode {
    return section(isObject(valueAt(this.#document, path)) ? kind : 'unknown', path, []);
  }

  #rule(path: NodePath): OutlineNode {
    if (!isObject(valueAt(this.#document, path))) return section('unknown', path, []);
    const group = [...path, 'expression'];
    return { ...section('rule', path, this.#membersOfGroup(group)), group };
  }

  #group(path: NodePath, kind: 'group' | 'additional' = 'group'): OutlineNode {
    if (!isObject(valueAt(this.#document, path))) return section('unknown', path, []);
    return { ...section(kind, path, this.#membersOfGroup(path)), group: path };
  }

  #membersOfGroup(group: NodePath): OutlineNode[] {
    return [
      ...this.#members([...group, 'CriteriaList'], (path) => this.#correlated(path)),
      ...this.#members([...group, 'DemographicCriteriaList'], (path) => this.#object(path, 'demographic')),
      ...this.#members([...group, 'Groups'], (path) => this.#group(path)),
    ];
  }

  #correlated(path: NodePath): OutlineNode {
    const inner = this.#criterion([...path, 'Criteria']);
    return { ...inner, path, kind: inner.kind === 'criterion' ? 'correlated' : 'unknown' };
  }

  #criterion(path: NodePath): OutlineNode {
    const wrapper = valueAt(this.#document, path);
    const domain = isObject(wrapper) ? Object.keys(wrapper).find(isDomainName) : undefined;
    if (domain === undefined) return section('unknown', path, []);
    const attributes = [...path, domain];
    const nested = [...attributes, 'CorrelatedCriteria'];
    const children = this.#has(nested) ? [this.#group(nested)] : [];
    return { ...section('criterion', path, children), criterion: { path: attributes, domain } };
  }
}

function section(kind: NodeKind, path: NodePath, children: readonly OutlineNode[]): OutlineNode {
  return { kind, path, group: null, criterion: null, children };
}

/** Every node, each before what is in it. */
export function allNodes(nodes: readonly OutlineNode[]): OutlineNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

/** The nodes around a node, the nearest first. */
export function ancestors(outline: Outline, node: OutlineNode): OutlineNode[] {
  return allNodes(outline.sections)
    .filter((one) => allNodes(one.children).some(({ path }) => samePath(path, node.path)))
    .reverse();
}

/** The innermost node that a place lies in; null where it lies in none, the root of the file too. */
export function nodeAt(outline: Outline, place: NodePath): OutlineNode | null {
  const around = allNodes(outline.sections).filter(({ path }) => startsWith(place, path));
  const deepest = Math.max(...around.map(({ path }) => path.length));
  return around.find(({ path }) => path.length === deepest) ?? sectionOf(outline, place);
}

/** The node to show for a place: the entry events where the place names no part. */
export function shownNode(outline: Outline, place: NodePath): OutlineNode | null {
  return nodeAt(outline, place) ?? outline.sections[0] ?? null;
}

/** Settings of the whole belong to a section though they stand elsewhere in the file. */
function sectionOf(outline: Outline, place: NodePath): OutlineNode | null {
  const key = place[outline.root.length];
  const kinds: Readonly<Record<string, NodeKind>> = {
    QualifiedLimit: 'entry',
    AdditionalCriteria: 'entry',
    ExpressionLimit: 'rules',
    CensoringCriteria: 'exit',
    CollapseSettings: 'exit',
    CensorWindow: 'exit',
  };
  const kind = typeof key === 'string' ? kinds[key] : undefined;
  return outline.sections.find((node) => node.kind === kind) ?? null;
}
