import type { TextRef } from './appState.ts';

/** A change that can be taken back. Both directions may ask the workbench. */
export interface Change {
  readonly title: TextRef;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Set for keystrokes and the like: soon followed by another of the same key, both become one step. */
  readonly merge?: { readonly key: string; readonly at: number };
}

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
  if (last && history.future.length === 0 && continues(last, change)) {
    return { past: [...history.past.slice(0, -1), { ...change, undo: last.undo }], future: [] };
  }
  return { past: [...history.past, change].slice(-longest), future: [] };
}

function continues({ merge: last }: Change, { merge: next }: Change): boolean {
  return last !== undefined && next !== undefined && last.key === next.key && next.at - last.at < pauseMs;
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
