import fc from 'fast-check';
import type { CdmData } from '../reference/cdmData.ts';
import { deaths, locationHistory, observationPeriods, personTable } from './randomPeople.ts';
import { decimal, maybe, shortId, smallNumber, span, table } from './randomTable.ts';
import { institutions, vocabulary } from './randomVocabulary.ts';
import { anyConcept, anyDay, anyWord } from './universe.ts';

/**
 * Small nasty OMOP data: adjacent and one-day observation periods, events on and just outside their bounds, missing
 * ends, ends before starts, duplicate events, the same ids in every table, concepts that are invalid, unknown or only
 * source, several parents, valid and invalid mappings, records of persons without a period or without a person row.
 */
export function randomCdm(): fc.Arbitrary<CdmData> {
  return fc
    .integer({ min: 1, max: 2 })
    .chain((persons) =>
      fc.record({
        ...clinicalTables(fc.integer({ min: 1, max: persons })),
        person: personTable(persons),
        observation_period: observationPeriods(persons),
        death: deaths(persons),
        location_history: locationHistory(persons),
        ...institutions,
        ...vocabulary,
      }),
    )
    .map((tables) => tables as CdmData);
}

function clinicalTables(person: fc.Arbitrary<number>) {
  const base = { person_id: person, visit_occurrence_id: maybe(shortId), provider_id: maybe(shortId) };
  return {
    condition_occurrence: table(
      'condition_occurrence_id',
      {
        ...base,
        condition_concept_id: anyConcept,
        condition_source_concept_id: maybe(anyConcept),
        condition_start_date: anyDay,
        condition_end_date: maybe(span),
        condition_type_concept_id: anyConcept,
        condition_status_concept_id: maybe(anyConcept),
        stop_reason: maybe(anyWord),
      },
      16,
      { condition_end_date: 'condition_start_date' },
    ),
    procedure_occurrence: table(
      'procedure_occurrence_id',
      {
        ...base,
        procedure_concept_id: anyConcept,
        procedure_source_concept_id: maybe(anyConcept),
        procedure_date: anyDay,
        procedure_end_date: maybe(span),
        procedure_type_concept_id: anyConcept,
        modifier_concept_id: maybe(anyConcept),
        quantity: maybe(smallNumber),
      },
      14,
      { procedure_end_date: 'procedure_date' },
    ),
    drug_exposure: table(
      'drug_exposure_id',
      {
        ...base,
        drug_concept_id: anyConcept,
        drug_source_concept_id: maybe(anyConcept),
        drug_exposure_start_date: anyDay,
        drug_exposure_end_date: maybe(span, 2),
        drug_type_concept_id: anyConcept,
        stop_reason: maybe(anyWord),
        refills: maybe(smallNumber),
        quantity: maybe(decimal),
        days_supply: maybe(fc.integer({ min: 0, max: 10 }), 2),
        route_concept_id: maybe(anyConcept),
        lot_number: maybe(anyWord),
      },
      16,
      { drug_exposure_end_date: 'drug_exposure_start_date' },
    ),
    device_exposure: table(
      'device_exposure_id',
      {
        ...base,
        device_concept_id: anyConcept,
        device_source_concept_id: maybe(anyConcept),
        device_exposure_start_date: anyDay,
        device_exposure_end_date: maybe(span),
        device_type_concept_id: anyConcept,
        unique_device_id: maybe(anyWord),
        quantity: maybe(smallNumber),
      },
      14,
      { device_exposure_end_date: 'device_exposure_start_date' },
    ),
    measurement: table(
      'measurement_id',
      {
        ...base,
        measurement_concept_id: anyConcept,
        measurement_source_concept_id: maybe(anyConcept),
        measurement_date: anyDay,
        measurement_type_concept_id: anyConcept,
        operator_concept_id: maybe(anyConcept),
        value_as_number: maybe(decimal),
        value_as_concept_id: maybe(fc.oneof(anyConcept, fc.constantFrom(4155142, 4155143))),
        unit_concept_id: maybe(anyConcept),
        range_low: maybe(decimal),
        range_high: maybe(decimal),
      },
      16,
    ),
    observation: table(
      'observation_id',
      {
        ...base,
        observation_concept_id: anyConcept,
        observation_source_concept_id: maybe(anyConcept),
        observation_date: anyDay,
        observation_type_concept_id: anyConcept,
        value_as_number: maybe(decimal),
        value_as_string: maybe(anyWord),
        value_as_concept_id: maybe(anyConcept),
        qualifier_concept_id: maybe(anyConcept),
        unit_concept_id: maybe(anyConcept),
      },
      14,
    ),
    visit_occurrence: table(
      'visit_occurrence_id',
      {
        person_id: person,
        provider_id: maybe(shortId),
        care_site_id: maybe(shortId),
        visit_concept_id: anyConcept,
        visit_source_concept_id: maybe(anyConcept),
        visit_start_date: anyDay,
        visit_end_date: maybe(span, 8),
        visit_type_concept_id: anyConcept,
      },
      14,
      { visit_end_date: 'visit_start_date' },
    ),
    visit_detail: table(
      'visit_detail_id',
      {
        ...base,
        care_site_id: maybe(shortId),
        visit_detail_concept_id: anyConcept,
        visit_detail_source_concept_id: maybe(anyConcept),
        visit_detail_start_date: anyDay,
        visit_detail_end_date: maybe(span, 8),
        visit_detail_type_concept_id: anyConcept,
      },
      14,
      { visit_detail_end_date: 'visit_detail_start_date' },
    ),
    specimen: table(
      'specimen_id',
      {
        person_id: person,
        specimen_concept_id: anyConcept,
        specimen_type_concept_id: anyConcept,
        specimen_date: anyDay,
        quantity: maybe(decimal),
        unit_concept_id: maybe(anyConcept),
        anatomic_site_concept_id: maybe(anyConcept),
        disease_status_concept_id: maybe(anyConcept),
        specimen_source_id: maybe(anyWord),
      },
      14,
    ),
    condition_era: table(
      'condition_era_id',
      {
        person_id: person,
        condition_concept_id: anyConcept,
        condition_era_start_date: anyDay,
        condition_era_end_date: span,
        condition_occurrence_count: maybe(smallNumber),
      },
      14,
      { condition_era_end_date: 'condition_era_start_date' },
    ),
    drug_era: table(
      'drug_era_id',
      {
        person_id: person,
        drug_concept_id: anyConcept,
        drug_era_start_date: anyDay,
        drug_era_end_date: span,
        drug_exposure_count: maybe(smallNumber),
        gap_days: maybe(smallNumber),
      },
      14,
      { drug_era_end_date: 'drug_era_start_date' },
    ),
    dose_era: table(
      'dose_era_id',
      {
        person_id: person,
        drug_concept_id: anyConcept,
        unit_concept_id: anyConcept,
        dose_value: decimal,
        dose_era_start_date: anyDay,
        dose_era_end_date: span,
      },
      14,
      { dose_era_end_date: 'dose_era_start_date' },
    ),
    payer_plan_period: table(
      'payer_plan_period_id',
      {
        person_id: person,
        payer_plan_period_start_date: anyDay,
        payer_plan_period_end_date: span,
        ...Object.fromEntries(
          ['payer', 'plan', 'sponsor', 'stop_reason'].flatMap((part) => [
            [`${part}_concept_id`, maybe(anyConcept)],
            [`${part}_source_concept_id`, maybe(anyConcept)],
          ]),
        ),
      },
      14,
      { payer_plan_period_end_date: 'payer_plan_period_start_date' },
    ),
  };
}
