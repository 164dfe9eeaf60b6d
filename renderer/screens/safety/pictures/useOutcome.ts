import { useEffect, useRef } from 'react';
import type { Failure } from '../../../../shared/errors/akashiError.ts';
import type { OutcomePictures, SafetyRow } from '../../../../shared/study/safety/safetyResult.ts';
import { useApp, useAppState } from '../../../state/AppContext.tsx';
import { outcomeKey } from '../../../state/safety.ts';
import { loadOutcome } from '../../../state/safetyRuns.ts';
import type { PictureView } from './pictureView.ts';

/** Figures of an outcome with the row that they are of. */
export interface ShownOutcome {
  readonly pictures: OutcomePictures;
  readonly row: SafetyRow;
  readonly name: string;
}

export interface OutcomeState {
  /** While the chosen one's are fetched: those shown before. Null: nothing to show. */
  readonly shown: ShownOutcome | null;
  readonly isLoading: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/** Figures of the chosen outcome, fetched when it is chosen or the persons change. */
export function useOutcome({ result, table, row, rowName }: PictureView): OutcomeState {
  const app = useApp();
  const before = useRef<{ readonly hash: string; readonly shown: ShownOutcome } | null>(null);
  const id = row?.id ?? null;
  const { timeAtRisk } = table;
  const key = id === null ? null : outcomeKey(result.studyHash, timeAtRisk, id, result.filter);
  const loaded = useAppState(({ safetyWork }) => (key === null ? undefined : safetyWork.outcomes[key]));
  const isMissing = loaded === undefined;
  useEffect(() => {
    if (id !== null && isMissing) void loadOutcome(app, result, timeAtRisk, id);
  }, [app, result, timeAtRisk, id, isMissing]);
  const own = loaded?.value && row ? { pictures: loaded.value, row, name: rowName } : null;
  useEffect(() => {
    if (own) before.current = { hash: result.studyHash, shown: own };
  });
  const isLoading = id !== null && (isMissing || loaded.loading);
  const earlier = before.current?.hash === result.studyHash ? before.current.shown : null;
  return {
    shown: own ?? (isLoading ? earlier : null),
    isLoading,
    failure: loaded?.failure ?? null,
    retry: () => {
      if (id !== null) void loadOutcome(app, result, timeAtRisk, id);
    },
  };
}
