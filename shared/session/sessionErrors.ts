/** Errors of working with cohorts on an open release. */
export interface SessionErrors {
  'cohort.unknown': { id: string };
  'cohort.notGenerated': { name: string };
  'cohort.stale': { name: string };
  'cohort.noneUsable': Record<string, never>;
  /** A study file where a cohort definition was wanted. */
  'cohort.isAStudy': { name: string };
  'cohort.duplicateName': { name: string };
  'cohort.tooFewPersons': { name: string; below: number };
  /** Its size differs by a few persons from a number of more or fewer of the same persons that was shown before. */
  'cohort.tooNear': { name: string };
  'cohort.tooAlike': { name: string; other: string; below: number };
}
