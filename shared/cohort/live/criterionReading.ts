import type { Columns } from '../../engine/columns.ts';
import { cdmTable, epochDays, join, literal, plainName, type Sql, sql } from '../../engine/sql.ts';
import { type CohortTables, cdmTables } from '../compile/cohortTables.ts';
import { CompileContext } from '../compile/compileContext.ts';
import { criterionEvents } from '../compile/criterionEvents.ts';
import { eventColumns, filterColumns } from '../eventColumns.ts';
import type { AttributeFilter, Criterion } from '../expression/criterion.ts';
import { domains } from '../expression/domains.ts';
import type { NumberedPersons, PersonNumbers } from '../personNumbers.ts';
import type { MissingPart } from './conceptEvents.ts';
import type { ConceptOrder } from './conceptOrder.ts';
import { isFilteredHere } from './eventFilters.ts';
import type { LivePlan } from './livePlan.ts';
import { type EventDetail, type PersonEvents, rowsOf, sortedEvents } from './personEvents.ts';

/** A criterion whose events are those of concepts, each read once, and of which the rest is decided here. */
export interface ConceptReading {
  /** Names what the events of all its concepts have in common. */
  readonly kind: string;
  readonly criterion: Criterion;
  readonly role: 'concept' | 'sourceConcept';
  readonly setKey: number;
  /** Filters that the engine applies. */
  readonly residual: readonly AttributeFilter[];
  /** Filters that are applied here, after the choice of a person's first event. */
  readonly here: readonly AttributeFilter[];
}

/** How a criterion's events are read by concept; null where its events are no plain rows of one concept set. */
export function conceptReading(
  plan: LivePlan,
  criterion: Criterion,
  membersOf: (conceptSetId: number) => readonly number[],
): ConceptReading | null {
  const { domain, conceptSetId, sourceConceptSetId, first, filters } = criterion;
  const set = conceptSetId ?? sourceConceptSetId;
  if (set === null || (conceptSetId !== null && sourceConceptSetId !== null)) return null;
  if (domains[domain].table === 'location_history') return null;
  if (criterion.akashi.length > 0 || criterion.correlated || criterion.dateAdjustment) return null;
  if (criterion.userDefinedPeriod) return null;
  const here = filters.filter((filter) => isFilteredHere(criterion, filter, membersOf));
  const residual = filters.filter((filter) => !here.includes(filter));
  // A person's first event is chosen before any filter.
  if (first && residual.length > 0) return null;
  const role = conceptSetId !== null ? 'concept' : 'sourceConcept';
  const kind = plan.keyOf({ domain, role, residual });
  return { kind, criterion, role, setKey: plan.setKeys.get(set) ?? -1, residual, here };
}

/** What a query of events is made with. */
export interface ReadingSource {
  readonly members: Sql;
  readonly order: ConceptOrder;
  readonly persons: PersonNumbers;
  readonly numbered: NumberedPersons;
  /** One more than this is read at most. */
  readonly mostRows: number;
}

/** The query of a part that is missing. */
export function partQuery(
  source: ReadingSource,
  plan: LivePlan,
  { criterion, role, residual }: ConceptReading,
  { concepts, detail }: MissingPart,
): Sql {
  const plain: Criterion = { ...criterion, first: false, filters: residual };
  const context = new CompileContext(
    plan.definition,
    conceptTables(source, plan, plain, role, concepts, detail),
  );
  const several = concepts.length > 1;
  const counted = several ? (role === 'concept' ? 'DOMAIN_CONCEPT' : 'DOMAIN_SOURCE_CONCEPT') : null;
  const found = criterionEvents(context, plain, { counted, sortDate: false, values: detail.values }, 'found');
  const places = several
    ? sql`\nJOIN (SELECT ${numberList(concepts)} AS concept_id, ${numberList(concepts.map((_, i) => i))} AS place) AS k ON k.concept_id = a.counted`
    : sql``;
  return sql`${context.steps()}${rowQuery(source, found, detail, several ? sql`CAST(k.place AS INTEGER)` : null, places)}`;
}

/** `SELECT person, start [, end] [, id] [, place], values` of events. */
export function rowQuery(
  { persons, numbered: { byId }, mostRows }: ReadingSource,
  found: Sql,
  { ends, ids, values }: EventDetail,
  place: Sql | null,
  joined: Sql,
): Sql {
  const person = byId ? sql`CAST(a.person_id - ${byId.lowest} AS INTEGER)` : sql`n.person_no`;
  const numbering = byId
    ? sql`WHERE a.person_id BETWEEN ${byId.lowest} AND ${byId.lowest + BigInt(byId.numbers.length - 1)}`
    : sql`JOIN ${persons.table} AS n ON n.person_id = a.person_id`;
  const columns = [
    sql`${person} AS person`,
    sql`${epochDays(sql`a.start_date`)} AS start_day`,
    ...(ends ? [sql`${epochDays(sql`a.end_date`)} AS end_day`] : []),
    ...(ids ? [sql`CAST(a.event_id AS BIGINT) AS id`] : []),
    ...(place ? [sql`${place} AS place`] : []),
    ...values.map((_, i) => sql`a.${plainName(`value_${i + 1}`)}`),
  ];
  return sql`SELECT ${join(columns)}
FROM (
${found}
) AS a${joined}
${numbering}
LIMIT ${mostRows + 1}`;
}

/** The events that such a query gave. */
export function eventsRead(
  columns: Columns,
  { byId, size }: NumberedPersons,
  detail: EventDetail,
  withPlaces: boolean,
): PersonEvents {
  return sortedEvents(rowsOf(columns, byId?.numbers ?? null, detail, withPlaces), size);
}

function conceptTables(
  { members, order }: ReadingSource,
  plan: LivePlan,
  criterion: Criterion,
  role: 'concept' | 'sourceConcept',
  concepts: readonly number[],
  detail: EventDetail,
): CohortTables {
  const spec = domains[criterion.domain];
  const column = (role === 'concept' ? spec.conceptColumn : spec.sourceConceptColumn) ?? spec.idColumn;
  const valued = detail.values.map((attribute): AttributeFilter => ({ kind: 'flag', attribute }));
  const columns = [
    ...eventColumns(spec),
    ...filterColumns({ ...criterion, filters: [...criterion.filters, ...valued] }),
    column,
  ];
  return {
    ...cdmTables(members, plan.setKeys),
    eventsOf: () => ({
      from: (role === 'concept' ? order.find(spec.table, columns) : null) ?? cdmTable(spec.table),
      where: sql`${plainName('e', column)} IN (${conceptList(concepts)})`,
    }),
  };
}

/** Listed one by one the engine skips what cannot hold them; far more are parsed faster from one text. */
const mostListed = 200;

function conceptList(concepts: readonly number[]): Sql {
  if (concepts.length > mostListed) return sql`SELECT ${numberList(concepts)}`;
  return join(concepts.map((concept) => literal(BigInt(concept))));
}

function numberList(numbers: readonly number[]): Sql {
  return sql`UNNEST(CAST(string_split(${numbers.join(' ')}, ' ') AS BIGINT[]))`;
}
