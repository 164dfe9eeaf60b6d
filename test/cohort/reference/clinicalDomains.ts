import {
  type AttributeTest,
  abnormal,
  age,
  careSiteExists,
  conceptList,
  conceptSet,
  dateRange,
  decimal,
  integer,
  lengthInDays,
  ofPerson,
  own,
  personExists,
  placeOfService,
  placeOfServiceLocation,
  ratio,
  specialtyOfProvider,
  text,
  visitConcept,
  visitExists,
} from './attributes.ts';
import { numberIn, requiredIn } from './cdmData.ts';
import type { Domain } from './domain.ts';

type Tests = Readonly<Record<string, AttributeTest>>;

const gender: Tests = {
  Gender: conceptList(ofPerson('gender_concept_id')),
  GenderCS: conceptSet(ofPerson('gender_concept_id'), personExists),
};
const specialty: Tests = {
  ProviderSpecialty: conceptList(specialtyOfProvider),
  ProviderSpecialtyCS: conceptSet(specialtyOfProvider),
};
const visitType: Tests = {
  VisitType: conceptList(visitConcept),
  VisitTypeCS: conceptSet(visitConcept, visitExists),
};
const encounter: Tests = { Age: age('start'), ...gender, ...specialty, ...visitType };

/** `KeyType`, `KeyTypeCS` and `KeyTypeExclude` over a type column. */
function typeTests(key: string, column: string): Tests {
  return {
    [key]: conceptList(own(column), `${key}Exclude`),
    [`${key}CS`]: conceptSet(own(column)),
  };
}

/** `Key` and `KeyCS` over a concept column. */
function conceptTests(key: string, column: string): Tests {
  return { [key]: conceptList(own(column)), [`${key}CS`]: conceptSet(own(column)) };
}

const conditionOccurrence: Domain = {
  name: 'ConditionOccurrence',
  table: 'condition_occurrence',
  idColumn: 'condition_occurrence_id',
  conceptColumn: 'condition_concept_id',
  sourceConcept: { attribute: 'ConditionSourceConcept', column: 'condition_source_concept_id' },
  start: (row) => requiredIn(row, 'condition_start_date'),
  end: (row) => numberIn(row, 'condition_end_date') ?? requiredIn(row, 'condition_start_date') + 1,
  hasVisit: true,
  hasConceptSet: true,
  firstBy: 'startThenId',
  attributes: {
    OccurrenceStartDate: dateRange('start'),
    OccurrenceEndDate: dateRange('end'),
    ...typeTests('ConditionType', 'condition_type_concept_id'),
    StopReason: text('stop_reason'),
    ...conceptTests('ConditionStatus', 'condition_status_concept_id'),
    ...encounter,
  },
  distinct: { DOMAIN_CONCEPT: 'condition_concept_id', DURATION: 'length' },
};

const procedureOccurrence: Domain = {
  name: 'ProcedureOccurrence',
  table: 'procedure_occurrence',
  idColumn: 'procedure_occurrence_id',
  conceptColumn: 'procedure_concept_id',
  sourceConcept: { attribute: 'ProcedureSourceConcept', column: 'procedure_source_concept_id' },
  start: (row) => requiredIn(row, 'procedure_date'),
  end: (row) => requiredIn(row, 'procedure_date') + 1,
  hasVisit: true,
  hasConceptSet: true,
  firstBy: 'startThenId',
  attributes: {
    OccurrenceStartDate: dateRange('start'),
    ...typeTests('ProcedureType', 'procedure_type_concept_id'),
    ...conceptTests('Modifier', 'modifier_concept_id'),
    Quantity: integer('quantity'),
    ...encounter,
  },
  distinct: { DOMAIN_CONCEPT: 'procedure_concept_id', DURATION: 'one', QUANTITY: 'quantity' },
};

const drugExposure: Domain = {
  name: 'DrugExposure',
  table: 'drug_exposure',
  idColumn: 'drug_exposure_id',
  conceptColumn: 'drug_concept_id',
  sourceConcept: { attribute: 'DrugSourceConcept', column: 'drug_source_concept_id' },
  start: (row) => requiredIn(row, 'drug_exposure_start_date'),
  end: (row) => drugExposureEnd(row),
  hasVisit: true,
  hasConceptSet: true,
  firstBy: 'startThenId',
  attributes: {
    OccurrenceStartDate: dateRange('start'),
    // Circe's SQL compares the start here, by a slip.
    OccurrenceEndDate: dateRange('end'),
    ...typeTests('DrugType', 'drug_type_concept_id'),
    StopReason: text('stop_reason'),
    Refills: integer('refills'),
    Quantity: decimal('quantity'),
    DaysSupply: integer('days_supply'),
    ...conceptTests('RouteConcept', 'route_concept_id'),
    EffectiveDrugDose: decimal('effective_drug_dose'),
    ...conceptTests('DoseUnit', 'dose_unit_concept_id'),
    LotNumber: text('lot_number'),
    ...encounter,
  },
  distinct: {
    DOMAIN_CONCEPT: 'drug_concept_id',
    DURATION: 'length',
    DAYS_SUPPLY: 'days_supply',
    QUANTITY: 'quantity',
    REFILLS: 'refills',
  },
};

