/** Messages of working with cohorts on an open release. */
export const session = {
  'error.cohort.unknown': 'This cohort is no longer on the list.',
  'error.cohort.notGenerated': '{name} has not been generated on this release yet. Run it first.',
  'error.cohort.stale': '{name} was changed after it was generated. Compute it again before using it.',
  'error.cohort.noneUsable': 'None of the definitions can be used; each problem is listed above.',
  'error.cohort.isAStudy':
    '{name} is a study and not a cohort definition. Run it with “akashi study RELEASE {name}.json --out DIR”, or import it in the app as a study.',
  'error.cohort.duplicateName':
    'Two definition files are called {name}: their ids in the table would be the same. Rename one.',
  'error.cohort.tooNear':
    'The size of {name} differs by only a few persons from a number shown before: the difference would tell of those few, so its details are withheld too. Change the definition by more, or use the cohort shown before.',
  'error.cohort.tooFewPersons':
    '{name} has fewer than {below} persons, so it is not characterised: persons could be guessed.',
  'error.cohort.tooAlike':
    '{name} differs from {other}, whose characteristics were shown before, by fewer than {below} persons. Side by side they would tell of those few, so this one is withheld.',
} as const;
