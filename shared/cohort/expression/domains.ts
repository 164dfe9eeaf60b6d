/** The domains of Circe: the key that wraps a criterion. */
export type DomainName =
  | 'ConditionEra'
  | 'ConditionOccurrence'
  | 'Death'
  | 'DeviceExposure'
  | 'DoseEra'
  | 'DrugEra'
  | 'DrugExposure'
  | 'LocationRegion'
  | 'Measurement'
  | 'Observation'
  | 'ObservationPeriod'
  | 'PayerPlanPeriod'
  | 'ProcedureOccurrence'
  | 'Specimen'
  | 'VisitDetail'
  | 'VisitOccurrence';

/** Columns whose distinct values an Occurrence can count. */
export const countColumns = [
  'DAYS_SUPPLY',
  'DOMAIN_CONCEPT',
  'DOMAIN_SOURCE_CONCEPT',
  'DURATION',
  'END_DATE',
  'ERA_OCCURRENCES',
  'GAP_DAYS',
  'QUANTITY',
  'RANGE_HIGH',
  'RANGE_LOW',
  'REFILLS',
  'START_DATE',
  'UNIT',
  'VALUE_AS_NUMBER',
  'VISIT_DETAIL_ID',
  'VISIT_ID',
] as const;
export type CountColumn = (typeof countColumns)[number];

/**
 * An attribute that a criterion can filter on. `operand` is a column of the domain's table, or one of the derived
 * values `@…` that compile/operands.ts knows. Concept attributes are lists (`Unit`) or concept set selections
 * (`UnitCS`); `excludable` ones can be negated by `<Attribute>Exclude`.
 */
export interface AttributeSpec {
  readonly kind: 'integer' | 'decimal' | 'date' | 'text' | 'concepts' | 'conceptSetId' | 'flag';
  readonly operand: string;
  readonly excludable?: true;
}

/** How a domain lies in OMOP CDM 5.4. */
export interface DomainSpec {
  readonly table: string;
  /** Orders a person's events of one day. */
  readonly idColumn: string;
  readonly startColumn: string;
  /** Null: the day after the start (Circe's rule for what has no length). */
  readonly endColumn: string | null;
  /** What stands in for a missing end. */
  readonly missingEnd: 'none' | 'nextDay' | 'daysSupply' | 'endOfTime';
  readonly conceptColumn: string | null;
  readonly sourceConceptColumn: string | null;
  /** Circe key of the source concept set. */
  readonly sourceConceptKey: string | null;
  readonly hasVisit: boolean;
  readonly hasConceptSet: boolean;
  readonly hasFirst: boolean;
  readonly hasUserDefinedPeriod: boolean;
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
  /** Operands behind the count columns, besides START_DATE, END_DATE, DURATION, VISIT_ID and the concepts. */
  readonly counts: Readonly<Partial<Record<CountColumn, string>>>;
}

const integer = (operand: string): AttributeSpec => ({ kind: 'integer', operand });
const decimal = (operand: string): AttributeSpec => ({ kind: 'decimal', operand });
const date = (operand: string): AttributeSpec => ({ kind: 'date', operand });
const text = (operand: string): AttributeSpec => ({ kind: 'text', operand });
const concepts = (operand: string): AttributeSpec => ({ kind: 'concepts', operand });
const excludable = (operand: string): AttributeSpec => ({ kind: 'concepts', operand, excludable: true });
const conceptSetId = (operand: string): AttributeSpec => ({ kind: 'conceptSetId', operand });

const age = { Age: integer('@ageAtStart'), Gender: concepts('@gender') };
const ages = {
  AgeAtStart: integer('@ageAtStart'),
  AgeAtEnd: integer('@ageAtEnd'),
  Gender: concepts('@gender'),
};
/** Circe reads no end date where the end is only the day after. */
const startOnly = { OccurrenceStartDate: date('@start') };
const occurrence = { ...startOnly, OccurrenceEndDate: date('@end') };
const era = { EraStartDate: date('@start'), EraEndDate: date('@end'), EraLength: integer('@duration') };
const period = {
  PeriodStartDate: date('@start'),
  PeriodEndDate: date('@end'),
  PeriodLength: integer('@duration'),
};
const care = { ProviderSpecialty: concepts('@providerSpecialty'), VisitType: concepts('@visitType') };

