import { isObject, type JsonObject } from '../expression/definitionReader.ts';
import { type DomainName, domains } from '../expression/domains.ts';
import { criterionFields } from './forms.ts';
import { listAt, type Placed, startsWith, valueAt, withInserted, withMoved, withValue } from './jsonEdit.ts';
import { newGroup } from './newNodes.ts';
import type { NodePath } from './nodePath.ts';
import { type OutlineNode, rootOf } from './outline.ts';

/** Whether a node is a member of a list: what can be moved, duplicated and taken away. */
export function isMember(node: OutlineNode): boolean {
  return typeof node.path.at(-1) === 'number';
}

/** Whether a node can be taken away: every member, additional criteria, and criteria nested in a criterion. */
export function isRemovable(node: OutlineNode): boolean {
  return isMember(node) || node.kind === 'additional' || node.kind === 'group';
}

/** Takes a node away and says which place is then the nearest. */
export function removed(document: JsonObject, node: OutlineNode): Placed {
  const path = node.path;
  const without = withValue(document, path, undefined);
  const list = path.slice(0, -1);
  if (!isMember(node)) return { document: without, path: list };
  const rest = listAt(without, list).length;
  const index = Number(path.at(-1));
  return { document: without, path: rest === 0 ? list : [...list, Math.min(index, rest - 1)] };
}

/** Puts a copy of a member behind it; a concept set's copy gets a number of its own. */
export function duplicated(document: JsonObject, node: OutlineNode): Placed {
  const list = node.path.slice(0, -1);
  const place = Number(node.path.at(-1)) + 1;
  const copy = valueAt(document, node.path);
  const numbered = node.kind === 'conceptSet' && isObject(copy) ? { ...copy, id: nextSetId(document) } : copy;
  return { document: withInserted(document, list, place, numbered), path: [...list, place] };
}

function nextSetId(document: JsonObject): number {
  const sets = listAt(document, [...rootOf(document), 'ConceptSets']);
  return Math.max(-1, ...sets.map((set) => Number(valueAt(set, ['id']) ?? -1)).filter(Number.isFinite)) + 1;
}

/** Moves a member up (-1) or down (1) within its list; null at the ends. */
export function shifted(document: JsonObject, node: OutlineNode, by: -1 | 1): Placed | null {
  const list = node.path.slice(0, -1);
  const index = Number(node.path.at(-1));
  const target = index + by;
  if (!isMember(node) || target < 0 || target >= listAt(document, list).length) return null;
  return withMoved(document, node.path, list, by < 0 ? target : target + 1);
}

const listOfKind = {
  correlated: 'CriteriaList',
  demographic: 'DemographicCriteriaList',
  group: 'Groups',
} as const;

/** Whether a member can be put in a group of its own. */
export function isGroupable(node: OutlineNode): boolean {
  return isMember(node) && node.kind in listOfKind;
}

/** Puts a member of a group into a new group, which is the last of the group that it was in. */
export function grouped(document: JsonObject, node: OutlineNode): Placed | null {
  if (!isGroupable(node)) return null;
  const member = valueAt(document, node.path);
  const key = listOfKind[node.kind as keyof typeof listOfKind];
  const around = node.path.slice(0, -2);
  const inside =
    key === 'CriteriaList'
      ? newGroup({ criteria: [member] })
      : key === 'Groups'
        ? newGroup({ groups: [member] })
        : newGroup({ demographics: [member] });
  const without = withValue(document, node.path, undefined);
  const groups = [...around, 'Groups'];
  const place = listAt(without, groups).length;
  return { document: withInserted(without, groups, place, inside), path: [...groups, place] };
}

/** Whether a group's members can take its place in the group around it. */
export function isUngroupable(node: OutlineNode): boolean {
  return node.kind === 'group' && isMember(node);
}

