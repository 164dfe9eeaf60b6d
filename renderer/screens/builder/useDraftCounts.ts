import { useEffect, useState } from 'react';
import type { DraftCounts } from '../../../shared/cohort/live/draftApi.ts';
import type { Failure } from '../../../shared/errors/akashiError.ts';
import { useApp, useAppState } from '../../state/AppContext.tsx';
import { ask } from '../../state/app.ts';
import type { Draft } from '../../state/drafts.ts';

const pauseMs = 120;

/** Persons along the definition on screen. Old numbers stay, marked as stale, until the new ones are there. */
export interface LiveCounts {
  readonly value: DraftCounts | null;
  readonly stale: boolean;
  readonly failure: Failure | null;
}

const nothing: LiveCounts = { value: null, stale: false, failure: null };

/** Counts again a moment after each edit; a count that an edit has overtaken is interrupted. */
export function useDraftCounts(draft: Draft): LiveCounts {
  const app = useApp();
  const countable = useAppState(({ release, host }) => release !== null && host.state === 'ready');
  const releaseDigest = useAppState(({ release }) => release?.digest);
  const [counts, setCounts] = useState(nothing);
  const { id, name, document, rulesOff } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another release has other persons
  useEffect(() => {
    if (!countable) {
      setCounts(nothing);
      return;
    }
    setCounts((before) => ({ ...before, stale: true }));
    const canceller = new AbortController();
    const timer = setTimeout(async () => {
      const input = { draft: id, name, text: JSON.stringify(document), rulesOff };
      const outcome = await ask(app, 'drafts.count', input, { signal: canceller.signal });
      if (canceller.signal.aborted || outcome.kind === 'cancelled') return;
      if (outcome.kind === 'done') setCounts({ value: outcome.value, stale: false, failure: null });
      else setCounts((before) => ({ ...before, failure: outcome.failure }));
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      canceller.abort();
    };
  }, [app, countable, releaseDigest, id, name, document, rulesOff]);
  return counts;
}
