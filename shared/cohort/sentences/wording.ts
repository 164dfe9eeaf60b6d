import type { NodePath } from '../edit/nodePath.ts';
import { parsePath } from '../edit/nodePath.ts';
import type { DomainName } from '../expression/domains.ts';
import type { DefinitionNames } from './definitionNames.ts';
import type { Parts } from './part.ts';

/** A statement of the text, with the statements that it introduces. */
export interface Sentence {
  /** What it speaks of. */
  readonly path: NodePath;
  readonly parts: Parts;
  readonly members: readonly Sentence[];
  /** It explains how the others are meant and asks for nothing itself. */
  readonly remark?: true;
  /** Name of an inclusion rule. */
  readonly heading?: string;
  /** What the author wrote about it. */
  readonly note?: string;
}

/** Language, names, and what conditions refer to: the index event, or an event of a domain (in nested criteria). */
export interface Wording {
  readonly names: DefinitionNames;
  readonly about: 'index' | DomainName;
}

/** The place of an event in its list, from its criterion's path: `….CriteriaList[0]`. */
export function memberPath(path: string): NodePath {
  return parsePath(path).slice(0, -1);
}

/** The path of a key below a path as criteria carry it. */
export function placeOf(path: string, ...keys: readonly (string | number)[]): NodePath {
  return [...parsePath(path), ...keys];
}