function domain(
  table: string,
  start: string,
  rest: Partial<DomainSpec> & Pick<DomainSpec, 'attributes'>,
): DomainSpec {
  return {
    table,
    idColumn: `${table}_id`,
    startColumn: start,
    endColumn: null,
    missingEnd: 'none',
    conceptColumn: null,
    sourceConceptColumn: null,
    sourceConceptKey: null,
    hasVisit: false,
    hasConceptSet: rest.conceptColumn !== undefined && rest.conceptColumn !== null,
    hasFirst: true,
    hasUserDefinedPeriod: false,
    counts: {},
    ...rest,
  };
}

/** Every domain with its table, dates, concepts and attributes. Source: circe-be's criteria classes. */
export const domains: Readonly<Record<DomainName, DomainSpec>> = {
  ConditionEra: domain('condition_era', 'condition_era_start_date', {
    endColumn: 'condition_era_end_date',
    conceptColumn: 'condition_concept_id',
    attributes: { ...era, OccurrenceCount: integer('condition_occurrence_count'), ...ages },
    counts: { ERA_OCCURRENCES: 'condition_occurrence_count' },
  }),
  ConditionOccurrence: domain('condition_occurrence', 'condition_start_date', {
    endColumn: 'condition_end_date',
    missingEnd: 'nextDay',
    conceptColumn: 'condition_concept_id',
    sourceConceptColumn: 'condition_source_concept_id',
    sourceConceptKey: 'ConditionSourceConcept',
    hasVisit: true,
    attributes: {
      ...occurrence,
      ConditionType: excludable('condition_type_concept_id'),
      StopReason: text('stop_reason'),
      ConditionStatus: concepts('condition_status_concept_id'),
      ...age,
      ...care,
    },
  }),
  Death: domain('death', 'death_date', {
    idColumn: 'person_id',
    conceptColumn: 'cause_concept_id',
    sourceConceptColumn: 'cause_source_concept_id',
    sourceConceptKey: 'DeathSourceConcept',
    hasFirst: false,
    attributes: { ...startOnly, DeathType: excludable('death_type_concept_id'), ...age },
    counts: { DOMAIN_CONCEPT: '@causeOrZero' },
  }),
  DeviceExposure: domain('device_exposure', 'device_exposure_start_date', {
    endColumn: 'device_exposure_end_date',
    missingEnd: 'nextDay',
    conceptColumn: 'device_concept_id',
    sourceConceptColumn: 'device_source_concept_id',
    sourceConceptKey: 'DeviceSourceConcept',
    hasVisit: true,
    attributes: {
      ...occurrence,
      DeviceType: excludable('device_type_concept_id'),
      UniqueDeviceId: text('unique_device_id'),
      Quantity: integer('quantity'),
      ...age,
      ...care,
    },
    counts: { QUANTITY: 'quantity', UNIT: 'unit_concept_id' },
  }),
  DoseEra: domain('dose_era', 'dose_era_start_date', {
    endColumn: 'dose_era_end_date',
    conceptColumn: 'drug_concept_id',
    attributes: { ...era, Unit: concepts('unit_concept_id'), DoseValue: decimal('dose_value'), ...ages },
    counts: { UNIT: 'unit_concept_id', VALUE_AS_NUMBER: 'dose_value' },
  }),
  DrugEra: domain('drug_era', 'drug_era_start_date', {
    endColumn: 'drug_era_end_date',
    conceptColumn: 'drug_concept_id',
    attributes: {
      ...era,
      OccurrenceCount: integer('drug_exposure_count'),
      GapDays: integer('gap_days'),
      ...ages,
    },
    counts: { ERA_OCCURRENCES: 'drug_exposure_count', GAP_DAYS: 'gap_days' },
  }),
  DrugExposure: domain('drug_exposure', 'drug_exposure_start_date', {
    endColumn: 'drug_exposure_end_date',
    missingEnd: 'daysSupply',
    conceptColumn: 'drug_concept_id',
    sourceConceptColumn: 'drug_source_concept_id',
    sourceConceptKey: 'DrugSourceConcept',
    hasVisit: true,
    attributes: {
      ...occurrence,
      DrugType: excludable('drug_type_concept_id'),
      StopReason: text('stop_reason'),
      Refills: integer('refills'),
      Quantity: decimal('quantity'),
      DaysSupply: integer('days_supply'),
      RouteConcept: concepts('route_concept_id'),
      EffectiveDrugDose: decimal('effective_drug_dose'),
      DoseUnit: concepts('dose_unit_concept_id'),
      LotNumber: text('lot_number'),
      ...age,
      ...care,
    },
    counts: { DAYS_SUPPLY: 'days_supply', QUANTITY: 'quantity', REFILLS: 'refills' },
  }),
  LocationRegion: domain('location_history', 'start_date', {
    idColumn: 'location_history_id',
    endColumn: 'end_date',
    missingEnd: 'endOfTime',
    conceptColumn: 'region_concept_id',
    hasFirst: false,
    attributes: {},
  }),
  Measurement: domain('measurement', 'measurement_date', {
    conceptColumn: 'measurement_concept_id',
    sourceConceptColumn: 'measurement_source_concept_id',
    sourceConceptKey: 'MeasurementSourceConcept',
    hasVisit: true,
    attributes: {
      ...startOnly,
      MeasurementType: excludable('measurement_type_concept_id'),
      Operator: concepts('operator_concept_id'),
      ValueAsNumber: decimal('value_as_number'),
      ValueAsConcept: concepts('value_as_concept_id'),
      Unit: concepts('unit_concept_id'),
      RangeLow: decimal('range_low'),
      RangeHigh: decimal('range_high'),
      RangeLowRatio: decimal('@rangeLowRatio'),
      RangeHighRatio: decimal('@rangeHighRatio'),
      Abnormal: { kind: 'flag', operand: '@abnormal' },
      ...age,
      ...care,
    },
    counts: {
      RANGE_HIGH: 'range_high',
      RANGE_LOW: 'range_low',
      UNIT: 'unit_concept_id',
      VALUE_AS_NUMBER: 'value_as_number',
    },
  }),
  Observation: domain('observation', 'observation_date', {
    conceptColumn: 'observation_concept_id',
    sourceConceptColumn: 'observation_source_concept_id',
    sourceConceptKey: 'ObservationSourceConcept',
    hasVisit: true,
    attributes: {
      ...startOnly,
      ObservationType: excludable('observation_type_concept_id'),
      ValueAsNumber: decimal('value_as_number'),
      ValueAsString: text('value_as_string'),
      ValueAsConcept: concepts('value_as_concept_id'),
      Qualifier: concepts('qualifier_concept_id'),
      Unit: concepts('unit_concept_id'),
      ...age,
      ...care,
    },
    counts: { UNIT: 'unit_concept_id', VALUE_AS_NUMBER: 'value_as_number' },
  }),
  ObservationPeriod: domain('observation_period', 'observation_period_start_date', {
    endColumn: 'observation_period_end_date',
    conceptColumn: 'period_type_concept_id',
    hasConceptSet: false,
    hasUserDefinedPeriod: true,
    attributes: { ...period, PeriodType: concepts('period_type_concept_id'), ...ages },
  }),
  PayerPlanPeriod: domain('payer_plan_period', 'payer_plan_period_start_date', {
    endColumn: 'payer_plan_period_end_date',
    conceptColumn: 'payer_concept_id',
    hasConceptSet: false,
    hasUserDefinedPeriod: true,
    attributes: {
      ...period,
      ...ages,
      PayerConcept: conceptSetId('payer_concept_id'),
      PlanConcept: conceptSetId('plan_concept_id'),
      SponsorConcept: conceptSetId('sponsor_concept_id'),
      StopReasonConcept: conceptSetId('stop_reason_concept_id'),
      PayerSourceConcept: conceptSetId('payer_source_concept_id'),
      PlanSourceConcept: conceptSetId('plan_source_concept_id'),
      SponsorSourceConcept: conceptSetId('sponsor_source_concept_id'),
      StopReasonSourceConcept: conceptSetId('stop_reason_source_concept_id'),
    },
  }),
  ProcedureOccurrence: domain('procedure_occurrence', 'procedure_date', {
    conceptColumn: 'procedure_concept_id',
    sourceConceptColumn: 'procedure_source_concept_id',
    sourceConceptKey: 'ProcedureSourceConcept',
    hasVisit: true,
    attributes: {
      ...startOnly,
      ProcedureType: excludable('procedure_type_concept_id'),
      Modifier: concepts('modifier_concept_id'),
      Quantity: integer('quantity'),
      ...age,
      ...care,
    },
    counts: { QUANTITY: 'quantity' },
  }),
  Specimen: domain('specimen', 'specimen_date', {
    conceptColumn: 'specimen_concept_id',
    attributes: {
      ...startOnly,
      SpecimenType: excludable('specimen_type_concept_id'),
      Quantity: decimal('quantity'),
      Unit: concepts('unit_concept_id'),
      AnatomicSite: concepts('anatomic_site_concept_id'),
      DiseaseStatus: concepts('disease_status_concept_id'),
      SourceId: text('specimen_source_id'),
      ...age,
    },
    counts: { QUANTITY: 'quantity', UNIT: 'unit_concept_id' },
  }),
  VisitDetail: domain('visit_detail', 'visit_detail_start_date', {
    endColumn: 'visit_detail_end_date',
    conceptColumn: 'visit_detail_concept_id',
    sourceConceptColumn: 'visit_detail_source_concept_id',
    sourceConceptKey: 'VisitDetailSourceConcept',
    hasVisit: true,
    attributes: {
      VisitDetailStartDate: date('@start'),
      VisitDetailEndDate: date('@end'),
      VisitDetailType: excludable('visit_detail_type_concept_id'),
      VisitDetailLength: integer('@duration'),
      ...age,
      ProviderSpecialty: concepts('@providerSpecialty'),
      PlaceOfService: concepts('@placeOfService'),
      PlaceOfServiceLocation: conceptSetId('@careSiteRegion'),
      DischargeTo: concepts('discharged_to_concept_id'),
    },
    counts: { VISIT_DETAIL_ID: 'visit_detail_id' },
  }),
  VisitOccurrence: domain('visit_occurrence', 'visit_start_date', {
    endColumn: 'visit_end_date',
    conceptColumn: 'visit_concept_id',
    sourceConceptColumn: 'visit_source_concept_id',
    sourceConceptKey: 'VisitSourceConcept',
    hasVisit: true,
    attributes: {
      ...occurrence,
      VisitType: excludable('visit_type_concept_id'),
      VisitLength: integer('@duration'),
      ...age,
      ProviderSpecialty: concepts('@providerSpecialty'),
      PlaceOfService: concepts('@placeOfService'),
      PlaceOfServiceLocation: conceptSetId('@careSiteRegion'),
    },
  }),
};

/** Attributes of a DemographicCriterion. */
export const demographicAttributes: Readonly<Record<string, AttributeSpec>> = {
  Age: integer('@ageAtStart'),
  Gender: concepts('@gender'),
  Race: concepts('@race'),
  Ethnicity: concepts('@ethnicity'),
  OccurrenceStartDate: date('@start'),
  OccurrenceEndDate: date('@end'),
};

/** @returns whether `key` names a domain */
export function isDomainName(key: string): key is DomainName {
  return Object.hasOwn(domains, key);
}
