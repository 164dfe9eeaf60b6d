import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import type { DesignColumn } from '../../../shared/stats/penalised/designColumn.ts';
import type { ComparisonInput } from '../../../shared/study/analysis/comparisonInput.ts';
import { pairPersons } from '../../../shared/study/analysis/pairPersons.ts';
import { fitPropensity } from '../../../shared/study/analysis/propensityModel.ts';
import type { Covariate } from '../../../shared/study/covariates/covariateMatrix.ts';
import type { ArmModel } from '../../../shared/study/effects/generalisedPropensity.ts';
import {
  type ComparisonSpecification,
  comparisonSpecification,
} from '../../../shared/study/specification/comparisonSpecification.ts';

/** Truth of an invented study: hazards are constant in time and the same for everybody but for what is said here. */
export interface InventedTruth {
  readonly seed: number;
  readonly persons: number;
  /** Log hazard ratio of each arm against the first, without diabetes; one per arm. */
  readonly effects: readonly number[];
  /** What diabetes adds to the log hazard ratio of every arm but the first. */
  readonly interaction?: number;
  /**
   * How strongly diabetes and frailty raise the hazard and, unless arms are drawn by lot, draw persons to later arms.
   */
  readonly confounding?: number;
  /** Arms are drawn by lot: crude effects are then true ones. */
  readonly randomised?: boolean;
  readonly dailyHazard?: number;
  readonly specification?: Record<string, unknown>;
}

/** Models of every arm against the first, as the analysis of their pairs gives them. */
export function armModels(input: ComparisonInput): (ArmModel | null)[] {
  const { specification, population, covariates } = input;
  return specification.arms.slice(1).map((_, k) => {
    const persons = pairPersons(population, 0, k + 1);
    const { propensity } = specification.adjustment;
    const { coefficients } = fitPropensity(persons, covariates, propensity, specification.seed, () => {});
    return coefficients && { intercept: -coefficients.intercept, beta: coefficients.beta.map((b) => -b) };
  });
}

export interface InventedStudy {
  readonly input: ComparisonInput;
  readonly diabetic: Uint8Array;
  readonly frailty: Float64Array;
}

/** Normal numbers from uniform ones (Box and Muller). */
export function normalFrom(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** Persons with diabetes (3 in 10) and frailty, drawn to the arms by both, followed for two years. */
export function inventedStudy(truth: InventedTruth): InventedStudy {
  const { seed, persons, effects, interaction = 0, confounding = 0.7, dailyHazard = 0.0003 } = truth;
  const random = seededRandom(seed);
  const exponential = (rate: number): number => -Math.log(random()) / rate;
  const arm = new Uint8Array(persons);
  const age = new Int32Array(persons);
  const sex = new Uint8Array(persons);
  const diabetic = new Uint8Array(persons);
  const frailty = new Float64Array(persons);
  const days = new Int32Array(persons);
  const status = new Uint8Array(persons);
  for (let i = 0; i < persons; i++) {
    diabetic[i] = random() < 0.3 ? 1 : 0;
    frailty[i] = normalFrom(random);
    age[i] = 50 + Math.floor(random() * 40);
    sex[i] = random() < 0.5 ? 0 : 1;
    const risk = (diabetic[i] as number) + (frailty[i] as number);
    const pull = truth.randomised ? 0 : confounding / Math.max(1, effects.length - 1);
    const odds = effects.map((_, a) => Math.exp(pull * a * risk));
    let place = random() * odds.reduce((a, b) => a + b, 0);
    let chosen = 0;
    while (place > (odds[chosen] as number) && chosen < effects.length - 1) place -= odds[chosen++] as number;
    arm[i] = chosen;
    const effect = (effects[chosen] as number) + (chosen > 0 ? interaction * (diabetic[i] as number) : 0);
    const event = exponential(dailyHazard * Math.exp(effect + confounding * risk));
    const death = exponential(0.0002);
    const end = Math.min(730, exponential(0.0005));
    const last = Math.min(event, death, end);
    days[i] = Math.max(1, Math.ceil(last));
    status[i] = last === event ? 1 : last === death ? 2 : 0;
  }
  const specification = inventedSpecification(seed, effects.length, truth.specification ?? {});
  const columns: DesignColumn[] = [
    { kind: 'sparse', rows: Int32Array.from(diabetic.keys()).filter((i) => diabetic[i] === 1) },
    { kind: 'dense', values: frailty },
  ];
  const population = {
    rows: persons,
    personNo: Int32Array.from({ length: persons }, (_, i) => i),
    arm,
    indexDay: new Int32Array(persons).fill(18_000),
    age,
    sex,
    followUps: [
      {
        outcome: 'stroke',
        timeAtRisk: 'itt',
        included: new Uint8Array(persons).fill(1),
        start: new Int32Array(persons),
        days,
        status,
      },
    ],
    attrition: [],
    subgroups: [
      {
        id: 'diabetes',
        categories: [
          { id: 'without', name: 'なし / without' },
          { id: 'with', name: 'あり / with' },
        ],
        category: Int8Array.from(diabetic),
      },
      {
        id: 'sex',
        categories: [
          { id: 'male', name: '男 / male' },
          { id: 'female', name: '女 / female' },
        ],
        category: Int8Array.from(sex),
      },
    ],
    clones: null,
  };
  const covariates = {
    rows: persons,
    covariates: [covariate('diabetes', 'binary'), covariate('frailty', 'continuous')],
    columns,
    excluded: [],
  };
  return {
    input: { specification, studyHash: 'invented', population, covariates, negativeControls: [] },
    diabetic,
    frailty,
  };
}

function covariate(id: string, kind: Covariate['kind']): Covariate {
  return { id, domain: 'picked', window: 'anyTime', concept: null, name: id, kind };
}

function inventedSpecification(
  seed: number,
  arms: number,
  further: Record<string, unknown>,
): ComparisonSpecification {
  const history = { window: 'anyTime', domain: 'condition', concepts: [{ conceptId: 201826 }] };
  return comparisonSpecification.parse({
    akashiStudy: 1,
    type: 'comparison',
    name: 'Invented',
    seed,
    definitions: {},
    arms: Array.from({ length: arms }, (_, a) => ({ id: `arm${a}`, name: `Arm ${a}`, cohort: `c${a}` })),
    timesAtRisk: [
      {
        id: 'itt',
        name: 'ITT',
        start: { anchor: 'index', days: 1 },
        end: { anchor: 'observationEnd', days: 0 },
      },
    ],
    outcomes: [{ id: 'stroke', name: 'Stroke', cohort: 'stroke' }],
    horizons: [365, 700],
    subgroups: [
      { kind: 'history', id: 'diabetes', name: '糖尿病 / Diabetes', ...history },
      { kind: 'sex', id: 'sex', name: '性別 / Sex' },
    ],
    adjustment: { estimand: 'ATE', propensity: { model: 'picked' } },
    ...further,
  });
}
