import fc from 'fast-check';
import type { CdmData, Cell, Row } from '../reference/cdmData.ts';
import {
  allConcepts,
  anyConcept,
  anyDay,
  anyWord,
  firstDay,
  invalidConcepts,
  knownConcepts,
  sourceConcepts,
  standardConcepts,
} from './universe.ts';

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

const maybe = <T extends Cell>(value: fc.Arbitrary<T>, freq = 4): fc.Arbitrary<Cell> =>
  fc.option<Cell>(value, { freq, nil: null });
const smallNumber = fc.integer({ min: 0, max: 4 });
const decimal = fc.constantFrom(0, 0.5, 1, 1.5, 2, 2.25, 3, 10);
const shortId = fc.integer({ min: 1, max: 3 });
/** Days from start to end: some ends come before their start. */
const span = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 8 }) },
  { weight: 1, arbitrary: fc.integer({ min: -3, max: -1 }) },
);

type Columns = Readonly<Record<string, fc.Arbitrary<Cell>>>;

/** Rows of one table, numbered from 1 in its id column. `spans` maps an end column to its start column. */
function table(
  idColumn: string,
  columns: Columns,
  maxLength: number,
  spans: Readonly<Record<string, string>> = {},
): fc.Arbitrary<Row[]> {
  return fc.array(fc.record(columns), { maxLength, size: 'max' }).map((rows) =>
    rows.map((row, i) => {
      const result: Record<string, Cell> = { [idColumn]: i + 1, ...row };
      for (const [end, start] of Object.entries(spans)) {
        const length = result[end];
        if (typeof length === 'number') result[end] = (result[start] as number) + length;
      }
      return result;
    }),
  );
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

function personTable(persons: number): fc.Arbitrary<Row[]> {
  const person = fc.record({
    gender_concept_id: anyConcept,
    year_of_birth: fc.constantFrom(2008, 2009, 2010),
    race_concept_id: anyConcept,
    ethnicity_concept_id: anyConcept,
  });
  return fc
    .tuple(fc.array(person, { minLength: persons, maxLength: persons }), fc.integer({ min: 0, max: 9 }))
    .map(([rows, missing]) =>
      // Now and then the last person has records but no row in `person`.
      rows
        .map((row, i) => ({ person_id: i + 1, ...row }))
        .filter((row) => missing > 0 || row.person_id < persons),
    );
}

/** Up to three periods a person, one after the other: a gap of 0 makes them adjacent, a length of 0 lasts one day. */
function observationPeriods(persons: number): fc.Arbitrary<Row[]> {
  const step = fc.record({
    gap: fc.constantFrom(0, 0, 1, 3),
    length: fc.oneof(
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 4, arbitrary: fc.integer({ min: 3, max: 20 }) },
      { weight: 4, arbitrary: fc.constantFrom(5, 10) },
    ),
    period_type_concept_id: anyConcept,
  });
  const steps = fc.oneof(
    { weight: 9, arbitrary: fc.array(step, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  );
  return fc.array(steps, { minLength: persons, maxLength: persons }).map((all) => {
    const rows: Row[] = [];
    all.forEach((ofPerson, i) => {
      let next = firstDay;
      for (const { gap, length, period_type_concept_id } of ofPerson) {
        const start = next + gap;
        rows.push({
          observation_period_id: rows.length + 1,
          person_id: i + 1,
          observation_period_start_date: start,
          observation_period_end_date: start + length,
          period_type_concept_id,
        });
        next = start + length + 1;
      }
    });
    return rows;
  });
}

/** At most one death a person. */
function deaths(persons: number): fc.Arbitrary<Row[]> {
  const death = fc.record({
    death_date: anyDay,
    death_type_concept_id: maybe(anyConcept),
    cause_concept_id: maybe(anyConcept),
    cause_source_concept_id: maybe(anyConcept),
  });
  return fc
    .array(fc.option(death, { nil: null, freq: 3 }), { minLength: persons, maxLength: persons })
    .map((rows) => rows.flatMap((row, i) => (row ? [{ person_id: i + 1, ...row }] : [])));
}

/** Stays of persons in places, and of care sites, each of which is in one place. */
function locationHistory(persons: number): fc.Arbitrary<Row[]> {
  const stay = fc.record({ location_id: shortId, start_date: anyDay, length: maybe(span) });
  const ofPersons = fc.array(fc.tuple(fc.integer({ min: 1, max: persons }), stay), {
    maxLength: 6,
    size: 'max',
  });
  const ofSites = fc
    .array(fc.tuple(shortId, stay), { maxLength: 3, size: 'max' })
    .map((rows) => rows.filter(([site], i) => rows.findIndex(([other]) => other === site) === i));
  return fc.tuple(ofPersons, ofSites).map(([ofPerson, sites]) =>
    [
      ...ofPerson.map((row) => ['PERSON', ...row] as const),
      ...sites.map((row) => ['CARE_SITE', ...row] as const),
    ].map(([domain_id, entity_id, { location_id, start_date, length }], i) => ({
      location_history_id: i + 1,
      location_id,
      domain_id,
      entity_id,
      start_date,
      end_date: typeof length === 'number' ? start_date + length : null,
    })),
  );
}

const institutions = {
  location: table('location_id', { region_concept_id: maybe(anyConcept) }, 3),
  provider: table('provider_id', { specialty_concept_id: maybe(anyConcept) }, 3),
  care_site: table('care_site_id', { place_of_service_concept_id: maybe(anyConcept) }, 3),
};

const relation = fc.record({
  concept_id_1: fc.constantFrom(...sourceConcepts, 91),
  concept_id_2: fc.constantFrom(...standardConcepts),
  relationship_id: fc.constantFrom('Maps to', 'Maps to', 'Maps to', 'Is a'),
  invalid_reason: maybe(fc.constant('D'), 1),
});

const ancestry = fc.record({
  ancestor_concept_id: fc.constantFrom(...standardConcepts.slice(0, 4), ...sourceConcepts),
  descendant_concept_id: fc.constantFrom(...allConcepts),
});

const vocabulary = {
  concept: fc.constant(
    knownConcepts.map((concept_id) => ({
      concept_id,
      invalid_reason: (invalidConcepts as readonly number[]).includes(concept_id) ? 'D' : null,
    })),
  ),
  concept_ancestor: fc
    .tuple(
      fc.uniqueArray(ancestry, {
        maxLength: 12,
        selector: (row) => `${row.ancestor_concept_id} ${row.descendant_concept_id}`,
      }),
      fc.boolean(),
    )
    .map(([rows, withSelf]) => [
      ...rows.filter((row) => row.ancestor_concept_id !== row.descendant_concept_id),
      ...(withSelf
        ? standardConcepts.map((id) => ({ ancestor_concept_id: id, descendant_concept_id: id }))
        : []),
    ]),
  concept_relationship: fc.uniqueArray(relation, {
    maxLength: 6,
    selector: (row) => `${row.concept_id_1} ${row.concept_id_2} ${row.relationship_id}`,
  }),
};
