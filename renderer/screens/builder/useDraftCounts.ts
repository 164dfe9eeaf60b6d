import { useEffect, useRef, useState } from 'react';
import { documentHash } from '../../../shared/cohort/definitionHash.ts';
import type { JsonObject } from '../../../shared/cohort/expression/definitionReader.ts';
import type { DraftCounts } from '../../../shared/cohort/live/draftApi.ts';
import type { Failure } from '../../../shared/errors/akashiError.ts';
import { translate } from '../../../shared/i18n/translate.ts';
import { AKASHI_VERSION } from '../../../shared/version.ts';
import type { Provenance } from '../../../shared/workbenchApi.ts';
import { useApp, useAppState } from '../../state/AppContext.tsx';
import { type App, ask } from '../../state/app.ts';
import type { Draft } from '../../state/drafts.ts';

/** Edits that follow each other faster, as letters do, are counted when they stop. */
const pauseMs = 120;

/** Persons along the definition on screen. Old numbers stay, marked as stale, until the new ones are there. */
export interface LiveCounts {
  readonly value: DraftCounts | null;
  readonly stale: boolean;
  readonly failure: Failure | null;
  /** Where the numbers came from. */
  readonly provenance: Provenance;
}

const nothing: LiveCounts = {
  value: null,
  stale: false,
  failure: null,
  provenance: {
    releaseId: '',
    releaseDigest: '',
    definitionHash: '',
    method: '',
    engine: '',
    akashiVersion: AKASHI_VERSION,
    generatedAt: '',
    milliseconds: 0,
  },
};

/** Counts again at each edit; a count that an edit has overtaken is interrupted. */
export function useDraftCounts(draft: Draft): LiveCounts {
  const app = useApp();
  const countable = useAppState(({ release, host }) => release !== null && host.state === 'ready');
  const releaseDigest = useAppState(({ release }) => release?.digest);
  const [counts, setCounts] = useState(nothing);
  const editedAt = useRef(Number.NEGATIVE_INFINITY);
  const { id, name, document, rulesOff } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another release has other persons
  useEffect(() => {
    if (!countable) {
      setCounts(nothing);
      return;
    }
    setCounts((before) => ({ ...before, stale: true }));
    const now = performance.now();
    const isFollowing = now - editedAt.current < pauseMs;
    editedAt.current = now;
    const canceller = new AbortController();
    const timer = setTimeout(
      async () => {
        const input = { draft: id, name, text: JSON.stringify(document), rulesOff };
        const outcome = await ask(app, 'drafts.count', input, { signal: canceller.signal });
        if (canceller.signal.aborted || outcome.kind === 'cancelled') return;
        if (outcome.kind === 'done') {
          const provenance = provenanceOf(app, document, outcome.value.milliseconds);
          setCounts({ value: outcome.value, stale: false, failure: null, provenance });
        } else setCounts((before) => ({ ...before, failure: outcome.failure }));
      },
      isFollowing ? pauseMs : 0,
    );
    return () => {
      clearTimeout(timer);
      canceller.abort();
    };
  }, [app, countable, releaseDigest, id, name, document, rulesOff]);
  return counts;
}

function provenanceOf(app: App, document: JsonObject, milliseconds: number): Provenance {
  const { release, host, settings } = app.store.getState();
  return {
    releaseId: release?.releaseId ?? '',
    releaseDigest: release?.digest ?? '',
    definitionHash: documentHash(document),
    method: translate(settings.locale, 'builder.count.method'),
    engine: host.state === 'ready' ? translate(settings.locale, `engine.${host.engine}`) : '',
    akashiVersion: AKASHI_VERSION,
    generatedAt: new Date().toISOString(),
    milliseconds,
  };
}
