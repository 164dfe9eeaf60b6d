import { cdmTable } from './cdmTable.ts';

/** The tables of OMOP CDM 5.4 on institutions, costs, eras, metadata and cohorts. */
export const supportingTables = [
  cdmTable(
    'location',
    'healthSystem',
    true,
    `location_id id!
    address_1 text
    address_2 text
    city text
    state text
    zip text
    county text
    location_source_value text
    country_concept_id id
    country_source_value text
    latitude number
    longitude number`,
  ),
  cdmTable(
    'care_site',
    'healthSystem',
    true,
    `care_site_id id!
    care_site_name text
    place_of_service_concept_id id
    location_id id
    care_site_source_value text
    place_of_service_source_value text`,
  ),
  cdmTable(
    'provider',
    'healthSystem',
    true,
    `provider_id id!
    provider_name text
    npi text
    dea text
    specialty_concept_id id
    care_site_id id
    year_of_birth integer
    gender_concept_id id
    provider_source_value text
    specialty_source_value text
    specialty_source_concept_id id
    gender_source_value text
    gender_source_concept_id id`,
  ),
  cdmTable(
    'payer_plan_period',
    'economics',
    true,
    `payer_plan_period_id id!
    person_id id!
    payer_plan_period_start_date date!
    payer_plan_period_end_date date!
    payer_concept_id id
    payer_source_value text
    payer_source_concept_id id
    plan_concept_id id
    plan_source_value text
    plan_source_concept_id id
    sponsor_concept_id id
    sponsor_source_value text
    sponsor_source_concept_id id
    family_source_value text
    stop_reason_concept_id id
    stop_reason_source_value text
    stop_reason_source_concept_id id`,
  ),
  cdmTable(
    'cost',
    'economics',
    true,
    `cost_id id!
    cost_event_id id!
    cost_domain_id text!
    cost_type_concept_id id!
    currency_concept_id id
    total_charge number
    total_cost number
    total_paid number
    paid_by_payer number
    paid_by_patient number
    paid_patient_copay number
    paid_patient_coinsurance number
    paid_patient_deductible number
    paid_by_primary number
    paid_ingredient_cost number
    paid_dispensing_fee number
    payer_plan_period_id id
    amount_allowed number
    revenue_code_concept_id id
    revenue_code_source_value text
    drg_concept_id id
    drg_source_value text`,
  ),
  cdmTable(
    'drug_era',
    'derived',
    true,
    `drug_era_id id!
    person_id id!
    drug_concept_id id!
    drug_era_start_date date!
    drug_era_end_date date!
    drug_exposure_count integer
    gap_days integer`,
  ),
  cdmTable(
    'dose_era',
    'derived',
    true,
    `dose_era_id id!
    person_id id!
    drug_concept_id id!
    unit_concept_id id!
    dose_value number!
    dose_era_start_date date!
    dose_era_end_date date!`,
  ),
  cdmTable(
    'condition_era',
    'derived',
    true,
    `condition_era_id id!
    person_id id!
    condition_concept_id id!
    condition_era_start_date date!
    condition_era_end_date date!
    condition_occurrence_count integer`,
  ),
  cdmTable(
    'episode',
    'derived',
    true,
    `episode_id id!
    person_id id!
    episode_concept_id id!
    episode_start_date date!
    episode_start_datetime datetime
    episode_end_date date
    episode_end_datetime datetime
    episode_parent_id id
    episode_number integer
    episode_object_concept_id id!
    episode_type_concept_id id!
    episode_source_value text
    episode_source_concept_id id`,
  ),
  cdmTable(
    'episode_event',
    'derived',
    false,
    `episode_id id!
    event_id id!
    episode_event_field_concept_id id!`,
  ),
  cdmTable(
    'metadata',
    'metadata',
    true,
    `metadata_id id!
    metadata_concept_id id!
    metadata_type_concept_id id!
    name text!
    value_as_string text
    value_as_concept_id id
    value_as_number number
    metadata_date date
    metadata_datetime datetime`,
  ),
  cdmTable(
    'cdm_source',
    'metadata',
    false,
    `cdm_source_name text!
    cdm_source_abbreviation text!
    cdm_holder text!
    source_description text
    source_documentation_reference text
    cdm_etl_reference text
    source_release_date date!
    cdm_release_date date!
    cdm_version text
    cdm_version_concept_id id!
    vocabulary_version text!`,
  ),
  cdmTable(
    'cohort',
    'results',
    false,
    `cohort_definition_id id!
    subject_id id!
    cohort_start_date date!
    cohort_end_date date!`,
  ),
  cdmTable(
    'cohort_definition',
    'results',
    false,
    `cohort_definition_id id!
    cohort_definition_name text!
    cohort_definition_description text
    definition_type_concept_id id!
    cohort_definition_syntax text
    subject_concept_id id!
    cohort_initiation_date date`,
  ),
] as const;
