import { addDays, dateLiteral, daysBetween, plainName, type Sql, sql } from '../../engine/sql.ts';
import type { Criterion } from '../expression/criterion.ts';
import { type DomainSpec, domains } from '../expression/domains.ts';
import type { CohortTables } from './cohortTables.ts';

/** Tables that a condition on an event needs besides the event's own. */
export type JoinedTable = 'person' | 'visit' | 'provider' | 'careSite' | 'region';

/** The last day of a residence that has no end, as in Circe. */
const endOfTime = '2099-12-31';

/** SQL expressions over the event's row (alias `e`) and what they need joined. */
export class EventSource {
  readonly spec: DomainSpec;
  readonly joins = new Set<JoinedTable>();
  /** Dates after the criterion's DateAdjustment; what filters look at. */
  readonly start: Sql;
  readonly end: Sql;

  readonly #tables: CohortTables;

  constructor(criterion: Criterion, tables: CohortTables) {
    this.#tables = tables;
    this.spec = domains[criterion.domain];
    const start = this.column(this.spec.startColumn);
    const end = this.#recordedEnd(start);
    const shift = criterion.dateAdjustment;
    const anchor = { start, end };
    this.start = shift ? addDays(anchor[shift.startWith], shift.startOffset) : start;
    this.end = shift ? addDays(anchor[shift.endWith], shift.endOffset) : end;
  }

  column(name: string): Sql {
    return plainName('e', name);
  }

  #recordedEnd(start: Sql): Sql {
    const nextDay = addDays(start, 1);
    if (this.spec.endColumn === null) return nextDay;
    const end = this.column(this.spec.endColumn);
    switch (this.spec.missingEnd) {
      case 'none':
        return end;
      case 'nextDay':
        return sql`COALESCE(${end}, ${nextDay})`;
      case 'daysSupply':
        return sql`COALESCE(${end}, ${addDays(start, this.column('days_supply'))}, ${nextDay})`;
      case 'endOfTime':
        return sql`COALESCE(${end}, ${dateLiteral(endOfTime)})`;
    }
  }

  /** An operand of domains.ts as SQL. */
  operand(name: string): Sql {
    switch (name) {
      case '@start':
        return this.start;
      case '@end':
        return this.end;
      case '@duration':
        return this.spec.endColumn === null ? sql`1` : daysBetween(this.start, this.end);
      case '@ageAtStart':
        return this.#age(this.start);
      case '@ageAtEnd':
        return this.#age(this.end);
      case '@gender':
        return this.#joined('person', sql`p.gender_concept_id`);
      case '@providerSpecialty':
        return this.#joined('provider', sql`pr.specialty_concept_id`);
      case '@visitType':
        return this.#joined('visit', sql`v.visit_concept_id`);
      case '@placeOfService':
        return this.#joined('careSite', sql`cs.place_of_service_concept_id`);
      case '@careSiteRegion':
        return this.#joined('region', sql`l.region_concept_id`);
      case '@rangeLowRatio':
        return sql`(e.value_as_number / NULLIF(e.range_low, 0))`;
      case '@rangeHighRatio':
        return sql`(e.value_as_number / NULLIF(e.range_high, 0))`;
      case '@causeOrZero':
        return sql`COALESCE(e.cause_concept_id, 0)`;
      default:
        return this.column(name);
    }
  }

  #age(date: Sql): Sql {
    return this.#joined('person', ageAt(date));
  }

  #joined(table: JoinedTable, expression: Sql): Sql {
    if (table === 'region') this.joins.add('careSite');
    this.joins.add(table);
    return expression;
  }

  /** `JOIN …` lines for everything that an operand asked for, in a fixed order. */
  joinClauses(): Sql[] {
    const clauses: Record<JoinedTable, Sql> = {
      person: sql`JOIN ${this.#tables.table('person')} AS p ON p.person_id = e.person_id`,
      visit: sql`JOIN ${this.#tables.table('visit_occurrence')} AS v ON v.visit_occurrence_id = e.visit_occurrence_id AND v.person_id = e.person_id`,
      provider: sql`LEFT JOIN ${this.#tables.table('provider')} AS pr ON pr.provider_id = e.provider_id`,
      careSite: sql`JOIN ${this.#tables.table('care_site')} AS cs ON cs.care_site_id = e.care_site_id`,
      region: sql`JOIN ${this.#tables.table('location_history')} AS lh ON lh.entity_id = e.care_site_id AND lh.domain_id = 'CARE_SITE' AND ${this.start} >= lh.start_date AND ${this.end} <= COALESCE(lh.end_date, ${dateLiteral(endOfTime)})\nJOIN ${this.#tables.table('location')} AS l ON l.location_id = lh.location_id`,
    };
    const order: readonly JoinedTable[] = ['person', 'visit', 'provider', 'careSite', 'region'];
    return order.filter((table) => this.joins.has(table)).map((table) => clauses[table]);
  }

  /** The table, or for LocationRegion the persons' residences. */
  relation(): Sql {
    if (this.spec.table !== 'location_history') return this.#tables.table(this.spec.table);
    return sql`(
  SELECT h.location_history_id, h.entity_id AS person_id, h.start_date, h.end_date, r.region_concept_id
  FROM ${this.#tables.table('location_history')} AS h
  JOIN ${this.#tables.table('location')} AS r ON r.location_id = h.location_id
  WHERE h.domain_id = 'PERSON'
)`;
  }
}

/** Age as Circe counts it: the year of the date minus the year of birth. Needs person as `p`. */
export function ageAt(date: Sql): Sql {
  return sql`(EXTRACT(YEAR FROM ${date}) - p.year_of_birth)`;
}
