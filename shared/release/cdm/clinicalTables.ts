import { cdmTable } from './cdmTable.ts';

/** The clinical tables of OMOP CDM 5.4. */
export const clinicalTables = [
  cdmTable(
    'person',
    'clinical',
    true,
    `person_id id!
    gender_concept_id id!
    year_of_birth integer!
    month_of_birth integer
    day_of_birth integer
    birth_datetime datetime
    race_concept_id id!
    ethnicity_concept_id id!
    location_id id
    provider_id id
    care_site_id id
    person_source_value text
    gender_source_value text
    gender_source_concept_id id
    race_source_value text
    race_source_concept_id id
    ethnicity_source_value text
    ethnicity_source_concept_id id`,
  ),
  cdmTable(
    'observation_period',
    'clinical',
    true,
    `observation_period_id id!
    person_id id!
    observation_period_start_date date!
    observation_period_end_date date!
    period_type_concept_id id!`,
  ),
  cdmTable(
    'visit_occurrence',
    'clinical',
    true,
    `visit_occurrence_id id!
    person_id id!
    visit_concept_id id!
    visit_start_date date!
    visit_start_datetime datetime
    visit_end_date date!
    visit_end_datetime datetime
    visit_type_concept_id id!
    provider_id id
    care_site_id id
    visit_source_value text
    visit_source_concept_id id
    admitted_from_concept_id id
    admitted_from_source_value text
    discharged_to_concept_id id
    discharged_to_source_value text
    preceding_visit_occurrence_id id`,
  ),
  cdmTable(
    'visit_detail',
    'clinical',
    true,
    `visit_detail_id id!
    person_id id!
    visit_detail_concept_id id!
    visit_detail_start_date date!
    visit_detail_start_datetime datetime
    visit_detail_end_date date!
    visit_detail_end_datetime datetime
    visit_detail_type_concept_id id!
    provider_id id
    care_site_id id
    visit_detail_source_value text
    visit_detail_source_concept_id id
    admitted_from_concept_id id
    admitted_from_source_value text
    discharged_to_source_value text
    discharged_to_concept_id id
    preceding_visit_detail_id id
    parent_visit_detail_id id
    visit_occurrence_id id!`,
  ),
  cdmTable(
    'condition_occurrence',
    'clinical',
    true,
    `condition_occurrence_id id!
    person_id id!
    condition_concept_id id!
    condition_start_date date!
    condition_start_datetime datetime
    condition_end_date date
    condition_end_datetime datetime
    condition_type_concept_id id!
    condition_status_concept_id id
    stop_reason text
    provider_id id
    visit_occurrence_id id
    visit_detail_id id
    condition_source_value text
    condition_source_concept_id id
    condition_status_source_value text`,
  ),
  cdmTable(
    'drug_exposure',
    'clinical',
    true,
    `drug_exposure_id id!
    person_id id!
    drug_concept_id id!
    drug_exposure_start_date date!
    drug_exposure_start_datetime datetime
    drug_exposure_end_date date!
    drug_exposure_end_datetime datetime
    verbatim_end_date date
    drug_type_concept_id id!
    stop_reason text
    refills integer
    quantity number
    days_supply integer
    sig text
    route_concept_id id
    lot_number text
    provider_id id
    visit_occurrence_id id
    visit_detail_id id
    drug_source_value text
    drug_source_concept_id id
    route_source_value text
    dose_unit_source_value text`,
  ),
  cdmTable(
    'procedure_occurrence',
    'clinical',
    true,
    `procedure_occurrence_id id!
    person_id id!
    procedure_concept_id id!
    procedure_date date!
    procedure_datetime datetime
    procedure_end_date date
    procedure_end_datetime datetime
    procedure_type_concept_id id!
    modifier_concept_id id
    quantity integer
    provider_id id
    visit_occurrence_id id
    visit_detail_id id
    procedure_source_value text
    procedure_source_concept_id id
    modifier_source_value text`,
  ),
  cdmTable(
    'device_exposure',
    'clinical',
    true,
    `device_exposure_id id!
    person_id id!
    device_concept_id id!
    device_exposure_start_date date!
    device_exposure_start_datetime datetime
    device_exposure_end_date date
    device_exposure_end_datetime datetime
    device_type_concept_id id!
    unique_device_id text
    production_id text
    quantity integer
    provider_id id
    visit_occurrence_id id
    visit_detail_id id
    device_source_value text
    device_source_concept_id id
    unit_concept_id id
    unit_source_value text
    unit_source_concept_id id`,
  ),
  cdmTable(
    'measurement',
    'clinical',
    true,
    `measurement_id id!
    person_id id!
    measurement_concept_id id!
    measurement_date date!
    measurement_datetime datetime
    measurement_time text
    measurement_type_concept_id id!
    operator_concept_id id
    value_as_number number
    value_as_concept_id id
    unit_concept_id id
    range_low number
    range_high number
    provider_id id
    visit_occurrence_id id
    visit_detail_id id
    measurement_source_value text
    measurement_source_concept_id id
    unit_source_value text
    unit_source_concept_id id
    value_source_value text
    measurement_event_id id
    meas_event_field_concept_id id`,
  ),
  cdmTable(
    'observation',
    'clinical',
    true,
    `observation_id id!
    person_id id!
    observation_concept_id id!
    observation_date date!
    observation_datetime datetime
    observation_type_concept_id id!
    value_as_number number
    value_as_string text
    value_as_concept_id id
    qualifier_concept_id id
    unit_concept_id id
    provider_id id
    visit_occurrence_id id
    visit_detail_id id
    observation_source_value text
    observation_source_concept_id id
    unit_source_value text
    qualifier_source_value text
    value_source_value text
    observation_event_id id
    obs_event_field_concept_id id`,
  ),
  cdmTable(
    'death',
    'clinical',
    false,
    `person_id id!
    death_date date!
    death_datetime datetime
    death_type_concept_id id
    cause_concept_id id
    cause_source_value text
    cause_source_concept_id id`,
  ),
  cdmTable(
    'note',
    'clinical',
    true,
    `note_id id!
    person_id id!
    note_date date!
    note_datetime datetime
    note_type_concept_id id!
    note_class_concept_id id!
    note_title text
    note_text text!
    encoding_concept_id id!
    language_concept_id id!
    provider_id id
    visit_occurrence_id id
    visit_detail_id id
    note_source_value text
    note_event_id id
    note_event_field_concept_id id`,
  ),
  cdmTable(
    'note_nlp',
    'clinical',
    true,
    `note_nlp_id id!
    note_id id!
    section_concept_id id
    snippet text
    offset text
    lexical_variant text!
    note_nlp_concept_id id
    note_nlp_source_concept_id id
    nlp_system text
    nlp_date date!
    nlp_datetime datetime
    term_exists text
    term_temporal text
    term_modifiers text`,
  ),
  cdmTable(
    'specimen',
    'clinical',
    true,
    `specimen_id id!
    person_id id!
    specimen_concept_id id!
    specimen_type_concept_id id!
    specimen_date date!
    specimen_datetime datetime
    quantity number
    unit_concept_id id
    anatomic_site_concept_id id
    disease_status_concept_id id
    specimen_source_id text
    specimen_source_value text
    unit_source_value text
    anatomic_site_source_value text
    disease_status_source_value text`,
  ),
  cdmTable(
    'fact_relationship',
    'clinical',
    false,
    `domain_concept_id_1 id!
    fact_id_1 id!
    domain_concept_id_2 id!
    fact_id_2 id!
    relationship_concept_id id!`,
  ),
] as const;
