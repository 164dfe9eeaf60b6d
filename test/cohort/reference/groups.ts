import type { Candidate } from './attributes.ts';
import { age, conceptList, conceptSet, dateRange, ofPerson } from './attributes.ts';
import { correlatedHolds } from './correlatedCriteria.ts';
import { isEmpty, type PersonContext } from './criteria.ts';
import type { IndexEvent } from './event.ts';
import type { Attributes, CriteriaGroup } from './expression.ts';

/** Whether an event satisfies a group; an empty group holds. */
export function groupHolds(event: IndexEvent, group: CriteriaGroup, context: PersonContext): boolean {
  if (isEmpty(group)) return true;
  const parts = [
    ...(group.CriteriaList ?? []).map((part) => correlatedHolds(event, part, context)),
    ...(group.DemographicCriteriaList ?? []).map((part) => demographicsHold(event, part, context)),
    ...(group.Groups ?? []).map((part) => groupHolds(event, part, context)),
  ];
  const held = parts.filter(Boolean).length;
  const count = group.Count ?? 0;
  switch ((group.Type ?? '').toUpperCase()) {
    case 'ALL':
      return held === parts.length;
    case 'ANY':
      return held > 0;
    case 'AT_LEAST':
      return held >= count;
    case 'AT_MOST':
      return held <= count;
    default:
      throw new RangeError(`unknown group type ${group.Type}`);
  }
}

/** Race and ethnicity by concept set look at their own columns; Circe's SQL looks at gender (circe-be issue 227). */
const demographicTests = {
  Age: age('start'),
  Gender: conceptList(ofPerson('gender_concept_id')),
  GenderCS: conceptSet(ofPerson('gender_concept_id')),
  Race: conceptList(ofPerson('race_concept_id')),
  RaceCS: conceptSet(ofPerson('race_concept_id')),
  Ethnicity: conceptList(ofPerson('ethnicity_concept_id')),
  EthnicityCS: conceptSet(ofPerson('ethnicity_concept_id')),
  OccurrenceStartDate: dateRange('start'),
  OccurrenceEndDate: dateRange('end'),
};

/** The person must be in `person`, whatever is asked. */
function demographicsHold(event: IndexEvent, attributes: Attributes, context: PersonContext): boolean {
  const { cdm, conceptSets, person } = context;
  if (!cdm.rowWithId('person', 'person_id', person)) return false;
  const candidate: Candidate = {
    row: {},
    start: event.start,
    end: event.end,
    person,
    attributes,
    cdm,
    conceptSets,
  };
  return Object.entries(demographicTests).every(([key, test]) => {
    const value = attributes[key];
    return value === undefined || value === null || test(value, candidate);
  });
}
