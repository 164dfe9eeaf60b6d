import { z } from 'zod';
import { conceptItems, days, definitions, identifier, label, sourceConcepts } from './specificationParts.ts';

/**
 * A comparative study as its file holds it (`"type": "comparison"`). One schema gives the reader, the TypeScript type
 * and the published JSON Schema. Every default is filled in by the reader, so that code meets no missing setting.
 * Days are counted from index (day 0).
 */

/** A category of a treatment matrix's axis: what counts as this kind of treatment. */
const treatmentKind = z.strictObject({ id: identifier, name: label, ...sourceConcepts });

/** Upper bounds (exclusive) between bands, ascending: n breaks make n + 1 bands. */
const breaks = z.array(z.number()).min(1).max(30);

const axis = z.discriminatedUnion('kind', [
  /** Which of several treatments was given on or nearest after index, within `withinDays`. */
  z.strictObject({
    kind: z.literal('treatment'),
    id: identifier,
    name: label,
    withinDays: days.default(0),
    categories: z.array(treatmentKind).min(1).max(50),
  }),
  /** Strength × quantity ÷ days supply of the drug records on index; in mg or in defined daily doses. */
  z.strictObject({
    kind: z.literal('dailyDose'),
    id: identifier,
    name: label,
    unit: z.enum(['mg', 'DDD']).default('mg'),
    /** Milligrams of one defined daily dose by ingredient concept id; needed for `DDD`. */
    dailyDoses: z.record(z.string(), z.number().positive()).default({}),
    breaks,
  }),
  /** Days from index to the end of the treatment course, supplies joined over gaps of up to `gapDays`. After index. */
  z.strictObject({
    kind: z.literal('duration'),
    id: identifier,
    name: label,
    gapDays: days.default(30),
    breaks,
  }),
  /** Milligrams of the treatment course that begins at index. After index. */
  z.strictObject({
    kind: z.literal('cumulativeDose'),
    id: identifier,
    name: label,
    gapDays: days.default(30),
    breaks,
  }),
  /** Material or coating of the device placed at index. */
  z.strictObject({
    kind: z.literal('deviceQuality'),
    id: identifier,
    name: label,
    attribute: z.enum(['material', 'coating']),
    categories: z
      .array(z.strictObject({ id: identifier, name: label, conceptIds: z.array(z.int()).min(1).max(100) }))
      .min(1)
      .max(50),
  }),
  /** Millimetres of the device placed at index (the largest when several were). */
  z.strictObject({
    kind: z.literal('deviceSize'),
    id: identifier,
    name: label,
    attribute: z.enum(['diameter', 'length']),
    breaks,
  }),
  /** Days of the hospital stay that holds index. After index. */
  z.strictObject({ kind: z.literal('lengthOfStay'), id: identifier, name: label, breaks }),
]);

const matrix = z.strictObject({
  /** Who is looked at: a definition; its start is index. */
  base: identifier,
  /** Drugs or devices that the axes of dose, duration and device are about; those of the treatment axis when empty. */
  about: z.strictObject(sourceConcepts).nullable().default(null),
  axes: z.array(axis).min(1).max(4),
});

const arm = z.strictObject({
  id: identifier,
  name: label,
  /** Either a cohort definition … */
  cohort: identifier.nullable().default(null),
  /** … or cells of the matrix: for each axis named the categories (ids, or `band0` … `bandN`) that belong to the arm. */
  cells: z
    .record(identifier, z.array(z.string().max(100)).min(1).max(60))
    .nullable()
    .default(null),
});

const timeAtRisk = z.strictObject({
  id: identifier,
  name: label,
  /** First day at risk. */
  start: z.strictObject({ anchor: z.enum(['index', 'cohortEnd']), days: z.int().min(-36_500).max(36_500) }),
  /** Last day at risk; observation always ends it. */
  end: z.strictObject({
    anchor: z.enum(['index', 'cohortEnd', 'observationEnd']),
    days: z.int().min(-36_500).max(36_500),
  }),
  /** Ends at the day somebody starts what another arm is about. */
  censorAtSwitch: z.boolean().default(false),
});

const outcome = z.strictObject({
  id: identifier,
  name: label,
  cohort: identifier,
  /** Leaves out who had it in so many days before index; null: ever before; false: nobody is left out. */
  priorOutcome: z
    .union([z.literal(false), z.strictObject({ lookbackDays: days.nullable() })])
    .default({ lookbackDays: null }),
  /** What ends the risk of it: death from the release, or a definition. */
  competing: z.union([z.literal('death'), z.literal('none'), identifier]).default('death'),
  /** Share of recorded cases that are true (positive predictive value), with where it is from; for bias analysis. */
  ppv: z
    .strictObject({ value: z.number().gt(0).max(1), source: z.string().max(1_000) })
    .nullable()
    .default(null),
});

