/** A table of events that Explore reads, and the columns whose absence it tells. */
export interface EventTable {
  /** The dimension of its concepts. */
  readonly dimension: 'condition' | 'drug' | 'procedure' | 'device' | 'measurement' | 'visit';
  readonly table: string;
  readonly concept: string;
  readonly start: string;
  readonly end: string | null;
  readonly optional: readonly string[];
}

export const eventTables: readonly EventTable[] = [
  {
    dimension: 'condition',
    table: 'condition_occurrence',
    concept: 'condition_concept_id',
    start: 'condition_start_date',
    end: 'condition_end_date',
    optional: ['condition_end_date', 'provider_id', 'visit_occurrence_id'],
  },
  {
    dimension: 'drug',
    table: 'drug_exposure',
    concept: 'drug_concept_id',
    start: 'drug_exposure_start_date',
    end: 'drug_exposure_end_date',
    optional: ['drug_exposure_end_date', 'quantity', 'days_supply', 'provider_id', 'visit_occurrence_id'],
  },
  {
    dimension: 'procedure',
    table: 'procedure_occurrence',
    concept: 'procedure_concept_id',
    start: 'procedure_date',
    end: 'procedure_end_date',
    optional: ['quantity', 'provider_id', 'visit_occurrence_id'],
  },
  {
    dimension: 'device',
    table: 'device_exposure',
    concept: 'device_concept_id',
    start: 'device_exposure_start_date',
    end: 'device_exposure_end_date',
    optional: ['device_exposure_end_date', 'unique_device_id', 'provider_id', 'visit_occurrence_id'],
  },
  {
    dimension: 'measurement',
    table: 'measurement',
    concept: 'measurement_concept_id',
    start: 'measurement_date',
    end: null,
    optional: ['value_as_number', 'unit_concept_id', 'provider_id', 'visit_occurrence_id'],
  },
  {
    dimension: 'visit',
    table: 'visit_occurrence',
    concept: 'visit_concept_id',
    start: 'visit_start_date',
    end: 'visit_end_date',
    optional: ['provider_id', 'care_site_id', 'discharged_to_concept_id'],
  },
];

/** What may be missing, in the order of the bins of the dimension `missing`: `concept` stands for an unmapped one. */
export const missingColumns: readonly { readonly table: string; readonly column: string }[] =
  eventTables.flatMap(({ table, concept, optional }) =>
    [concept, ...optional].map((column) => ({ table, column })),
  );
