import type { ConceptEntry } from '../../vocabulary/conceptApi.ts';

/** Operations on definitions that were begun on another release. */
export interface ReleaseMatchOperations {
  /**
   * Which of the concepts the open release does not know or, where `usage` is asked for, has no records of; with what
   * could stand for them. Waits for the counting of the release's concepts only for `usage`. Nothing is changed.
   * @throws AkashiError `host.noRelease`, `engine.*`, `cancelled`
   */
  'drafts.matchRelease': {
    input: { concepts: readonly WantedConcept[]; usage: boolean };
    output: readonly ConceptMatch[];
  };
}

/** A concept as a definition names it; texts are empty where the definition says nothing. */
export interface WantedConcept {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly vocabulary: string;
  /** Whether records of its descendants count as its own. */
  readonly withDescendants: boolean;
  /** Whether records of source concepts that map to it count as its own. */
  readonly withMapped: boolean;
}

/** A concept that the release does not know, or has no records of. */
export interface ConceptMatch {
  readonly id: number;
  readonly state: 'unknown' | 'unused';
  /** Null for one that is unknown. */
  readonly concept: ConceptEntry | null;
  /** Best first. */
  readonly proposals: readonly ConceptProposal[];
}

export interface ConceptProposal {
  readonly concept: ConceptEntry;
  /** `standard`: what the concept, or one of the same code, maps to. `source`: what maps to it. */
  readonly by: 'sameCode' | 'sameName' | 'standard' | 'source';
}
