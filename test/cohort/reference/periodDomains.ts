import {
  type AttributeTest,
  age,
  conceptList,
  conceptSet,
  conceptSetId,
  dateRange,
  decimal,
  integer,
  lengthInDays,
  ofPerson,
  own,
  personExists,
} from './attributes.ts';
import { dayOf, numberIn, requiredIn } from './cdmData.ts';
import type { Domain } from './domain.ts';
import type { Period } from './expression.ts';

const ages = { AgeAtStart: age('start'), AgeAtEnd: age('end') };
const gender = {
  Gender: conceptList(ofPerson('gender_concept_id')),
  GenderCS: conceptSet(ofPerson('gender_concept_id'), personExists),
};
const eraDates = { EraStartDate: dateRange('start'), EraEndDate: dateRange('end'), EraLength: lengthInDays };

function era(
  name: string,
  table: string,
  conceptColumn: string,
  rest: Pick<Domain, 'attributes' | 'distinct'>,
): Domain {
  return {
    name,
    table,
    idColumn: `${table}_id`,
    conceptColumn,
    start: (row) => requiredIn(row, `${table}_start_date`),
    end: (row) => numberIn(row, `${table}_end_date`),
    hasVisit: false,
    hasConceptSet: true,
    firstBy: 'startThenId',
    attributes: { ...eraDates, ...ages, ...gender, ...rest.attributes },
    distinct: { DOMAIN_CONCEPT: conceptColumn, DURATION: 'length', ...rest.distinct },
  };
}

/** The period must contain each user-defined date that is given. */
const userDefinedPeriod: AttributeTest = (value, { start, end }) => {
  const { StartDate, EndDate } = value as Period;
  return [StartDate, EndDate].every((date) => {
    if (date === undefined || date === null) return true;
    const day = dayOf(date);
    return start <= day && end !== null && end >= day;
  });
};

const periodTests = {
  PeriodStartDate: dateRange('start'),
  PeriodEndDate: dateRange('end'),
  PeriodLength: lengthInDays,
  UserDefinedPeriod: userDefinedPeriod,
  ...ages,
};

const observationPeriod: Domain = {
  name: 'ObservationPeriod',
  table: 'observation_period',
  idColumn: 'observation_period_id',
  conceptColumn: 'period_type_concept_id',
  start: (row) => requiredIn(row, 'observation_period_start_date'),
  end: (row) => numberIn(row, 'observation_period_end_date'),
  hasVisit: false,
  hasConceptSet: false,
  firstBy: 'start',
  attributes: {
    ...periodTests,
    PeriodType: conceptList(own('period_type_concept_id')),
    PeriodTypeCS: conceptSet(own('period_type_concept_id')),
  },
  distinct: { DOMAIN_CONCEPT: 'period_type_concept_id', DURATION: 'length' },
};

const payerPlanPeriod: Domain = {
  name: 'PayerPlanPeriod',
  table: 'payer_plan_period',
  idColumn: 'payer_plan_period_id',
  conceptColumn: 'payer_concept_id',
  start: (row) => requiredIn(row, 'payer_plan_period_start_date'),
  end: (row) => numberIn(row, 'payer_plan_period_end_date'),
  hasVisit: false,
  hasConceptSet: false,
  firstBy: 'start',
  attributes: {
    ...periodTests,
    ...gender,
    PayerConcept: conceptSetId('payer_concept_id'),
    PlanConcept: conceptSetId('plan_concept_id'),
    SponsorConcept: conceptSetId('sponsor_concept_id'),
    StopReasonConcept: conceptSetId('stop_reason_concept_id'),
    PayerSourceConcept: conceptSetId('payer_source_concept_id'),
    PlanSourceConcept: conceptSetId('plan_source_concept_id'),
    SponsorSourceConcept: conceptSetId('sponsor_source_concept_id'),
    StopReasonSourceConcept: conceptSetId('stop_reason_source_concept_id'),
  },
  distinct: { DOMAIN_CONCEPT: 'payer_concept_id' },
};

/** A stay in a region; the rows are `location_history` of persons with the location beside them. */
const locationRegion: Domain = {
  name: 'LocationRegion',
  table: 'location_history',
  idColumn: 'location_history_id',
  conceptColumn: 'region_concept_id',
  start: (row) => requiredIn(row, 'start_date'),
  end: (row) => numberIn(row, 'end_date') ?? dayOf('2099-12-31'),
  hasVisit: false,
  hasConceptSet: true,
  firstBy: 'never',
  attributes: {},
  distinct: { DOMAIN_CONCEPT: 'region_concept_id' },
};

/** Domains of stretches of time. */
export const periodDomains: readonly Domain[] = [
  era('ConditionEra', 'condition_era', 'condition_concept_id', {
    attributes: { OccurrenceCount: integer('condition_occurrence_count') },
    distinct: { ERA_OCCURRENCES: 'condition_occurrence_count' },
  }),
  era('DrugEra', 'drug_era', 'drug_concept_id', {
    // Circe's SQL compares gap_days with the range of EraLength, by a slip.
    attributes: { OccurrenceCount: integer('drug_exposure_count'), GapDays: integer('gap_days') },
    distinct: { ERA_OCCURRENCES: 'drug_exposure_count', GAP_DAYS: 'gap_days' },
  }),
  era('DoseEra', 'dose_era', 'drug_concept_id', {
    attributes: {
      DoseValue: decimal('dose_value'),
      Unit: conceptList(own('unit_concept_id')),
      UnitCS: conceptSet(own('unit_concept_id')),
    },
    distinct: { UNIT: 'unit_concept_id', VALUE_AS_NUMBER: 'dose_value' },
  }),
  observationPeriod,
  payerPlanPeriod,
  locationRegion,
];
