import { useMemo } from 'react';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import type { Failure } from '../../../shared/errors/akashiError.ts';
import { draftTitle } from '../../state/builderActions.ts';
import type { Draft } from '../../state/drafts.ts';

/** What keeps a definition from being generated, each with its path where it has one. */
export function useDraftProblems(draft: Draft | undefined): readonly Failure[] {
  const document = draft?.document;
  const title = draft ? draftTitle(draft) : '';
  return useMemo(() => {
    if (!document) return [];
    const parsed = parseDefinition(title, JSON.stringify(document));
    return parsed.ok ? [] : parsed.failures;
  }, [document, title]);
}

/** The path that a problem names, null where it names none. */
export function problemPath(failure: Failure): string | null {
  return 'path' in failure.params ? String(failure.params.path) : null;
}
