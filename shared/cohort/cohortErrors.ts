/** Errors of cohort definitions. `definition` is the definition's name or file stem, `path` a JSON path in it. */
export interface CohortErrors {
  'definition.notJson': { definition: string; line: number; column: number };
  'definition.notCirce': { definition: string; path: string };
  'definition.invalidValue': { definition: string; path: string; expected: string };
  'definition.missingConceptSet': { definition: string; path: string; conceptSetId: number };
  'definition.missingTable': { definition: string; table: string };
  /** More entry events than live counts hold. */
  'draft.tooManyEvents': { limit: number };
}
