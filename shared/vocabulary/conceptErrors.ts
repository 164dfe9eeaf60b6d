/** Errors of looking things up in a release's vocabulary. */
export interface ConceptErrors {
  'concept.unknown': { id: number };
}
