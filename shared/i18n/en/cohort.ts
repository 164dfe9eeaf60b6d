/** Messages of one area; see translate.ts. */
export const cohort = {
  'error.definition.notJson':
    '{definition} is not valid JSON: it breaks off at line {line}, column {column}. Export the definition again and import the whole file.',
  'error.definition.notCirce':
    '{definition} is not a Circe cohort expression: {path} is missing or empty. Export it from ATLAS as JSON (Export › JSON).',
  'error.definition.invalidValue':
    '{definition}: the value at {path} cannot be used. Expected: {expected}. Correct it and import the definition again.',
  'error.definition.missingConceptSet':
    '{definition}: {path} refers to concept set {conceptSetId}, which the definition does not contain. Add the concept set or change the reference.',
  'error.definition.missingTable':
    '{definition} needs {table}, which OMOP CDM 5.4 or this release does not have. Remove the criterion that uses it, or open a release that has it.',
  'error.draft.tooManyEvents':
    'There are more than {limit} entry events: too many for counts while editing. Limit them to the first event, or narrow the entry criteria. The cohort can be generated all the same.',
} as const;