const covariateWindow = z.enum(['anyTime', 'long', 'medium', 'short', 'index']);
const covariateDomain = z.enum([
  'demographics',
  'condition',
  'conditionGroup',
  'drug',
  'drugGroup',
  'procedure',
  'device',
  'measurement',
  'measurementValue',
  'observation',
  'visit',
  'score',
]);

const covariates = z.strictObject({
  /** Families taken as a whole; none leaves only the picked ones. */
  domains: z
    .array(covariateDomain)
    .max(12)
    .default([
      'demographics',
      'conditionGroup',
      'condition',
      'drug',
      'drugGroup',
      'procedure',
      'device',
      'measurement',
      'measurementValue',
      'observation',
      'visit',
      'score',
    ]),
  windows: z.array(covariateWindow).max(5).default(['anyTime', 'long', 'short']),
  /** Covariates that fewer persons have are left out of the large set. */
  minimumPersons: z.int().min(1).max(1_000_000).default(100),
  /** Hand-picked: always in the model (and in doubly robust outcome models). */
  picked: z
    .array(
      z.strictObject({
        id: identifier,
        name: label,
        window: covariateWindow.default('anyTime'),
        ...sourceConcepts,
        /** `value`: the last numeric value in the window, instead of whether there is a record. */
        take: z.enum(['presence', 'value']).default('presence'),
      }),
    )
    .max(500)
    .default([]),
  /** Concepts (with their descendants where the item says so) that no covariate may be made of. */
  exclude: conceptItems.default([]),
  /** Leaves out what the arms are defined by, and covariates correlated with treatment above the limit. */
  excludeProxies: z
    .strictObject({
      definitions: z.boolean().default(true),
      correlation: z.number().min(0).max(1).default(0.5),
    })
    .default({ definitions: true, correlation: 0.5 }),
});

const adjustment = z.strictObject({
  method: z.enum(['none', 'matching', 'stratification', 'weighting', 'standardisation']).default('weighting'),
  estimand: z.enum(['ATE', 'ATT', 'ATC', 'ATO', 'ATM']).default('ATT'),
  propensity: z
    .strictObject({
      /** `large`: L1 logistic regression of all covariates; `picked`: plain logistic regression of demographics and the picked. */
      model: z.enum(['large', 'picked']).default('large'),
      folds: z.int().min(2).max(20).default(10),
      /** Persons per arm that the model is fitted on. */
      mostPersons: z.int().min(100).default(250_000),
    })
    .default({ model: 'large', folds: 10, mostPersons: 250_000 }),
  trim: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('symmetric'), bound: z.number().min(0).max(0.5).default(0.1) }),
      z.strictObject({ kind: z.literal('optimal') }),
      z.strictObject({ kind: z.literal('asymmetric'), fraction: z.number().min(0).max(0.5).default(0.05) }),
      z.strictObject({
        kind: z.literal('equipoise'),
        lower: z.number().min(0).max(1).default(0.3),
        upper: z.number().min(0).max(1).default(0.7),
      }),
    ])
    .default({ kind: 'none' }),
  matching: z
    .strictObject({
      /** Comparators per target person; 0: as many as there are (variable ratio). */
      ratio: z.int().min(0).max(100).default(1),
      caliper: z.number().min(0).default(0.2),
      scale: z.enum(['propensity', 'standardised', 'standardisedLogit']).default('standardisedLogit'),
      /** Who chooses first: the closest pairs, or the largest or smallest score, or the order of persons. */
      order: z.enum(['closest', 'largest', 'smallest', 'data']).default('closest'),
    })
    .default({ ratio: 1, caliper: 0.2, scale: 'standardisedLogit', order: 'closest' }),
  strata: z.int().min(1).max(100).default(10),
  /** Weights are cut at these quantiles. */
  truncateWeights: z
    .strictObject({ lower: z.number().min(0).max(0.5), upper: z.number().min(0.5).max(1) })
    .nullable()
    .default(null),
});

const subgroup = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sex'), id: identifier, name: label }),
  z.strictObject({ kind: z.literal('age'), id: identifier, name: label, breaks }),
  /** With and without a record in the window before index. */
  z.strictObject({
    kind: z.literal('history'),
    id: identifier,
    name: label,
    window: covariateWindow.default('anyTime'),
    ...sourceConcepts,
  }),
  /** Bands of the last value before index. */
  z.strictObject({
    kind: z.literal('value'),
    id: identifier,
    name: label,
    window: covariateWindow.default('anyTime'),
    ...sourceConcepts,
    breaks,
  }),
]);

/** Limits of the diagnostics, as in CohortMethod 6. An effect is shown only where all pass or somebody said why not. */
const thresholds = z.strictObject({
  equipoise: z.number().min(0).max(1).default(0.2),
  standardisedDifference: z.number().min(0).max(1).default(0.1),
  minimumDetectableRelativeRisk: z.number().min(1).default(10),
  systematicError: z.number().min(0).default(0.25),
});

