import { createContext, useContext } from 'react';
import type { NodePath } from '../../../../shared/cohort/edit/nodePath.ts';
import type { DraftNodeCount } from '../../../../shared/cohort/live/draftApi.ts';

/** What every sentence of a text needs to know. */
export interface SentenceSurroundings {
  /** The selected place as {@link pathText} writes it. */
  readonly selected: string | null;
  readonly onSelect: ((path: NodePath) => void) | undefined;
  readonly byPath: ReadonlyMap<string, DraftNodeCount>;
  readonly stale: boolean;
}

export const SentenceContext = createContext<SentenceSurroundings>({
  selected: null,
  onSelect: undefined,
  byPath: new Map(),
  stale: false,
});

export function useSentences(): SentenceSurroundings {
  return useContext(SentenceContext);
}
