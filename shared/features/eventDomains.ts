/** Kinds of records that a cohort is characterised by. */
export type FeatureDomain =
  | 'condition'
  | 'drug'
  | 'procedure'
  | 'device'
  | 'measurement'
  | 'observation'
  | 'visit';

export interface EventDomain {
  readonly domain: FeatureDomain;
  readonly table: string;
  readonly concept: string;
  readonly date: string;
}

/** Where they lie in OMOP CDM 5.4. Drugs are counted by their ingredients. */
export const eventDomains: readonly EventDomain[] = [
  {
    domain: 'condition',
    table: 'condition_occurrence',
    concept: 'condition_concept_id',
    date: 'condition_start_date',
  },
  { domain: 'drug', table: 'drug_exposure', concept: 'drug_concept_id', date: 'drug_exposure_start_date' },
  {
    domain: 'procedure',
    table: 'procedure_occurrence',
    concept: 'procedure_concept_id',
    date: 'procedure_date',
  },
  {
    domain: 'device',
    table: 'device_exposure',
    concept: 'device_concept_id',
    date: 'device_exposure_start_date',
  },
  {
    domain: 'measurement',
    table: 'measurement',
    concept: 'measurement_concept_id',
    date: 'measurement_date',
  },
  {
    domain: 'observation',
    table: 'observation',
    concept: 'observation_concept_id',
    date: 'observation_date',
  },
  { domain: 'visit', table: 'visit_occurrence', concept: 'visit_concept_id', date: 'visit_start_date' },
];
