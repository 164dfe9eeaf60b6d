import { z } from 'zod';
import {
  conceptItems,
  days,
  definitions,
  identifier,
  label,
  sourceConcepts,
} from '../../specification/specificationParts.ts';

/**
 * A safety study as its file holds it (`"type": "safety"`): everybody who took a drug, everybody like them who did not,
 * and who took something else. Every default is filled in by the reader. Days are counted from index (day 0).
 */

/** Who is looked at: first use of drugs (by concept), or the persons of a cohort definition. */
const exposure = z.strictObject({
  name: label,
  drugs: conceptItems.min(1).nullable().default(null),
  cohort: identifier.nullable().default(null),
});

const timeAtRisk = z.discriminatedUnion('kind', [
  /** From `fromDay` (the day after index: what is recorded on the first day is mostly why the drug was given) to so many days after the last supply; supplies joined over gaps of up to `gapDays`. With a lag shorter than the gap, a day in a gap is at risk only if a supply follows: what that supply is for then looks more frequent than it is. */
  z.strictObject({
    kind: z.literal('onTreatment'),
    id: identifier,
    name: label,
    fromDay: days.default(1),
    lagDays: days.default(30),
    gapDays: days.default(30),
    /** Ends follow-up no later than so many days; null: never. */
    capDays: days.nullable().default(null),
  }),
  /** From `fromDay` until observation ends or the cap, whatever is taken later. */
  z.strictObject({
    kind: z.literal('intentionToTreat'),
    id: identifier,
    name: label,
    fromDay: days.default(1),
    capDays: days.nullable().default(365),
  }),
  z.strictObject({ kind: z.literal('fixed'), id: identifier, name: label, from: days, to: days }),
]);

const outcomeCohort = z.strictObject({
  id: identifier,
  name: label,
  cohort: identifier,
  ppv: z
    .strictObject({ value: z.number().gt(0).max(1), source: z.string().max(1_000) })
    .nullable()
    .default(null),
});

export const safetySpecification = z.strictObject({
  akashiStudy: z.literal(1),
  type: z.literal('safety'),
  name: label,
  description: z.string().max(20_000).default(''),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  definitions: definitions.default({}),
  exposure,
  /** What is taken instead; null: only the unexposed are beside the exposed. */
  comparator: exposure.nullable().default(null),
  population: z
    .strictObject({
      /** Nobody with the drug in so many days before index; null: ever before. */
      washoutDays: days.nullable().default(365),
      priorObservationDays: days.default(365),
      from: z.iso.date().nullable().default(null),
      to: z.iso.date().nullable().default(null),
      ageFrom: z.int().min(0).max(150).nullable().default(null),
      ageTo: z.int().min(0).max(150).nullable().default(null),
    })
    .prefault({}),
  /** Persons not exposed on the index day of an exposed one, of the same age, sex, calendar time and care setting. */
  unexposed: z
    .strictObject({
      ratio: z.int().min(1).max(20).default(4),
      ageYears: z.int().min(0).max(20).default(2),
      careSetting: z.boolean().default(true),
      /** Follow-up of an unexposed person ends when they take the drug: with that day where time at risk begins after index, else with the day before it. */
      censorAtExposure: z.boolean().default(true),
    })
    .prefault({}),
  /** The first is the one of the table. */
  timesAtRisk: z.array(timeAtRisk).min(1).max(10),
  events: z
    .strictObject({
      /** `hierarchy`: every condition of the release and everything above it; `cohorts`: the listed ones alone. */
      kind: z.enum(['hierarchy', 'cohorts']).default('hierarchy'),
      cohorts: z.array(outcomeCohort).max(1_000).default([]),
      /** Who had it in so many days before index is not at risk of it; null: ever before. */
      cleanWindowDays: days.nullable().default(365),
      /** `first`: a person's first event; `recurrent`: every event, a clean window apart. */
      count: z.enum(['first', 'recurrent']).default('first'),
      /** Hierarchy nodes with fewer exposed and comparison persons together are not listed. */
      minimumPersons: z.int().min(1).default(10),
    })
    .prefault({}),
  ageBreaks: z.array(z.number().positive()).max(30).default([40, 50, 60, 70, 80]),
  /** Days at which windows after index change, for the time to onset. */
  windows: z.array(z.int().min(1).max(36_500)).min(1).max(20).default([7, 30, 90, 180, 365]),
  tree: z.strictObject({ replications: z.int().min(99).max(99_999).default(999) }).prefault({}),
  negativeControls: z
    .array(z.strictObject({ id: identifier, name: label, ...sourceConcepts }))
    .max(500)
    .default([]),
  multiplicity: z.strictObject({ level: z.number().gt(0).lt(1).default(0.05) }).prefault({}),
});

/** A safety study with every default filled in. */
export type SafetySpecification = z.output<typeof safetySpecification>;
export type SafetyTimeAtRisk = SafetySpecification['timesAtRisk'][number];
export type ExposureSpecification = SafetySpecification['exposure'];
