import fc from 'fast-check';
import type { Row } from '../reference/cdmData.ts';
import { maybe, shortId, span } from './randomTable.ts';
import { anyConcept, anyDay, firstDay } from './universe.ts';

/** The rows of `person`. */
export function personTable(persons: number): fc.Arbitrary<Row[]> {
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
export function observationPeriods(persons: number): fc.Arbitrary<Row[]> {
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
export function deaths(persons: number): fc.Arbitrary<Row[]> {
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
export function locationHistory(persons: number): fc.Arbitrary<Row[]> {
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
