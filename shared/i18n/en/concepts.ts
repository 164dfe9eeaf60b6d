/** Search of concepts, hierarchy, concept sets. */
export const concepts = {
  'error.concept.unknown': 'The vocabulary of this release has no concept {id}.',
} as const;