/** The end, or the start plus the supply, or the day after the start. */
export function drugExposureEnd(row: Parameters<Domain['end']>[0]): number {
  const start = requiredIn(row, 'drug_exposure_start_date');
  const supply = numberIn(row, 'days_supply');
  return numberIn(row, 'drug_exposure_end_date') ?? start + (supply ?? 1);
}

const deviceExposure: Domain = {
  name: 'DeviceExposure',
  table: 'device_exposure',
  idColumn: 'device_exposure_id',
  conceptColumn: 'device_concept_id',
  sourceConcept: { attribute: 'DeviceSourceConcept', column: 'device_source_concept_id' },
  start: (row) => requiredIn(row, 'device_exposure_start_date'),
  end: (row) =>
    numberIn(row, 'device_exposure_end_date') ?? requiredIn(row, 'device_exposure_start_date') + 1,
  hasVisit: true,
  hasConceptSet: true,
  firstBy: 'startThenId',
  attributes: {
    OccurrenceStartDate: dateRange('start'),
    OccurrenceEndDate: dateRange('end'),
    ...typeTests('DeviceType', 'device_type_concept_id'),
    UniqueDeviceId: text('unique_device_id'),
    Quantity: integer('quantity'),
    ...encounter,
  },
  distinct: { DOMAIN_CONCEPT: 'device_concept_id', DURATION: 'length', QUANTITY: 'quantity' },
};

const measurement: Domain = {
  name: 'Measurement',
  table: 'measurement',
  idColumn: 'measurement_id',
  conceptColumn: 'measurement_concept_id',
  sourceConcept: { attribute: 'MeasurementSourceConcept', column: 'measurement_source_concept_id' },
  start: (row) => requiredIn(row, 'measurement_date'),
  end: (row) => requiredIn(row, 'measurement_date') + 1,
  hasVisit: true,
  hasConceptSet: true,
  firstBy: 'startThenId',
  attributes: {
    OccurrenceStartDate: dateRange('start'),
    ...typeTests('MeasurementType', 'measurement_type_concept_id'),
    ...conceptTests('Operator', 'operator_concept_id'),
    ValueAsNumber: decimal('value_as_number'),
    ...conceptTests('ValueAsConcept', 'value_as_concept_id'),
    ...conceptTests('Unit', 'unit_concept_id'),
    RangeLow: decimal('range_low'),
    RangeHigh: decimal('range_high'),
    RangeLowRatio: ratio('value_as_number', 'range_low'),
    RangeHighRatio: ratio('value_as_number', 'range_high'),
    Abnormal: abnormal,
    ...encounter,
  },
  distinct: {
    DOMAIN_CONCEPT: 'measurement_concept_id',
    DURATION: 'one',
    VALUE_AS_NUMBER: 'value_as_number',
    RANGE_LOW: 'range_low',
    RANGE_HIGH: 'range_high',
  },
};

const observation: Domain = {
  name: 'Observation',
  table: 'observation',
  idColumn: 'observation_id',
  conceptColumn: 'observation_concept_id',
  sourceConcept: { attribute: 'ObservationSourceConcept', column: 'observation_source_concept_id' },
  start: (row) => requiredIn(row, 'observation_date'),
  end: (row) => requiredIn(row, 'observation_date') + 1,
  hasVisit: true,
  hasConceptSet: true,
  firstBy: 'startThenId',
  attributes: {
    OccurrenceStartDate: dateRange('start'),
    ...typeTests('ObservationType', 'observation_type_concept_id'),
    ValueAsNumber: decimal('value_as_number'),
    ValueAsString: text('value_as_string'),
    ...conceptTests('ValueAsConcept', 'value_as_concept_id'),
    ...conceptTests('Qualifier', 'qualifier_concept_id'),
    ...conceptTests('Unit', 'unit_concept_id'),
    ...encounter,
  },
  distinct: {
    DOMAIN_CONCEPT: 'observation_concept_id',
    DURATION: 'one',
    VALUE_AS_NUMBER: 'value_as_number',
  },
};

