import type { NodePath } from '../../shared/cohort/edit/nodePath.ts';
import type { TextRef } from './appState.ts';
import type { Draft } from './drafts.ts';
import type { ShelfPart } from './shelf.ts';
import type { Study, StudyTab } from './studies.ts';

/** A change that can be taken back. Both directions may ask the workbench. */
export interface Change {
  readonly title: TextRef;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** What the change is made of, where that can be kept through a restart; otherwise it is gone with the release. */
  readonly steps?: readonly Step[];
  /** Set for keystrokes and the like: soon followed by another of the same key, both become one step. */
  readonly merge?: Merge;
}

export interface Merge {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The one change made of an earlier one and this. */
  join(earlier: Change): Change;
}

/** A change of a draft or study (null: before it was begun, after it was discarded), or of the list of cohorts. */
export type Step =
  | {
      readonly kind: 'draft';
      readonly draft: string;
      readonly before: Draft | null;
      readonly after: Draft | null;
      /** Where it happened. */
      readonly place: NodePath;
    }
  | {
      readonly kind: 'study';
      readonly study: string;
      readonly before: Study | null;
      readonly after: Study | null;
      /** Where it happened. */
      readonly tab: StudyTab;
    }
  | { readonly kind: 'shelf'; readonly parts: readonly ShelfPart[] };

export interface History {
  readonly past: readonly Change[];
  readonly future: readonly Change[];
}

export const emptyHistory: History = { past: [], future: [] };

const longest = 100;
/** Who pauses for this long between two keystrokes has finished a thought. */
const pauseMs = 4000;

/** The history after a new change was made: what had been undone before is gone. */
export function recorded(history: History, change: Change): History {
  const last = history.past.at(-1);
  if (last && change.merge && history.future.length === 0 && continues(last.merge, change.merge)) {
    return { past: [...history.past.slice(0, -1), change.merge.join(last)], future: [] };
  }
  return { past: [...history.past, change].slice(-longest), future: [] };
}

function continues(last: Merge | undefined, next: Merge): boolean {
  return last !== undefined && last.key === next.key && next.at - last.at < pauseMs;
}

/** The history after the last change was undone. */
export function undone(history: History): History {
  const last = history.past.at(-1);
  return last ? { past: history.past.slice(0, -1), future: [last, ...history.future] } : history;
}

/** The history after the next change was redone. */
export function redone(history: History): History {
  const next = history.future[0];
  return next ? { past: [...history.past, next], future: history.future.slice(1) } : history;
}

/** What stays of the history when the open release changes: what does not belong to a release. */
export function keptHistory({ past, future }: History): History {
  const stays = ({ steps }: Change) => steps !== undefined;
  return { past: past.filter(stays), future: future.filter(stays) };
}
