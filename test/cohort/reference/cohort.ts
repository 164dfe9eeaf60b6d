import { type CdmData, CdmIndex, dayOf } from './cdmData.ts';
import { allOutcomes, type Choices, firstOf } from './choices.ts';
import { type ResolvedConceptSets, resolveConceptSets } from './conceptSets.ts';
import { domainOf, eventsOf, type PersonContext, periodsAround } from './criteria.ts';
import type { IndexEvent } from './event.ts';
import { exitDays } from './exits.ts';
import type { CohortExpression, Limit, Period } from './expression.ts';
import { groupHolds } from './groups.ts';
import { type Interval, mergeIntervals } from './intervals.ts';

export interface CohortRow {
  readonly subject: number;
  readonly start: number;
  readonly end: number;
}

/** A qualified event with the inclusion rules that it satisfies: bit i for rule i. */
export interface EvaluatedEvent {
  readonly subject: number;
  readonly start: number;
  readonly rules: bigint;
}

/** What one way of breaking ties gives for one person. */
export interface PersonOutcome {
  readonly rows: readonly CohortRow[];
  readonly events: readonly EvaluatedEvent[];
}

/** Person → every outcome that ties allow, each once; null when there are too many to list. */
export type Evaluation = ReadonlyMap<number, readonly PersonOutcome[] | null>;

/**
 * Evaluates a valid Circe cohort expression person by person, with the semantics of Circe's SQL.
 * Persons without a qualified event are absent from the result.
 */
export function evaluateCohort(expression: unknown, data: CdmData | CdmIndex): Evaluation {
  const cohort = expression as CohortExpression;
  const cdm = data instanceof CdmIndex ? data : new CdmIndex(data);
  const conceptSets = resolveConceptSets(cohort.ConceptSets ?? [], cdm);
  const tables = new Set(
    cohort.PrimaryCriteria.CriteriaList.map((criteria) => domainOf(criteria).domain.table),
  );
  const result = new Map<number, readonly PersonOutcome[] | null>();
  for (const person of cdm.personsIn(tables)) {
    const outcomes = allOutcomes((choices) => evaluatePerson(cohort, person, cdm, conceptSets, choices));
    if (!outcomes) result.set(person, null);
    else if (outcomes.some((outcome) => outcome.events.length > 0)) result.set(person, distinct(outcomes));
  }
  return result;
}

/** The rows under the first way of breaking ties, by subject, start and end. */
export function cohortRows(evaluation: Evaluation): CohortRow[] {
  return [...evaluation.values()].flatMap((outcomes) => outcomes?.[0]?.rows ?? []);
}

function distinct(outcomes: readonly PersonOutcome[]): PersonOutcome[] {
  const seen = new Map<string, PersonOutcome>();
  for (const { rows, events } of outcomes) {
    const outcome = { rows: [...rows].sort(byDates), events: [...events].sort(byStartAndRules) };
    const key = JSON.stringify(outcome, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    if (!seen.has(key)) seen.set(key, outcome);
  }
  return [...seen.values()];
}

function byDates(a: Interval, b: Interval): number {
  return a.start - b.start || a.end - b.end;
}

function byStartAndRules(a: EvaluatedEvent, b: EvaluatedEvent): number {
  return a.start - b.start || (a.rules < b.rules ? -1 : a.rules > b.rules ? 1 : 0);
}

function evaluatePerson(
  cohort: CohortExpression,
  person: number,
  cdm: CdmIndex,
  conceptSets: ResolvedConceptSets,
  choices: Choices,
): PersonOutcome {
  const context: PersonContext = { person, cdm, conceptSets, choices, found: new Map() };
  const qualified = qualifiedEvents(cohort, context).map((event) => ({
    event,
    rules: rulesOf(event, cohort, context),
  }));
  const everyRule = (1n << BigInt(cohort.InclusionRules?.length ?? 0)) - 1n;
  const included = limited(
    qualified.filter(({ rules }) => rules === everyRule).map(({ event }) => event),
    cohort.ExpressionLimit,
    choices,
  );
  const stays = included.flatMap((event) => {
    const exits = exitDays(event, cohort, context).filter((day) => day >= event.start);
    return exits.length === 0 ? [] : [{ start: event.start, end: Math.min(...exits) }];
  });
  const pad = cohort.CollapseSettings?.EraPad ?? 0;
  const eras = mergeIntervals(
    stays.map(({ start, end }) => ({ start, end: end + pad })),
    choices,
  ).map(({ start, end }) => ({ start, end: end - pad }));
  return {
    rows: censored(eras, cohort.CensorWindow).map((era) => ({ subject: person, ...era })),
    events: qualified.map(({ event, rules }) => ({ subject: person, start: event.start, rules })),
  };
}

function qualifiedEvents(cohort: CohortExpression, context: PersonContext): readonly IndexEvent[] {
  const group = cohort.AdditionalCriteria;
  const events = primaryEvents(cohort, context);
  if (!group) return events;
  return limited(
    events.filter((event) => groupHolds(event, group, context)),
    cohort.QualifiedLimit,
    context.choices,
  );
}

function primaryEvents(cohort: CohortExpression, context: PersonContext): readonly IndexEvent[] {
  const { CriteriaList, ObservationWindow, PrimaryCriteriaLimit } = cohort.PrimaryCriteria;
  const prior = ObservationWindow.PriorDays ?? 0;
  const post = ObservationWindow.PostDays ?? 0;
  const events = CriteriaList.flatMap((criteria) => eventsOf(criteria, context)).flatMap((event) =>
    periodsAround(event.start, context)
      .filter((period) => period.start + prior <= event.start && event.start + post <= period.end)
      .map((period) => ({ ...event, periodStart: period.start, periodEnd: period.end })),
  );
  const wanted = limitType(PrimaryCriteriaLimit);
  if (wanted === 'ALL') return events;
  const direction = wanted === 'LAST' ? -1 : 1;
  const first = firstOf(
    events,
    (a, b) => direction * (a.sortDate - b.sortDate) || a.id - b.id,
    context.choices,
  );
  return first ? [first] : [];
}

function limitType(limit: Limit | undefined): string {
  if (limit === undefined) return 'FIRST';
  // `"Type": null` switches the limit off; an absent key is First.
  if (limit.Type === null) return 'ALL';
  return (limit.Type ?? 'First').toUpperCase();
}

/** The first or last event by start; which of several on that day is left open. */
function limited(
  events: readonly IndexEvent[],
  limit: Limit | undefined,
  choices: Choices,
): readonly IndexEvent[] {
  const wanted = limitType(limit);
  if (wanted === 'ALL') return events;
  const direction = wanted === 'LAST' ? -1 : 1;
  const first = firstOf(events, (a, b) => direction * (a.start - b.start), choices);
  return first ? [first] : [];
}

function rulesOf(event: IndexEvent, cohort: CohortExpression, context: PersonContext): bigint {
  return (cohort.InclusionRules ?? []).reduce(
    (mask, rule, i) => (groupHolds(event, rule.expression, context) ? mask | (1n << BigInt(i)) : mask),
    0n,
  );
}

/** Cuts eras to the window; what is empty afterwards is gone. */
function censored(eras: readonly Interval[], window: Period | null | undefined): readonly Interval[] {
  if (!window?.StartDate && !window?.EndDate) return eras;
  const from = window.StartDate ? dayOf(window.StartDate) : Number.NEGATIVE_INFINITY;
  const to = window.EndDate ? dayOf(window.EndDate) : Number.POSITIVE_INFINITY;
  return eras
    .map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }))
    .filter(({ start, end }) => start <= end);
}