/** Puts the members of a group into the group around it, behind what is there. */
export function ungrouped(document: JsonObject, node: OutlineNode): Placed | null {
  if (!isUngroupable(node)) return null;
  const around = node.path.slice(0, -2);
  const members = Object.values(listOfKind).map((key) => ({
    key,
    of: listAt(document, [...node.path, key]),
  }));
  let result = withValue(document, node.path, undefined);
  for (const { key, of } of members) {
    if (of.length === 0) continue;
    const list = [...around, key];
    result = withValue(result, list, [...listAt(result, list), ...of]);
  }
  return { document: result, path: around };
}

/**
 * Makes a criterion one of another domain. What both domains have stays (concept set, age, visit type, dates, windows);
 * what only the old one has is dropped, keys that Akashi does not know stay.
 */
export function withDomain(document: JsonObject, node: OutlineNode, domain: DomainName): Placed | null {
  if (node.criterion === null || node.criterion.domain === domain) return null;
  const { path, domain: from } = node.criterion;
  const wrapperPath = path.slice(0, -1);
  const wrapper = valueAt(document, wrapperPath);
  const attributes = valueAt(document, path);
  if (!isObject(wrapper)) return null;
  const kept = isObject(attributes) ? keptAttributes(attributes, from, domain) : attributes;
  const changed = Object.fromEntries(
    Object.entries(wrapper).map(([key, value]) => (key === from ? [domain, kept] : [key, value])),
  );
  return { document: withValue(document, wrapperPath, changed), path: node.path };
}

function keptAttributes(attributes: JsonObject, from: DomainName, to: DomainName): JsonObject {
  const before = keysOf(from);
  const after = keysOf(to);
  const { sourceConceptKey: source } = domains[from];
  const target = domains[to].sourceConceptKey;
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]): [string, unknown][] => {
      if (key === source) return target === null ? [] : [[target, value]];
      return before.get(key) !== undefined && before.get(key) !== after.get(key) ? [] : [[key, value]];
    }),
  );
}

/** The keys of a domain's attributes, each with what kind of value it has. */
function keysOf(domain: DomainName): Map<string, string> {
  return new Map(
    criterionFields(domain).flatMap(({ path: [key], control }): [string, string][] => {
      const kind = key === 'akashi' ? `akashi of ${domain}` : control.kind;
      const exclude = control.kind === 'concepts' ? control.exclude : null;
      return [[String(key), kind], ...(exclude === null ? [] : [[exclude, 'exclude'] as [string, string]])];
    }),
  );
}

/** Where a member of a kind may be put within a node; null where it may not. */
export function listFor(document: JsonObject, node: OutlineNode, member: OutlineNode): NodePath | null {
  const root = rootOf(document);
  if (member.kind === 'rule' && node.kind === 'rules') return node.path;
  if (member.kind === 'conceptSet' && node.kind === 'conceptSets') return node.path;
  if (member.kind === 'criterion' && node.kind === 'entry') return [...node.path, 'CriteriaList'];
  if (member.kind === 'criterion' && node.kind === 'exit') return [...root, 'CensoringCriteria'];
  const key = listOfKind[member.kind as keyof typeof listOfKind];
  return node.group !== null && key !== undefined && isMember(member) ? [...node.group, key] : null;
}

/** Where a member dropped on, before or behind another node goes; null where it has no place there. */
export function dropPlace(
  document: JsonObject,
  member: OutlineNode,
  onto: OutlineNode,
  position: 'on' | 'before' | 'after',
): { readonly list: NodePath; readonly place: number } | null {
  if (!isMember(member) || startsWith(onto.path, member.path)) return null;
  if (position === 'on') {
    const list = listFor(document, onto, member);
    return list && { list, place: listAt(document, list).length };
  }
  if (!isMember(onto) || onto.kind !== member.kind) return null;
  return { list: onto.path.slice(0, -1), place: Number(onto.path.at(-1)) + (position === 'after' ? 1 : 0) };
}
