import { type CdmIndex, numberIn, type Row, textIn, yearOf } from './cdmData.ts';
import type { ResolvedConceptSets } from './conceptSets.ts';
import type {
  Attributes,
  ConceptJson,
  ConceptSetSelection,
  DateRange,
  Range,
  TextFilter,
} from './expression.ts';
import { inDateRange, inDecimalRange, inIntegerRange, matchesText } from './ranges.ts';

/** A row under test: its dates are already adjusted. */
export interface Candidate {
  readonly row: Row;
  readonly start: number;
  readonly end: number | null;
  readonly person: number;
  readonly attributes: Attributes;
  readonly cdm: CdmIndex;
  readonly conceptSets: ResolvedConceptSets;
}

/** Whether a row passes one attribute with the value that the definition gives. */
export type AttributeTest = (value: unknown, candidate: Candidate) => boolean;

/** Which date an attribute looks at. */
type Side = 'start' | 'end';

export function dateRange(side: Side): AttributeTest {
  return (value, candidate) => inDateRange(candidate[side], value as DateRange);
}

export function integer(column: string): AttributeTest {
  return (value, { row }) => inIntegerRange(numberIn(row, column), value as Range);
}

export function decimal(column: string): AttributeTest {
  return (value, { row }) => inDecimalRange(numberIn(row, column), value as Range);
}

/** value ÷ bound; a bound of 0 counts as missing. */
export function ratio(valueColumn: string, boundColumn: string): AttributeTest {
  return (value, { row }) => {
    const numerator = numberIn(row, valueColumn);
    const bound = numberIn(row, boundColumn);
    const quotient = numerator === null || bound === null || bound === 0 ? null : numerator / bound;
    return inDecimalRange(quotient, value as Range);
  };
}

export function text(column: string): AttributeTest {
  return (value, { row }) => matchesText(textIn(row, column), value as TextFilter);
}

/** Days from start to end. */
export const lengthInDays: AttributeTest = (value, { start, end }) =>
  inIntegerRange(end === null ? null : end - start, value as Range);

export function age(side: Side): AttributeTest {
  return (value, candidate) => {
    const person = personOf(candidate);
    const day = candidate[side];
    const born = person ? numberIn(person, 'year_of_birth') : null;
    return inIntegerRange(day === null || born === null ? null : yearOf(day) - born, value as Range);
  };
}

/** Looks a concept id up for a row: in the row itself, or beside it. */
type ConceptOf = (candidate: Candidate) => number | null;

export function own(column: string): ConceptOf {
  return ({ row }) => numberIn(row, column);
}

export function ofPerson(column: string): ConceptOf {
  return (candidate) => columnOf(personOf(candidate), column);
}

export const specialtyOfProvider: ConceptOf = ({ row, cdm }) =>
  columnOf(cdm.rowWithId('provider', 'provider_id', numberIn(row, 'provider_id')), 'specialty_concept_id');

export const visitConcept: ConceptOf = (candidate) => columnOf(visitOf(candidate), 'visit_concept_id');

export const placeOfService: ConceptOf = (candidate) =>
  columnOf(careSiteOf(candidate), 'place_of_service_concept_id');

/**
 * One of the listed concepts. An empty list is no filter; `excludeKey` names the attribute that turns it round.
 * `joined` says whether the record that holds the concept exists: an inner join drops the row where it does not.
 */
export function conceptList(concept: ConceptOf, excludeKey?: string): AttributeTest {
  return (value, candidate) => {
    const ids = (value as readonly ConceptJson[]).map((item) => item.CONCEPT_ID);
    if (ids.length === 0) return true;
    const id = concept(candidate);
    const exclude = excludeKey !== undefined && candidate.attributes[excludeKey] === true;
    return id !== null && ids.includes(id) !== exclude;
  };
}

type Join = (candidate: Candidate) => boolean;

export const personExists: Join = (candidate) => personOf(candidate) !== undefined;
export const visitExists: Join = (candidate) => visitOf(candidate) !== undefined;
export const careSiteExists: Join = (candidate) => careSiteOf(candidate) !== undefined;

/**
 * In a concept set, or not in it; without a set: filled, or not filled (circe-be issue 218). SQL's NOT IN of an empty
 * set is true even for NULL.
 */
export function conceptSet(concept: ConceptOf, joined: Join = () => true): AttributeTest {
  return (value, candidate) => {
    if (!joined(candidate)) return false;
    const { CodesetId, IsExclusion = false } = value as ConceptSetSelection;
    const id = concept(candidate);
    if (CodesetId === undefined || CodesetId === null) return (id === null) === IsExclusion;
    const set = candidate.conceptSets.get(CodesetId) ?? new Set();
    if (id === null) return IsExclusion && set.size === 0;
    return set.has(id) !== IsExclusion;
  };
}

/** An attribute whose value is a concept set id itself. */
export function conceptSetId(column: string): AttributeTest {
  return (value, candidate) => {
    const id = numberIn(candidate.row, column);
    return id !== null && (candidate.conceptSets.get(value as number)?.has(id) ?? false);
  };
}

/** The care site lay in a region of the concept set during the whole visit. */
export const placeOfServiceLocation: AttributeTest = (value, candidate) => {
  const { cdm, conceptSets, start, end } = candidate;
  const site = careSiteOf(candidate);
  if (!site || end === null) return false;
  const regions = conceptSets.get(value as number) ?? new Set();
  return cdm.rowsOf('location_history', numberIn(site, 'care_site_id') ?? -1, 'entity_id').some((stay) => {
    const from = numberIn(stay, 'start_date');
    const to = numberIn(stay, 'end_date') ?? Number.POSITIVE_INFINITY;
    if (textIn(stay, 'domain_id') !== 'CARE_SITE' || from === null || start < from || end > to) return false;
    const region = columnOf(
      cdm.rowWithId('location', 'location_id', numberIn(stay, 'location_id')),
      'region_concept_id',
    );
    return region !== null && regions.has(region);
  });
};

/** Outside the reference range, or called so by SNOMED "abnormally high" or "abnormally low". */
export const abnormal: AttributeTest = (value, { row }) => {
  if (value !== true) return true;
  const measured = numberIn(row, 'value_as_number');
  const low = numberIn(row, 'range_low');
  const high = numberIn(row, 'range_high');
  const concept = numberIn(row, 'value_as_concept_id');
  return (
    (measured !== null && low !== null && measured < low) ||
    (measured !== null && high !== null && measured > high) ||
    concept === 4155142 ||
    concept === 4155143
  );
};

function columnOf(row: Row | undefined, column: string): number | null {
  return row ? numberIn(row, column) : null;
}

function personOf({ cdm, person }: Candidate): Row | undefined {
  return cdm.rowWithId('person', 'person_id', person);
}

function visitOf({ cdm, row, person }: Candidate): Row | undefined {
  const visit = cdm.rowWithId(
    'visit_occurrence',
    'visit_occurrence_id',
    numberIn(row, 'visit_occurrence_id'),
  );
  return visit && numberIn(visit, 'person_id') === person ? visit : undefined;
}

function careSiteOf({ cdm, row }: Candidate): Row | undefined {
  return cdm.rowWithId('care_site', 'care_site_id', numberIn(row, 'care_site_id'));
}
