import { useEffect, useMemo, useRef, useState } from 'react';
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

/** Counts, and what they are of. */
interface Counted extends Omit<LiveCounts, 'stale'> {
  readonly of: readonly unknown[];
}

const nothing: Counted = {
  of: [],
  value: null,
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
  const [counted, setCounted] = useState(nothing);
  const editedAt = useRef(Number.NEGATIVE_INFINITY);
  const { id, name, document, rulesOff } = draft;
  const wanted = useMemo(
    () => [releaseDigest, id, name, document, rulesOff],
    [releaseDigest, id, name, document, rulesOff],
  );
  useEffect(() => {
    if (!countable) {
      setCounted(nothing);
      return;
    }
    const now = performance.now();
    const isFollowing = now - editedAt.current < pauseMs;
    editedAt.current = now;
    const canceller = new AbortController();
    const count = async () => {
      const input = { draft: id, name, text: JSON.stringify(document), rulesOff };
      const outcome = await ask(app, 'drafts.count', input, { signal: canceller.signal });
      if (canceller.signal.aborted || outcome.kind === 'cancelled') return;
      if (outcome.kind === 'done') {
        const provenance = provenanceOf(app, document, outcome.value.milliseconds);
        setCounted({ of: wanted, value: outcome.value, failure: null, provenance });
      } else setCounted((before) => ({ ...before, failure: outcome.failure }));
    };
    const timer = setTimeout(count, isFollowing ? pauseMs : 0);
    return () => {
      clearTimeout(timer);
      canceller.abort();
    };
  }, [app, countable, wanted, id, name, document, rulesOff]);
  const stale = countable && counted.of !== wanted;
  return useMemo(() => ({ ...counted, stale }), [counted, stale]);
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