const override = z.strictObject({
  target: identifier,
  comparator: identifier,
  outcome: identifier,
  timeAtRisk: identifier,
  reason: z.string().min(10).max(2_000),
  /** Who, and when (ISO), as they wrote it. */
  by: z.string().min(1).max(200),
  at: z.string().max(40),
});

export const comparisonSpecification = z.strictObject({
  akashiStudy: z.literal(1),
  type: z.literal('comparison'),
  name: label,
  description: z.string().max(20_000).default(''),
  /** Of everything random: folds, samples, bootstraps, ties. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  definitions,
  matrix: matrix.nullable().default(null),
  arms: z.array(arm).min(2).max(20),
  /** Guards arms that are defined by what happens after index. Null only when no arm is. */
  immortalTime: z
    .discriminatedUnion('kind', [
      /** Follow-up begins at the landmark; arms are cut by what is known then; who had the outcome before is left out. */
      z.strictObject({ kind: z.literal('landmark'), day: z.int().min(1).max(3_650) }),
      /** Everybody is cloned into every arm, censored on deviation, and weighted by the inverse chance of staying. */
      z.strictObject({ kind: z.literal('cloneCensorWeight'), graceDays: z.int().min(1).max(3_650) }),
    ])
    .nullable()
    .default(null),
  population: z
    .strictObject({
      priorObservationDays: days.default(365),
      firstEntryOnly: z.boolean().default(true),
      /** Nobody who is in another arm in so many days before index; null: not looked at. */
      washoutOtherArmsDays: days.nullable().default(null),
      /** Index dates only from when to when all arms occur. */
      commonPeriod: z.boolean().default(false),
      from: z.iso.date().nullable().default(null),
      to: z.iso.date().nullable().default(null),
      ageFrom: z.int().min(0).max(150).nullable().default(null),
      ageTo: z.int().min(0).max(150).nullable().default(null),
      sex: z.enum(['male', 'female', 'all']).default('all'),
      /** Who enters several arms: kept in the first, or left out. */
      inSeveralArms: z.enum(['keepFirst', 'removeAll']).default('keepFirst'),
      minimumDaysAtRisk: z.int().min(0).max(36_500).default(1),
    })
    .prefault({}),
  timesAtRisk: z.array(timeAtRisk).min(1).max(10),
  outcomes: z.array(outcome).min(1).max(50),
  /** Outcomes that the treatments cannot cause; for systematic error. */
  negativeControls: z
    .array(z.strictObject({ id: identifier, name: label, ...sourceConcepts }))
    .max(500)
    .default([]),
  covariates: covariates.prefault({}),
  adjustment: adjustment.prefault({}),
  outcomeModel: z
    .strictObject({
      kind: z.enum(['cox', 'poisson', 'logistic']).default('cox'),
      /** Covariates in the outcome model besides the propensity score: doubly robust. */
      covariates: z.enum(['none', 'picked', 'large']).default('none'),
    })
    .prefault({}),
  /** Days at which risks, risk differences and restricted means are given. */
  horizons: z.array(z.int().min(1).max(36_500)).min(1).max(10).default([365]),
  /** Days at which piecewise hazard ratios change, where proportionality fails. */
  pieces: z.array(z.int().min(1).max(36_500)).max(10).default([]),
  subgroups: z.array(subgroup).max(30).default([]),
  /** Arms in order of dose with the dose that each stands for: asks for a trend and a spline. */
  doseResponse: z
    .strictObject({
      arms: z
        .array(z.strictObject({ arm: identifier, dose: z.number() }))
        .min(3)
        .max(20),
    })
    .nullable()
    .default(null),
  thresholds: thresholds.prefault({}),
  overrides: z.array(override).max(1_000).default([]),
});

/** A comparative study with every default filled in. */
export type ComparisonSpecification = z.output<typeof comparisonSpecification>;
export type ComparisonArm = ComparisonSpecification['arms'][number];
export type ComparisonOutcome = ComparisonSpecification['outcomes'][number];
export type TimeAtRisk = ComparisonSpecification['timesAtRisk'][number];
export type MatrixSpecification = NonNullable<ComparisonSpecification['matrix']>;
export type MatrixAxis = MatrixSpecification['axes'][number];
export type Adjustment = ComparisonSpecification['adjustment'];
export type CovariateSettings = ComparisonSpecification['covariates'];
export type SubgroupSpecification = ComparisonSpecification['subgroups'][number];
export type CovariateWindow = z.output<typeof covariateWindow>;
export type CovariateDomain = z.output<typeof covariateDomain>;
export type DiagnosticOverride = ComparisonSpecification['overrides'][number];
