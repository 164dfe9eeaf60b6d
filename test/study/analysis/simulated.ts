import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import type { DesignColumn } from '../../../shared/stats/penalised/designColumn.ts';
import type { ComparisonInput } from '../../../shared/study/analysis/comparisonInput.ts';
import type { Covariate } from '../../../shared/study/covariates/covariateMatrix.ts';
import type { FollowUp, StudyPopulation } from '../../../shared/study/population/studyPopulation.ts';
import { comparisonSpecification } from '../../../shared/study/specification/comparisonSpecification.ts';

type SpecificationInput = Parameters<typeof comparisonSpecification.parse>[0];

/** A specification of two arms and one outcome, with what is given instead of the defaults. */
export function specificationOf(changes: Record<string, unknown> = {}): ComparisonInput['specification'] {
  const base: SpecificationInput = {
    akashiStudy: 1,
    type: 'comparison',
    name: '試験 / Trial',
    seed: 7,
    definitions: {},
    arms: [
      { id: 'new', name: 'New', cohort: 'a' },
      { id: 'old', name: 'Old', cohort: 'b' },
    ],
    timesAtRisk: [
      {
        id: 'itt',
        name: 'ITT',
        start: { anchor: 'index', days: 1 },
        end: { anchor: 'observationEnd', days: 0 },
      },
    ],
    outcomes: [{ id: 'mi', name: 'MI', cohort: 'mi' }],
    ...changes,
  };
  return comparisonSpecification.parse(base);
}

export interface Columns {
  readonly arm: ArrayLike<number>;
  readonly days: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  /** All are picked covariates; binary where they hold only 0 and 1. */
  readonly covariates: Readonly<Record<string, Float64Array>>;
}

/** The input of an analysis from plain columns, every person followed for the one outcome. */
export function inputOf(columns: Columns, changes: Record<string, unknown> = {}): ComparisonInput {
  const rows = columns.arm.length;
  const specification = specificationOf(changes);
  const followUps = specification.outcomes.flatMap(({ id }) =>
    specification.timesAtRisk.map((time) => followUpOf(columns, id, time.id)),
  );
  const names = Object.keys(columns.covariates);
  return {
    specification,
    studyHash: 'hash',
    population: populationOf(columns, followUps, specification.arms.length),
    covariates: {
      rows,
      covariates: names.map((name) => pickedCovariate(name, columns.covariates[name] ?? new Float64Array())),
      columns: names.map(
        (name): DesignColumn => ({
          kind: 'dense',
          values: columns.covariates[name] ?? new Float64Array(),
        }),
      ),
      excluded: [],
    },
    negativeControls: [],
  };
}

function pickedCovariate(name: string, values: Float64Array): Covariate {
  const isBinary = values.every((value) => value === 0 || value === 1);
  return {
    id: name,
    domain: 'picked',
    window: 'anyTime',
    concept: null,
    name,
    kind: isBinary ? 'binary' : 'continuous',
  };
}

export function followUpOf(
  columns: Pick<Columns, 'days' | 'status'>,
  outcome: string,
  timeAtRisk: string,
): FollowUp {
  const rows = columns.days.length;
  return {
    outcome,
    timeAtRisk,
    included: new Uint8Array(rows).fill(1),
    start: new Int32Array(rows).fill(1),
    days: Int32Array.from(columns.days),
    status: Uint8Array.from(columns.status),
  };
}

function populationOf(columns: Columns, followUps: readonly FollowUp[], arms: number): StudyPopulation {
  const rows = columns.arm.length;
  const persons = Array.from(
    { length: arms },
    (_, a) => Array.from(columns.arm).filter((arm) => arm === a).length,
  );
  return {
    rows,
    personNo: Int32Array.from({ length: rows }, (_, i) => i),
    arm: Uint8Array.from(columns.arm),
    indexDay: new Int32Array(rows),
    age: new Int32Array(rows).fill(60),
    sex: Uint8Array.from({ length: rows }, (_, i) => i % 2),
    followUps,
    attrition: [{ step: 'cohort', persons }],
    subgroups: [],
    clones: null,
  };
}

/** Sick persons get arm 0 more often and have the outcome sooner; the hazard ratio of arm 0 is exp(`logHazardRatio`). */
export function confounded(seed: number, persons: number, logHazardRatio: number): Columns {
  const random = seededRandom(seed);
  const draws = Array.from({ length: persons }, () => {
    const sick = random() < 0.4 ? 1 : 0;
    const age = Math.round(50 + 30 * random());
    const eta = -0.6 + 1.4 * sick + 0.03 * (age - 65);
    const arm = random() < 1 / (1 + Math.exp(-eta)) ? 0 : 1;
    const hazard = 0.0004 * Math.exp(1.2 * sick + 0.04 * (age - 65) + (arm === 0 ? logHazardRatio : 0));
    const event = -Math.log(random()) / hazard;
    const death = -Math.log(random()) / (0.0002 * Math.exp(0.5 * sick));
    const end = 1 + 1500 * random();
    const first = Math.min(event, death, end);
    return {
      sick,
      age,
      arm,
      days: Math.max(1, Math.ceil(first)),
      status: first === event ? 1 : first === death ? 2 : 0,
    };
  });
  return {
    arm: draws.map(({ arm }) => arm),
    days: draws.map(({ days }) => days),
    status: draws.map(({ status }) => status),
    covariates: {
      sick: Float64Array.from(draws, ({ sick }) => sick),
      age: Float64Array.from(draws, ({ age }) => age),
    },
  };
}

export function selectRows(columns: Columns, keep: (row: number) => boolean): Columns {
  const rows = Array.from({ length: columns.arm.length }, (_, row) => row).filter(keep);
  const pick = (values: ArrayLike<number>): number[] => rows.map((row) => values[row] as number);
  return {
    arm: pick(columns.arm),
    days: pick(columns.days),
    status: pick(columns.status),
    covariates: Object.fromEntries(
      Object.entries(columns.covariates).map(([name, values]) => [name, Float64Array.from(pick(values))]),
    ),
  };
}
