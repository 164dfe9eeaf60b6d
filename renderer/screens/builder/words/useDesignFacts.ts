import { useEffect, useMemo, useState } from 'react';
import { conceptSetFacts } from '../../../../shared/cohort/checks/conceptSetFacts.ts';
import type { DesignFacts, ObservationFacts } from '../../../../shared/cohort/checks/releaseChecks.ts';
import type { CohortDefinition } from '../../../../shared/cohort/expression/cohortDefinition.ts';
import type { JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import type { ConceptMatch } from '../../../../shared/cohort/versions/releaseMatchApi.ts';
import type { ReleaseCard } from '../../../../shared/release/releaseCard.ts';
import { useApp, useAppState } from '../../../state/AppContext.tsx';
import { matchDocument } from '../../../state/matchActions.ts';

/**
 * What the open release says about a definition, besides its counts. Asked again only when concept sets change; until
 * the answer is there, and without a release, less is known.
 */
export function useDesignFacts(document: JsonObject, definition: CohortDefinition | null): DesignFacts {
  const app = useApp();
  const release = useAppState((state) => state.release);
  const ready = useAppState(({ host }) => host.state === 'ready');
  const [known, setKnown] = useState<{ key: string; matches: readonly ConceptMatch[] } | null>(null);
  const sets = definition?.conceptSets ?? null;
  const key = useMemo(
    () => (sets === null || release === null ? null : `${release.digest} ${JSON.stringify(sets)}`),
    [sets, release],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: other changes of the document do not change the answer
  useEffect(() => {
    if (key === null || !ready) return;
    let wanted = true;
    void matchDocument(app, document, true).then((outcome) => {
      if (wanted && outcome.kind === 'done') setKnown({ key, matches: outcome.value });
    });
    return () => {
      wanted = false;
    };
  }, [app, key, ready]);
  return useMemo(
    () => ({
      observation: release && observationOf(release),
      ...(sets !== null && known !== null && known.key === key
        ? { conceptSets: conceptSetFacts(sets, known.matches) }
        : {}),
    }),
    [release, sets, known, key],
  );
}

function observationOf({ coverage }: ReleaseCard): ObservationFacts | null {
  if (coverage === null) return null;
  const { first: firstDay, last: lastDay, medianDays } = coverage;
  const longestDays = Math.round((Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000);
  return { longestDays, medianDays, firstDay, lastDay };
}
