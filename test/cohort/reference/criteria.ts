import type { Candidate } from './attributes.ts';
import { type CdmIndex, dayOf, numberIn, type Row, requiredIn, textIn } from './cdmData.ts';
import { type Choices, firstOf } from './choices.ts';
import { clinicalDomains } from './clinicalDomains.ts';
import type { ResolvedConceptSets } from './conceptSets.ts';
import type { Domain } from './domain.ts';
import type { CriterionEvent } from './event.ts';
import type { Attributes, CriteriaGroup, CriteriaJson, DateAdjustment, Period } from './expression.ts';
import { groupHolds } from './groups.ts';
import { periodDomains } from './periodDomains.ts';

/** Domain name → how to read it. */
export const domains: ReadonlyMap<string, Domain> = new Map(
  [...clinicalDomains, ...periodDomains].map((domain) => [domain.name, domain]),
);

/** All that the evaluation of one person needs. `found` remembers what each criterion found. */
export interface PersonContext {
  readonly person: number;
  readonly cdm: CdmIndex;
  readonly conceptSets: ResolvedConceptSets;
  readonly choices: Choices;
  readonly found: Map<CriteriaJson, readonly CriterionEvent[]>;
}

/** The domain and attributes of `{"Domain": {…}}`. */
export function domainOf(criteria: CriteriaJson): { domain: Domain; attributes: Attributes } {
  for (const [name, attributes] of Object.entries(criteria)) {
    const domain = domains.get(name);
    if (domain) return { domain, attributes };
  }
  throw new RangeError(`no domain in ${Object.keys(criteria).join(', ')}`);
}

/** The person's rows that a criterion finds, nested criteria included. */
export function eventsOf(criteria: CriteriaJson, context: PersonContext): readonly CriterionEvent[] {
  let events = context.found.get(criteria);
  if (!events) {
    events = find(criteria, context);
    context.found.set(criteria, events);
  }
  return events;
}

function find(criteria: CriteriaJson, context: PersonContext): readonly CriterionEvent[] {
  const { domain, attributes } = domainOf(criteria);
  let rows = rowsOf(domain, context).filter((row) => hasWantedConcepts(domain, attributes, row, context));
  if (attributes.First === true && domain.firstBy !== 'never') {
    const first = firstOf(rows, firstOrder(domain), context.choices);
    rows = first ? [first] : [];
  }
  const events = rows
    .map((row) => candidateOf(domain, attributes, row, context))
    .filter((candidate) => passes(domain, candidate))
    .map((candidate) => eventOf(domain, candidate));
  const nested = attributes.CorrelatedCriteria as CriteriaGroup | null | undefined;
  return nested && !isEmpty(nested) ? events.filter((event) => nestedHolds(event, nested, context)) : events;
}

export function isEmpty(group: CriteriaGroup): boolean {
  return [group.CriteriaList, group.DemographicCriteriaList, group.Groups].every(
    (part) => (part ?? []).length === 0,
  );
}

function rowsOf(domain: Domain, { cdm, person }: PersonContext): readonly Row[] {
  if (domain.name !== 'LocationRegion') return cdm.rowsOf(domain.table, person);
  return cdm
    .rowsOf(domain.table, person, 'entity_id')
    .filter((stay) => textIn(stay, 'domain_id') === 'PERSON')
    .flatMap((stay) => {
      const location = cdm.rowWithId('location', 'location_id', numberIn(stay, 'location_id'));
      return location ? [{ ...location, ...stay }] : [];
    });
}

function hasWantedConcepts(
  domain: Domain,
  attributes: Attributes,
  row: Row,
  { conceptSets }: PersonContext,
): boolean {
  const wanted = (setId: unknown, column: string): boolean => {
    if (typeof setId !== 'number') return true;
    const concept = numberIn(row, column);
    return concept !== null && (conceptSets.get(setId)?.has(concept) ?? false);
  };
  if (domain.hasConceptSet && !wanted(attributes.CodesetId, domain.conceptColumn)) return false;
  const source = domain.sourceConcept;
  return !source || wanted(attributes[source.attribute], source.column);
}

function firstOrder(domain: Domain): (a: Row, b: Row) => number {
  return (a, b) =>
    domain.start(a) - domain.start(b) ||
    (domain.firstBy === 'startThenId' ? requiredIn(a, domain.idColumn) - requiredIn(b, domain.idColumn) : 0);
}

function candidateOf(domain: Domain, attributes: Attributes, row: Row, context: PersonContext): Candidate {
  const { person, cdm, conceptSets } = context;
  const start = domain.start(row);
  const end = domain.end(row);
  const shift = attributes.DateAdjustment as DateAdjustment | null | undefined;
  const pick = (side: 'START_DATE' | 'END_DATE', offset: number): number | null => {
    const day = side === 'START_DATE' ? start : end;
    return day === null ? null : day + offset;
  };
  const dates = shift
    ? {
        start: pick(shift.StartWith ?? 'START_DATE', shift.StartOffset ?? 0),
        end: pick(shift.EndWith ?? 'END_DATE', shift.EndOffset ?? 0),
      }
    : { start, end };
  return {
    row,
    // An adjusted start can only be missing where the end is, and then the row is dropped (see passes).
    start: dates.start ?? Number.NaN,
    end: dates.end,
    person,
    attributes,
    cdm,
    conceptSets,
  };
}

function passes(domain: Domain, candidate: Candidate): boolean {
  const { attributes, start, end } = candidate;
  if (attributes.DateAdjustment && !(end !== null && end >= start)) return false;
  return Object.entries(domain.attributes).every(([key, test]) => {
    const value = attributes[key];
    return value === undefined || value === null || test(value, candidate);
  });
}

function eventOf(domain: Domain, { row, start, end, person, attributes }: Candidate): CriterionEvent {
  const period = attributes.UserDefinedPeriod as Period | null | undefined;
  return {
    person,
    id: requiredIn(row, domain.idColumn),
    start: period?.StartDate ? dayOf(period.StartDate) : start,
    end: period?.EndDate ? dayOf(period.EndDate) : end,
    visit: domain.hasVisit ? numberIn(row, 'visit_occurrence_id') : null,
    sortDate: start,
    row,
    domain,
  };
}

/** Nested criteria are asked about the event in the observation period that contains its start. */
function nestedHolds(event: CriterionEvent, group: CriteriaGroup, context: PersonContext): boolean {
  return periodsAround(event.start, context).some((period) =>
    groupHolds({ ...event, periodStart: period.start, periodEnd: period.end }, group, context),
  );
}

export function periodsAround(
  day: number,
  { cdm, person }: PersonContext,
): readonly { readonly start: number; readonly end: number }[] {
  return cdm
    .rowsOf('observation_period', person)
    .map((row) => ({
      start: requiredIn(row, 'observation_period_start_date'),
      end: requiredIn(row, 'observation_period_end_date'),
    }))
    .filter(({ start, end }) => start <= day && day <= end);
}
