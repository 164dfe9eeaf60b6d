import fc from 'fast-check';
import type { EngineConnection } from '../../../shared/engine/queryEngine.ts';
import { addDays, dateLiteral, join, type Sql, sql } from '../../../shared/engine/sql.ts';
import {
  type SafetySpecification,
  safetySpecification,
} from '../../../shared/study/safety/specification/safetySpecification.ts';
import { loadRelease, type RandomPerson, randomRelease } from '../population/randomRelease.ts';
import { comparisonOf } from '../population/randomStudy.ts';

export interface RandomVisit {
  readonly kind: 9201 | 9202;
  readonly day: number;
}

/** A person with visits, a care site and doses. */
export interface SafetyPerson extends RandomPerson {
  readonly visits: readonly RandomVisit[];
  readonly site: number | null;
}

/** What lies above the conditions 21, 22, 31 and 32 of a release: chapter 1, block 2, categories. */
export const above: Readonly<Record<number, readonly number[]>> = {
  1: [],
  2: [1],
  21: [1, 2],
  22: [1, 2],
  31: [1],
  32: [],
};

/** Milligrams of a unit of drug 11, of which 30 are supplied each time; others have no strength. */
export const strength = 5;
export const quantity = 30;

export const safetyRelease: fc.Arbitrary<readonly SafetyPerson[]> = randomRelease.chain((persons) =>
  fc.tuple(
    ...persons.map((person) =>
      fc
        .record({
          visits: fc.array(
            fc.record({
              kind: fc.constantFrom(9201 as const, 9202 as const, 9202 as const),
              day: fc.integer({ min: -400, max: 150 }),
            }),
            { maxLength: 3 },
          ),
          site: fc.option(fc.constantFrom(7, 3, 90)),
        })
        .map((more): SafetyPerson => ({ ...person, ...more })),
    ),
  ),
);

const drug = (concept: number) => [{ conceptId: concept, includeDescendants: false }];

export const safetyStudy: fc.Arbitrary<SafetySpecification> = fc
  .record({
    seed: fc.nat(1000),
    takes: fc.constantFrom('drug', 'drug', 'cohort'),
    comparator: fc.constantFrom(null, 12),
    washoutDays: fc.constantFrom(null, 0, 20, 40),
    priorObservationDays: fc.constantFrom(0, 0, 10, 30),
    from: fc.constantFrom(null, null, '2018-01-20'),
    to: fc.constantFrom(null, null, '2018-04-20'),
    ageFrom: fc.constantFrom(null, null, 60),
    ageTo: fc.constantFrom(null, null, 75),
    ratio: fc.integer({ min: 1, max: 4 }),
    ageYears: fc.constantFrom(3, 10, 20),
    careSetting: fc.boolean(),
    censorAtExposure: fc.boolean(),
    lagDays: fc.constantFrom(0, 5),
    gapDays: fc.constantFrom(0, 10),
    capDays: fc.constantFrom(null, 15, 60),
    fromDay: fc.constantFrom(0, 1, 3),
    cleanWindowDays: fc.constantFrom(null, 0, 30),
    minimumPersons: fc.constantFrom(1, 2, 5),
    kind: fc.constantFrom('hierarchy', 'hierarchy', 'cohorts'),
  })
  .map((s) =>
    safetySpecification.parse({
      akashiStudy: 1,
      type: 'safety',
      name: 'random',
      seed: s.seed,
      definitions: (comparisonOf(1) as { definitions: object }).definitions,
      exposure: s.takes === 'drug' ? { name: 'drug', drugs: drug(11) } : { name: 'drug', cohort: 'drug0' },
      comparator: s.comparator === null ? null : { name: 'other', drugs: drug(s.comparator) },
      population: {
        washoutDays: s.washoutDays,
        priorObservationDays: s.priorObservationDays,
        from: s.from,
        to: s.to,
        ageFrom: s.ageFrom,
        ageTo: s.ageTo,
      },
      unexposed: {
        ratio: s.ratio,
        ageYears: s.ageYears,
        careSetting: s.careSetting,
        censorAtExposure: s.censorAtExposure,
      },
      timesAtRisk: [
        {
          kind: 'onTreatment',
          id: 'treated',
          name: 't',
          fromDay: s.fromDay,
          lagDays: s.lagDays,
          gapDays: s.gapDays,
          capDays: s.capDays,
        },
        { kind: 'intentionToTreat', id: 'itt', name: 'i', fromDay: s.fromDay, capDays: s.capDays },
        { kind: 'fixed', id: 'fixed', name: 'f', from: 8, to: 30 },
      ],
      events: {
        kind: s.kind,
        cohorts: [{ id: 'listed', name: 'listed', cohort: 'outcome' }],
        cleanWindowDays: s.cleanWindowDays,
        minimumPersons: s.minimumPersons,
      },
    }),
  );

async function fill(connection: EngineConnection, table: Sql, rows: readonly Sql[]): Promise<void> {
  await connection.run(sql`DELETE FROM ${table}`);
  if (rows.length > 0) await connection.run(sql`INSERT INTO ${table} BY NAME ${join(rows, ' UNION ALL ')}`);
}

/** Puts persons into schema `cdm`, records in the order given. */
export async function loadSafetyRelease(
  connection: EngineConnection,
  persons: readonly SafetyPerson[],
): Promise<void> {
  await loadRelease(connection, persons);
  const nodes = Object.keys(above).map(Number);
  await connection.run(
    sql`DELETE FROM cdm.concept WHERE concept_id IN (${join(nodes.map((id) => sql`${id}`))})`,
  );
  await connection.run(
    sql`INSERT INTO cdm.concept BY NAME ${join(
      nodes.map(
        (id) =>
          sql`SELECT ${id} AS concept_id, ${`n${id}`} AS concept_name, ${`C${id}`} AS concept_code, 'Condition' AS domain_id, 'ICD10JP' AS vocabulary_id`,
      ),
      ' UNION ALL ',
    )}`,
  );
  await fill(
    connection,
    sql`cdm.concept_ancestor`,
    nodes.flatMap((id) =>
      [id, ...(above[id] ?? [])].map(
        (upper) => sql`SELECT ${upper} AS ancestor_concept_id, ${id} AS descendant_concept_id`,
      ),
    ),
  );
  await fill(connection, sql`cdm.drug_strength`, [
    sql`SELECT 11 AS drug_concept_id, 11 AS ingredient_concept_id, CAST(${strength} AS DOUBLE) AS amount_value, 8576 AS amount_unit_concept_id`,
  ]);
  await connection.run(sql`UPDATE cdm.drug_exposure SET quantity = ${quantity}`);
  for (const { id, site } of persons) {
    if (site !== null)
      await connection.run(sql`UPDATE cdm.person SET care_site_id = ${site} WHERE person_id = ${id}`);
  }
  await fill(
    connection,
    sql`cdm.visit_occurrence`,
    persons
      .flatMap(({ id, visits }) => visits.map((visit) => ({ id, ...visit })))
      .map(
        ({ id, kind, day }, i) =>
          sql`SELECT ${i} AS visit_occurrence_id, ${id} AS person_id, ${kind} AS visit_concept_id, ${addDays(dateLiteral('2018-01-01'), day)} AS visit_start_date`,
      ),
  );
}