const visitOccurrence: Domain = {
  name: 'VisitOccurrence',
  table: 'visit_occurrence',
  idColumn: 'visit_occurrence_id',
  conceptColumn: 'visit_concept_id',
  sourceConcept: { attribute: 'VisitSourceConcept', column: 'visit_source_concept_id' },
  start: (row) => requiredIn(row, 'visit_start_date'),
  end: (row) => numberIn(row, 'visit_end_date'),
  hasVisit: true,
  hasConceptSet: true,
  firstBy: 'startThenId',
  attributes: {
    OccurrenceStartDate: dateRange('start'),
    OccurrenceEndDate: dateRange('end'),
    ...typeTests('VisitType', 'visit_type_concept_id'),
    VisitLength: lengthInDays,
    Age: age('start'),
    ...gender,
    ...specialty,
    PlaceOfService: conceptList(placeOfService),
    PlaceOfServiceCS: conceptSet(placeOfService, careSiteExists),
    PlaceOfServiceLocation: placeOfServiceLocation,
  },
  distinct: { DOMAIN_CONCEPT: 'visit_concept_id', DURATION: 'length' },
};

const visitDetail: Domain = {
  name: 'VisitDetail',
  table: 'visit_detail',
  idColumn: 'visit_detail_id',
  conceptColumn: 'visit_detail_concept_id',
  sourceConcept: { attribute: 'VisitDetailSourceConcept', column: 'visit_detail_source_concept_id' },
  start: (row) => requiredIn(row, 'visit_detail_start_date'),
  end: (row) => numberIn(row, 'visit_detail_end_date'),
  hasVisit: true,
  hasConceptSet: true,
  firstBy: 'startThenId',
  attributes: {
    VisitDetailStartDate: dateRange('start'),
    VisitDetailEndDate: dateRange('end'),
    VisitDetailTypeCS: conceptSet(own('visit_detail_type_concept_id')),
    VisitDetailLength: lengthInDays,
    // At the start as in every domain; Circe's SQL takes the end here, by a slip.
    Age: age('start'),
    GenderCS: conceptSet(ofPerson('gender_concept_id'), personExists),
    ProviderSpecialtyCS: conceptSet(specialtyOfProvider),
    PlaceOfServiceCS: conceptSet(placeOfService, careSiteExists),
    PlaceOfServiceLocation: placeOfServiceLocation,
  },
  distinct: { DOMAIN_CONCEPT: 'visit_detail_concept_id', DURATION: 'length' },
};

const specimen: Domain = {
  name: 'Specimen',
  table: 'specimen',
  idColumn: 'specimen_id',
  conceptColumn: 'specimen_concept_id',
  start: (row) => requiredIn(row, 'specimen_date'),
  end: (row) => requiredIn(row, 'specimen_date') + 1,
  hasVisit: false,
  hasConceptSet: true,
  firstBy: 'startThenId',
  attributes: {
    OccurrenceStartDate: dateRange('start'),
    ...typeTests('SpecimenType', 'specimen_type_concept_id'),
    Quantity: decimal('quantity'),
    ...conceptTests('Unit', 'unit_concept_id'),
    ...conceptTests('AnatomicSite', 'anatomic_site_concept_id'),
    ...conceptTests('DiseaseStatus', 'disease_status_concept_id'),
    SourceId: text('specimen_source_id'),
    Age: age('start'),
    ...gender,
  },
  distinct: { DOMAIN_CONCEPT: 'specimen_concept_id', DURATION: 'one' },
};

const death: Domain = {
  name: 'Death',
  table: 'death',
  idColumn: 'person_id',
  conceptColumn: 'cause_concept_id',
  sourceConcept: { attribute: 'DeathSourceConcept', column: 'cause_source_concept_id' },
  start: (row) => requiredIn(row, 'death_date'),
  end: (row) => requiredIn(row, 'death_date') + 1,
  hasVisit: false,
  hasConceptSet: true,
  firstBy: 'never',
  attributes: {
    OccurrenceStartDate: dateRange('start'),
    ...typeTests('DeathType', 'death_type_concept_id'),
    Age: age('start'),
    ...gender,
  },
  distinct: { DOMAIN_CONCEPT: 'cause_concept_id', DURATION: 'one' },
};

/** Domains of single records. */
export const clinicalDomains: readonly Domain[] = [
  conditionOccurrence,
  procedureOccurrence,
  drugExposure,
  deviceExposure,
  measurement,
  observation,
  visitOccurrence,
  visitDetail,
  specimen,
  death,
];
