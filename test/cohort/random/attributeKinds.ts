/** What kind of value an attribute of a Circe domain takes. */
export type AttributeKind =
  | 'dates'
  | 'integer'
  | 'decimal'
  | 'text'
  | 'concepts'
  | 'excludableConcepts'
  | 'selection'
  | 'conceptSet'
  | 'flag'
  | 'period';

type Kinds = Readonly<Record<string, AttributeKind>>;

function concepts(...keys: readonly string[]): Kinds {
  return Object.fromEntries(
    keys.flatMap((key): [string, AttributeKind][] => [
      [key, 'concepts'],
      [`${key}CS`, 'selection'],
    ]),
  );
}

function type(key: string): Kinds {
  return { [key]: 'excludableConcepts', [`${key}CS`]: 'selection' };
}

const gender = concepts('Gender');
const encounter: Kinds = { Age: 'integer', ...gender, ...concepts('ProviderSpecialty', 'VisitType') };
const dates: Kinds = { OccurrenceStartDate: 'dates', OccurrenceEndDate: 'dates' };
const start: Kinds = { OccurrenceStartDate: 'dates' };
const ages: Kinds = { AgeAtStart: 'integer', AgeAtEnd: 'integer' };
const era: Kinds = { EraStartDate: 'dates', EraEndDate: 'dates', EraLength: 'integer', ...ages, ...gender };
const period: Kinds = {
  PeriodStartDate: 'dates',
  PeriodEndDate: 'dates',
  PeriodLength: 'integer',
  UserDefinedPeriod: 'period',
  ...ages,
};

/** Domain → attribute → kind: every filter of the language but those that CDM 5.4 has no column for. */
export const attributeKinds: Readonly<Record<string, Kinds>> = {
  ConditionOccurrence: {
    ...dates,
    ...type('ConditionType'),
    StopReason: 'text',
    ConditionSourceConcept: 'conceptSet',
    ...concepts('ConditionStatus'),
    ...encounter,
  },
  ProcedureOccurrence: {
    ...start,
    ...type('ProcedureType'),
    ...concepts('Modifier'),
    Quantity: 'integer',
    ProcedureSourceConcept: 'conceptSet',
    ...encounter,
  },
  DrugExposure: {
    ...dates,
    ...type('DrugType'),
    StopReason: 'text',
    Refills: 'integer',
    Quantity: 'decimal',
    DaysSupply: 'integer',
    ...concepts('RouteConcept'),
    LotNumber: 'text',
    DrugSourceConcept: 'conceptSet',
    ...encounter,
  },
  DeviceExposure: {
    ...dates,
    ...type('DeviceType'),
    UniqueDeviceId: 'text',
    Quantity: 'integer',
    DeviceSourceConcept: 'conceptSet',
    ...encounter,
  },
  Measurement: {
    ...start,
    ...type('MeasurementType'),
    ...concepts('Operator', 'ValueAsConcept', 'Unit'),
    ValueAsNumber: 'decimal',
    RangeLow: 'decimal',
    RangeHigh: 'decimal',
    RangeLowRatio: 'decimal',
    RangeHighRatio: 'decimal',
    Abnormal: 'flag',
    MeasurementSourceConcept: 'conceptSet',
    ...encounter,
  },
  Observation: {
    ...start,
    ...type('ObservationType'),
    ValueAsNumber: 'decimal',
    ValueAsString: 'text',
    ...concepts('ValueAsConcept', 'Qualifier', 'Unit'),
    ObservationSourceConcept: 'conceptSet',
    ...encounter,
  },
  VisitOccurrence: {
    ...dates,
    ...type('VisitType'),
    VisitLength: 'integer',
    VisitSourceConcept: 'conceptSet',
    Age: 'integer',
    ...gender,
    ...concepts('ProviderSpecialty', 'PlaceOfService'),
    PlaceOfServiceLocation: 'conceptSet',
  },
  VisitDetail: {
    VisitDetailStartDate: 'dates',
    VisitDetailEndDate: 'dates',
    VisitDetailTypeCS: 'selection',
    VisitDetailLength: 'integer',
    VisitDetailSourceConcept: 'conceptSet',
    Age: 'integer',
    GenderCS: 'selection',
    ProviderSpecialtyCS: 'selection',
    PlaceOfServiceCS: 'selection',
    PlaceOfServiceLocation: 'conceptSet',
  },
  Specimen: {
    ...start,
    ...type('SpecimenType'),
    Quantity: 'decimal',
    ...concepts('Unit', 'AnatomicSite', 'DiseaseStatus'),
    SourceId: 'text',
    Age: 'integer',
    ...gender,
  },
  Death: { ...start, ...type('DeathType'), DeathSourceConcept: 'conceptSet', Age: 'integer', ...gender },
  ConditionEra: { ...era, OccurrenceCount: 'integer' },
  DrugEra: { ...era, OccurrenceCount: 'integer', GapDays: 'integer' },
  DoseEra: { ...era, DoseValue: 'decimal', ...concepts('Unit') },
  ObservationPeriod: { ...period, ...concepts('PeriodType') },
  PayerPlanPeriod: {
    ...period,
    ...gender,
    PayerConcept: 'conceptSet',
    PlanConcept: 'conceptSet',
    SponsorConcept: 'conceptSet',
    StopReasonConcept: 'conceptSet',
    PayerSourceConcept: 'conceptSet',
    PlanSourceConcept: 'conceptSet',
    SponsorSourceConcept: 'conceptSet',
    StopReasonSourceConcept: 'conceptSet',
  },
  LocationRegion: {},
};

/** Attributes of demographic criteria. */
export const demographicKinds: Kinds = {
  Age: 'integer',
  ...concepts('Gender', 'Race', 'Ethnicity'),
  OccurrenceStartDate: 'dates',
  OccurrenceEndDate: 'dates',
};

/** Domains that know `First`. */
export const domainsWithFirst: ReadonlySet<string> = new Set(
  Object.keys(attributeKinds).filter((domain) => domain !== 'Death' && domain !== 'LocationRegion'),
);
/** Domains whose dates can be shifted. */
export const domainsWithDateAdjustment: ReadonlySet<string> = new Set(
  Object.keys(attributeKinds).filter((domain) => domain !== 'LocationRegion'),
);
/** Domains whose rows `CodesetId` picks. */
export const domainsWithConceptSet: ReadonlySet<string> = new Set(
  Object.keys(attributeKinds).filter(
    (domain) => domain !== 'ObservationPeriod' && domain !== 'PayerPlanPeriod',
  ),
);
