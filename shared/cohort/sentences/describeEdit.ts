import { type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import type { NodePath } from '../edit/nodePath.ts';
import { isObject } from '../expression/definitionReader.ts';
import { definitionNames } from './definitionNames.ts';
import { partsText } from './part.ts';
import { phrase } from './phrase.ts';
import { placeLabel } from './placeLabel.ts';

/** What one edit did, in a line for undo and its menu, and the place to go to. */
export interface EditName {
  /** `「年齢 ≥ 65」を削除`. */
  readonly text: string;
  /** Where it happened in the newer document; what held it, when it is gone. */
  readonly path: NodePath;
}

/**
 * Names the difference of two documents for people. They need not be valid definitions; parts that both share as
 * objects are not looked into.
 */
export function describeEdit(before: unknown, after: unknown, locale: Locale): EditName {
  const changes = changesOf(before, after, [], []);
  const [change] = changes;
  if (change === undefined) return { text: translate(locale, 'edit.none'), path: [] };
  if (changes.length === 1) return nameOf(before, after, change, locale);
  const common = changes.map(({ path }) => path).reduce(commonPath);
  const place = placeLabel(after, common, locale);
  return place.path.length === 0
    ? { text: translate(locale, 'edit.several', { count: changes.length }), path: [] }
    : changedName(before, after, common, locale);
}

interface Change {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** In the newer document; for what was removed, in the older. */
  readonly path: NodePath;
}

function nameOf(before: unknown, after: unknown, { kind, path }: Change, locale: Locale): EditName {
  const say = (key: MessageKey, label: string): string => partsText(phrase(locale, key, { label }));
  switch (kind) {
    case 'added':
      return { text: say('edit.added', placeLabel(after, path, locale).label), path };
    case 'removed':
      return { text: say('edit.removed', placeLabel(before, path, locale).label), path: path.slice(0, -1) };
    case 'moved':
      return { text: say('edit.moved', placeLabel(after, path, locale).label), path };
    case 'changed':
      return changedName(before, after, path, locale);
  }
}

function changedName(before: unknown, after: unknown, path: NodePath, locale: Locale): EditName {
  const from = placeLabel(before, path, locale, definitionNames(before, locale));
  const to = placeLabel(after, path, locale);
  // A label that stands only on one side names what was added or taken away.
  if (from.path.length < to.path.length) return named('edit.added', { label: to.label }, to.path);
  if (to.path.length < from.path.length) return named('edit.removed', { label: from.label }, to.path);
  if (from.label === to.label) return named('edit.changed', { label: to.label }, to.path);
  const renamed = path.at(-1) === 'name';
  return named(renamed ? 'edit.renamed' : 'edit.changedTo', { from: from.label, to: to.label }, to.path);

  function named(key: MessageKey, params: Readonly<Record<string, string>>, place: NodePath): EditName {
    return { text: partsText(phrase(locale, key, params)), path: place };
  }
}

/** Lists whose members are places of their own. */
const memberLists = new Set<unknown>([
  'ConceptSets',
  'items',
  'CriteriaList',
  'DemographicCriteriaList',
  'Groups',
  'InclusionRules',
  'CensoringCriteria',
]);

function changesOf(before: unknown, after: unknown, path: NodePath, beforePath: NodePath): Change[] {
  if (same(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => changesOf(before[key], after[key], [...path, key], [...beforePath, key]));
  }
  if (memberLists.has(path.at(-1)) && isListLike(before) && isListLike(after)) {
    return memberChanges(before ?? [], after ?? [], path, beforePath);
  }
  return [{ kind: 'changed', path }];
}

function isListLike(value: unknown): value is readonly unknown[] | undefined | null {
  return Array.isArray(value) || value === undefined || value === null;
}

function memberChanges(
  before: readonly unknown[],
  after: readonly unknown[],
  path: NodePath,
  beforePath: NodePath,
): Change[] {
  let head = 0;
  while (head < before.length && head < after.length && same(before[head], after[head])) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    same(before.at(-1 - tail), after.at(-1 - tail))
  )
    tail += 1;
  const gone = before.slice(head, before.length - tail);
  const come = after.slice(head, after.length - tail);
  if (gone.length === 0) return come.map((_, i) => ({ kind: 'added', path: [...path, head + i] }));
  if (come.length === 0) return gone.map((_, i) => ({ kind: 'removed', path: [...beforePath, head + i] }));
  if (gone.length === come.length && gone.every((member) => come.some((other) => same(member, other)))) {
    // Whichever end of the stretch changed places was carried to the other end.
    const last = same(gone[0], come.at(-1)) ? head + come.length - 1 : head;
    return [{ kind: 'moved', path: [...path, last] }];
  }
  if (gone.length === come.length) {
    return come.flatMap((member, i) =>
      changesOf(gone[i], member, [...path, head + i], [...beforePath, head + i]),
    );
  }
  return [{ kind: 'changed', path }];
}

/** Whether two JSON values are equal; a null key is a missing one. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, i) => same(value, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
}

function commonPath(a: NodePath, b: NodePath): NodePath {
  const end = a.findIndex((key, i) => key !== b[i]);
  return end === -1 ? a : a.slice(0, end);
}
