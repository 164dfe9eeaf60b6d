import { isObject, type JsonObject } from '../expression/definitionReader.ts';
import type { NodePath } from './nodePath.ts';

/** What stands at a place of a JSON value; undefined where there is nothing. */
export function valueAt(value: unknown, path: NodePath): unknown {
  let at = value;
  for (const part of path) {
    if (typeof part === 'number' ? !Array.isArray(at) : !isObject(at)) return undefined;
    const container = at as Readonly<Record<string | number, unknown>>;
    at = Object.hasOwn(container, part) ? container[part] : undefined;
  }
  return at;
}

/** The members of the list at a place; none where there is no list. */
export function listAt(value: unknown, path: NodePath): readonly unknown[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
}

/**
 * The document with another value at a place, everything else as it was (also the order of keys). Objects and lists
 * that lead there are made where they are missing; undefined takes the key away.
 */
export function withValue(document: JsonObject, path: NodePath, next: unknown): JsonObject {
  if (valueAt(document, path) === next && next !== undefined) return document;
  return replaced(document, path, next) as JsonObject;
}

function replaced(value: unknown, path: NodePath, next: unknown): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return next;
  if (typeof part === 'number') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    if (rest.length === 0 && next === undefined) return list.toSpliced(part, 1);
    const made = [...list];
    made[part] = replaced(list[part], rest, next);
    return made;
  }
  const object: JsonObject = isObject(value) ? value : {};
  if (rest.length > 0 || next !== undefined) {
    // A computed key: `__proto__` stays a plain key.
    return { ...object, [part]: replaced(own(object, part), rest, next) };
  }
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== part));
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The document with a member put into a list, which is made where there is none. */
export function withInserted(
  document: JsonObject,
  list: NodePath,
  place: number,
  member: unknown,
): JsonObject {
  return withValue(document, list, listAt(document, list).toSpliced(place, 0, member));
}

/** A document and where a part of it now stands. */
export interface Placed {
  readonly document: JsonObject;
  readonly path: NodePath;
}

/**
 * Moves a member of a list before place `place` (counted while it is still where it was) of the same or another list.
 * @returns null where nothing would change, or where it would have to go into itself
 */
export function withMoved(
  document: JsonObject,
  from: NodePath,
  list: NodePath,
  place: number,
): Placed | null {
  const index = from.at(-1);
  const source = from.slice(0, -1);
  const member = valueAt(document, from);
  if (typeof index !== 'number' || member === undefined || startsWith(list, from)) return null;
  if (samePath(source, list)) {
    const at = place > index ? place - 1 : place;
    if (at === index) return null;
    const moved = listAt(document, list).toSpliced(index, 1).toSpliced(at, 0, member);
    return { document: withValue(document, list, moved), path: [...list, at] };
  }
  const target = afterRemoval(list, from);
  const without = withValue(document, from, undefined);
  return { document: withInserted(without, target, place, member), path: [...target, place] };
}

/** Where a place is once a member of a list was taken out before it. */
function afterRemoval(path: NodePath, removed: NodePath): NodePath {
  const depth = removed.length - 1;
  const index = removed[depth];
  const own = path[depth];
  if (typeof index !== 'number' || typeof own !== 'number') return path;
  if (!startsWith(path, removed.slice(0, depth)) || own <= index) return path;
  return path.with(depth, own - 1);
}

export function samePath(a: NodePath, b: NodePath): boolean {
  return a.length === b.length && startsWith(a, b);
}

/** Whether a place is `ancestor` or lies within it. */
export function startsWith(path: NodePath, ancestor: NodePath): boolean {
  return ancestor.every((part, i) => path[i] === part);
}
