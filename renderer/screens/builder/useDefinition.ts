import { useMemo } from 'react';
import type { CohortDefinition } from '../../../shared/cohort/expression/cohortDefinition.ts';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import type { Failure } from '../../../shared/errors/akashiError.ts';
import type { Draft } from '../../state/drafts.ts';
import { draftTitle } from '../../state/drafts.ts';

/** A draft as the compiler reads it. */
export interface ReadDraft {
  /** Null while something keeps it from being read. */
  readonly definition: CohortDefinition | null;
  /** What that is, each with its path where it has one. */
  readonly problems: readonly Failure[];
}

export function useDefinition(draft: Draft): ReadDraft {
  const { document } = draft;
  const title = draftTitle(draft);
  return useMemo(() => {
    const parsed = parseDefinition(title, JSON.stringify(document));
    return parsed.ok
      ? { definition: parsed.definition, problems: [] }
      : { definition: null, problems: parsed.failures };
  }, [document, title]);
}

/** The path that a problem names, null where it names none. */
export function problemPath(failure: Failure): string | null {
  return 'path' in failure.params ? String(failure.params.path) : null;
}
