/** Messages of reading study files. */
export const studyFile = {
  'error.study.problems': '{study} cannot be run: {count} {count|problem|problems}.',
  'error.study.notJson':
    '{study} is not valid JSON: it breaks off at line {line}, column {column}. Check that the whole file was saved.',
  'error.study.notAStudy':
    '{study} is not an Akashi study file: it has no "akashiStudy". Choose a file that a study was exported to.',
  'error.study.newer':
    '{study} was written by a newer Akashi (format {version}; this Akashi reads up to {known}). Open it with the newer Akashi.',
  'error.study.unknownType': '{study} does not say what kind of study it is: "type" must be one of {known}.',
  'error.study.reportsOfComparison':
    '{study} compares treatments, and takes no table of spontaneous reports. Leave out --reports, or give a study of the type "safety".',
  'error.study.tooDeep': '{study} is nested more than {limit} levels deep and cannot be read.',
  'error.study.unknownKey':
    '{study}: there is no setting {path}. Known here: {known}. Remove it or correct its name.',
  'error.study.misspeltKey': '{study}: there is no setting {path}. Did you mean “{nearest}”?',
  'error.study.missingValue': '{study}: {path} is missing. Expected: {expected}',
  'error.study.invalidValue': '{study}: the value at {path} cannot be used. Expected: {expected}',
  'error.study.unknownName':
    '{study}: “{name}” at {path} is not defined anywhere in this study. Known names: {known}',
  'error.study.duplicateName':
    '{study}: the name “{name}” at {path} is taken already. Change one of the two.',
  'error.study.armOfNothing':
    '{study}: arm “{arm}” ({path}) has neither a cohort nor cells of the treatment matrix. Give it one of them.',
  'error.study.armOfBoth':
    '{study}: arm “{arm}” ({path}) has both a cohort and cells of the treatment matrix. Keep one of them.',
  'error.study.cohortCannotBeCloned':
    '{study}: arm “{arm}” ({path}) is a cohort. With cloning, censoring and weighting, cut every arm from the treatment matrix.',
  'error.study.exposureOfNothing': '{study}: {path} names neither drugs nor a cohort.',
  'error.study.exposureOfBoth': '{study}: {path} names both drugs and a cohort; give one of them.',
  'error.study.noEvents': '{study}: {path} lists no outcome, and the study asks for listed outcomes only.',
  'error.study.nobodyExposed': '{study}: nobody in this release took the drug as the study asks for.',
  'error.study.nobodyUnexposed':
    '{study}: for nobody who took the drug is there anybody of the same sex, age and care who did not. Widen the age, or leave the care setting out.',
  'error.study.noSuchPart': 'The study has no “{part}”.',
  'error.study.withoutMatrix': '{study} has no treatment matrix (matrix).',
  'error.study.noMatrix':
    '{study}: arm “{arm}” ({path}) names cells, but the study has no treatment matrix. Add the matrix.',
  'error.study.immortalTime':
    '{study}: arm “{arm}” is cut by “{axis}”, which is known only after index ({path}). To stay in the longer arm one has to live that long without an event, so comparing as it stands favours that arm (immortal time). Set immortalTime to "landmark" or "cloneCensorWeight".',
  'error.study.axisOfNothing':
    '{study}: axis “{axis}” ({path}) does not say which drugs or devices it is about. Set matrix.about or add a "treatment" axis.',
  'error.study.noTimeAtRisk':
    '{study}: time-at-risk “{name}” ({path}) ends before it begins, so nobody is ever at risk. Correct its days.',
  'error.study.notAscending': '{study}: the numbers at {path} must ascend, each only once.',
  'error.study.reversed': '{study}: the range at {path} is the wrong way round (from {from} to {to}).',
  'error.study.moreProblems':
    '{study}: there {count|is|are} {count} more {count|problem|problems}. Correct those above and read the file again.',
} as const;
