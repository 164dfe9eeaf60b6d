import { shippedCohorts } from '../../../shared/demo/cohorts/shippedCohorts.ts';
import type { PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import type { Covariate } from '../../../shared/study/covariates/covariateMatrix.ts';
import type { TreatmentMatrix } from '../../../shared/study/matrix/treatmentMatrix.ts';
import type {
  BalanceRow,
  ComparisonResult,
  Effect,
  EffectMeasure,
  IncidenceCurve,
  OutcomeResult,
  PatientProfile,
  PatientsLike,
} from '../../../shared/study/result/comparisonResult.ts';
import type { StudyFile } from '../../../shared/study/studyApi.ts';
import type { Provenance } from '../../../shared/workbenchApi.ts';

const few = { withheld: 'small', below: 10 } as const;
const arms = [
  { id: 'coated', name: 'ポリマー被覆ステント / Polymer-coated stent' },
  { id: 'bare', name: 'ベアメタルステント / Bare-metal stent' },
  { id: 'balloon', name: 'バルーンのみ / Balloon only' },
] as const;

/** Invented studies of the shipped definitions. */
export function sampleStudies(): readonly StudyFile[] {
  return [
    study('stent-material', 'ステントの材質と再血行再建 / Stent material and revascularization', 3),
    study('two-arms', '二群の研究 / Two arms', 2),
  ];
}

function study(name: string, title: string, count: number): StudyFile {
  const definitions = shippedCohorts()
    .slice(0, 4)
    .map(({ name: id, text }) => [id, JSON.parse(text)] as const);
  const [base, ...others] = definitions.map(([id]) => id);
  return {
    name,
    text: `${JSON.stringify(
      {
        akashiStudy: 1,
        type: 'comparison',
        name: title,
        seed: 20260401,
        definitions: Object.fromEntries(
          definitions.map(([id, expression]) => [id, { name: expression.name ?? id, expression }]),
        ),
        matrix: {
          base,
          axes: [
            {
              kind: 'treatment',
              id: 'kind',
              name: '治療 / Treatment',
              categories: arms.map(({ id, name: label }, i) => ({
                id,
                name: label,
                domain: 'device',
                concepts: [{ conceptId: 1 + i }],
              })),
            },
            {
              kind: 'deviceSize',
              id: 'size',
              name: '径 (mm) / Diameter (mm)',
              attribute: 'diameter',
              breaks: [2.75, 3.5],
            },
          ],
        },
        arms: arms.slice(0, count).map(({ id, name: label }) => ({ id, name: label, cells: { kind: [id] } })),
        timesAtRisk: [
          {
            id: 'itt',
            name: 'ITT 3 年 / ITT 3 years',
            start: { anchor: 'index', days: 1 },
            end: { anchor: 'index', days: 1095 },
          },
        ],
        outcomes: [
          { id: 'tvr', name: '標的血管再血行再建 / Target vessel revascularization', cohort: others[0] },
          { id: 'death', name: '死亡 / Death', cohort: others[1], competing: 'none' },
        ],
        horizons: [365, 1095],
        subgroups: [
          { kind: 'sex', id: 'sex', name: '性別 / Sex' },
          { kind: 'age', id: 'age', name: '年齢 / Age', breaks: [65, 75] },
          {
            kind: 'history',
            id: 'diabetes',
            name: '糖尿病 / Diabetes',
            domain: 'condition',
            concepts: [{ conceptId: 201826 }],
          },
        ],
      },
      null,
      2,
    )}\n`,
  };
}

const provenance: Provenance = {
  releaseId: 'jp-demo-2026.1',
  releaseDigest: 'a41c07d2f5b94e6c8d10a3b2e77f5590c4d3a1fe28b96c70515e4dd2389b9f9e',
  definitionHash: '5c0a'.repeat(16),
  method: 'comparison',
  engine: 'duckdb',
  akashiVersion: '0.1.0',
  generatedAt: '2026-11-20T03:00:00Z',
  milliseconds: 41_000,
};

function effect(measure: EffectMeasure, estimate: number, half: number, more: Partial<Effect> = {}): Effect {
  const isDifference = measure.endsWith('Difference');
  return {
    measure,
    horizon: null,
    piece: null,
    estimate,
    lower: isDifference ? estimate - half : estimate * Math.exp(-half),
    upper: isDifference ? estimate + half : estimate * Math.exp(half),
    p: 0.0004,
    standardError: half / 1.96,
    ...more,
  };
}

function covariate(i: number): Covariate {
  const names = [
    '年齢 / Age',
    '女性 / Female',
    'CCS 分類 III–IV / CCS class III–IV',
    '多枝病変 / Multivessel',
    '糖尿病 / Diabetes',
    '脂質異常症 / Dyslipidaemia',
    '慢性腎臓病 / Chronic kidney disease',
    'アスピリン / Aspirin',
    'スタチン / Statin',
    '前年の入院 / Admitted last year',
  ];
  return {
    id: `condition long ${i}`,
    domain: i < 2 ? 'demographics' : 'condition',
    window: i < 2 ? null : 'long',
    concept: i < 2 ? null : { id: i, code: `I${20 + i}`, vocabulary: 'ICD10', name: names[i % 10] ?? '' },
    name: `${names[i % 10]}${i < 10 ? '' : ` ${i}`}`,
    kind: i === 0 ? 'continuous' : 'binary',
  };
}

/** Invented rows of balance: differences shrink by adjustment, a few stay. */
export function sampleBalance(count: number): readonly BalanceRow[] {
  return Array.from({ length: count }, (_, i) => {
    const before = Math.sin(i * 7.3) * 0.42 * Math.exp(-i / 60) + 0.01;
    const moments = (difference: number) => ({
      target: i === 0 ? 68.4 : 0.31 + difference / 3,
      comparator: i === 0 ? 66.1 : i % 17 === 5 ? null : 0.31,
      sdTarget: 0.46,
      sdComparator: 0.46,
      standardisedDifference: i % 17 === 5 ? null : difference,
    });
    return { covariate: covariate(i), before: moments(before), after: moments(before * 0.12) };
  });
}

function curve(arm: number, adjusted: boolean): IncidenceCurve {
  const days = Array.from({ length: 60 }, (_, i) => Math.round(((i + 1) * 1095) / 60));
  const speed = [0.00011, 0.0002, 0.00026][arm] ?? 0.0001;
  const incidence = days.map((day) => 1 - Math.exp(-speed * day * (adjusted ? 1 : 1.12)));
  return {
    arm: arms[arm]?.id ?? '',
    adjusted,
    days,
    incidence,
    lower: incidence.map((one, i) => one - 0.0006 * Math.sqrt(i + 1) * (arm + 1)),
    upper: incidence.map((one, i) => one + 0.0006 * Math.sqrt(i + 1) * (arm + 1)),
    competing: days.map((day) => 1 - Math.exp(-0.00004 * day)),
    atRisk: [0, 180, 365, 730, 1095].map((day, i) => ({
      day,
      persons:
        arm === 2 && i > 3
          ? few
          : Math.round([14_208, 3_911, 640][arm] ?? 0) - i * ([1_800, 520, 140][arm] ?? 0),
    })),
  };
}

function outcome(
  target: number,
  comparator: number,
  id: 'tvr' | 'death',
  passes: boolean,
  overridden: boolean,
): OutcomeResult {
  const name = id === 'tvr' ? '標的血管再血行再建 / Target vessel revascularization' : '死亡 / Death';
  const arm = (persons: number, events: PublishedCount) => ({
    persons,
    withOutcome: events,
    withCompeting: 312,
    personYears: persons * 2.4,
    rate: { estimate: 41.2, lower: 38.8, upper: 43.7 },
    followUp: { lower: 402, median: 911, upper: 1095 },
  });
  const hazard = id === 'tvr' ? 0.58 : 1.06;
  const main = effect('hazardRatio', hazard, 0.11);
  const subgroup = (sid: string, label: string, categories: readonly string[], shift: number) => ({
    id: sid,
    name: label,
    categories: categories.map((category, i) => ({
      id: `${sid}${i}`,
      name: category,
      target: 6_200 - i * 900,
      comparator: 1_700 - i * 500,
      targetEvents: i === 2 ? few : 510 - i * 80,
      comparatorEvents: i === 2 ? few : 280 - i * 60,
      effect: i === 2 ? null : effect('hazardRatio', hazard * Math.exp((i - 0.5) * shift), 0.19 + 0.05 * i),
      shrunk: i === 2 ? null : effect('hazardRatio', hazard * Math.exp((i - 0.5) * shift * 0.6), 0.14),
    })),
    interactionP: shift > 0.2 ? 0.03 : 0.62,
    interactionAdjustedP: shift > 0.2 ? 0.09 : 1,
  });
  const opened = passes || overridden;
  return {
    outcome: id,
    name,
    timeAtRisk: 'itt',
    target: arm(14_208, 1_602),
    comparator: arm(3_911, 711),
    diagnostics: [
      { kind: 'equipoise', value: 0.61, threshold: 0.2, passes: true },
      { kind: 'balance', value: passes ? 0.06 : 0.14, threshold: 0.1, passes },
      { kind: 'minimumDetectableRelativeRisk', value: 1.12, threshold: 10, passes: true },
      { kind: 'systematicError', value: 0.04, threshold: 0.25, passes: true },
      { kind: 'positivity', value: null, threshold: null, passes: true },
      { kind: 'events', value: 711, threshold: 10, passes: true },
    ],
    blinding: passes
      ? null
      : {
          failed: ['balance'],
          override: overridden
            ? { reason: '背景を確かめたうえで探索的に見る。', by: '解析 太郎', at: '2026-11-20T03:04:05Z' }
            : null,
        },
    estimates: opened
      ? {
          crude: [
            effect('hazardRatio', hazard * 0.8, 0.09),
            effect('riskDifference', -0.069, 0.008, { horizon: 365 }),
          ],
          adjusted: [
            main,
            effect('subdistributionHazardRatio', hazard + 0.01, 0.11),
            effect('riskDifference', -0.051, 0.009, { horizon: 365 }),
            effect('riskDifference', -0.069, 0.013, { horizon: 1095 }),
            effect('riskRatio', 0.61, 0.12, { horizon: 365 }),
            effect('rmstDifference', 12.4, 3.1, { horizon: 365 }),
          ],
          calibrated: effect('hazardRatio', hazard + 0.02, 0.13),
          numbersNeeded: [{ horizon: 365, estimate: 20, lower: 16, upper: 24 }],
          curves: [
            curve(target, true),
            curve(comparator, true),
            curve(target, false),
            curve(comparator, false),
          ],
          proportionality: {
            p: id === 'death' ? 0.002 : 0.34,
            crosses: id === 'death',
            pieces:
              id === 'death'
                ? [
                    effect('hazardRatio', 1.6, 0.2, { piece: { from: 0, to: 90 } }),
                    effect('hazardRatio', 0.8, 0.2, { piece: { from: 90, to: null } }),
                  ]
                : [],
          },
          subgroups: [
            subgroup('sex', '性別 / Sex', ['男性 / Male', '女性 / Female'], 0.05),
            subgroup('age', '年齢 / Age', ['< 65', '65–75', '≥ 75'], 0.1),
            subgroup('diabetes', '糖尿病 / Diabetes', ['あり / With', 'なし / Without'], 0.3),
          ],
          sensitivity: {
            eValue: { estimate: 2.9, limit: 2.5 },
            misclassification: {
              ppv: 0.88,
              source: 'Ando 2018',
              corrected: effect('hazardRatio', hazard - 0.04, 0.12),
            },
            tippingPoint: [0.1, 0.2, 0.3, 0.4, 0.5].map((prevalenceDifference) => ({
              prevalenceDifference,
              riskRatio: 1 + 0.9 / prevalenceDifference,
            })),
            negativeControls: {
              estimable: 28,
              asked: 38,
              systematicError: 0.04,
              nullMean: 0.03,
              nullSd: 0.08,
              points: Array.from({ length: 28 }, (_, i) => ({
                id: `c${i}`,
                name: `対照 ${i} / Control ${i}`,
                logEstimate: Math.sin(i * 3.1) * 0.3,
                standardError: 0.06 + (i % 9) * 0.03,
              })),
            },
            variants: (
              [
                'intentionToTreat',
                'perProtocol',
                'untrimmed',
                'doublyRobust',
                'matching',
                'stratification',
                'overlap',
              ] as const
            ).map((kind, i) => ({
              kind,
              effect: effect('hazardRatio', hazard * (1 + 0.02 * i), 0.12 + 0.01 * i),
            })),
          },
        }
      : null,
  };
}

/** An invented result of a study of its arms. */
export function sampleResult(file: StudyFile): ComparisonResult {
  const document = JSON.parse(file.text);
  const own = arms.slice(0, document.arms.length);
  const overridden = (document.overrides ?? []).length > 0;
  const pairs = own.flatMap((_, i) => own.slice(i + 1).map((__, k) => [i, i + 1 + k] as const));
  return {
    studyHash: `sample-${file.name}`,
    name: document.name,
    seed: document.seed,
    provenance,
    arms: own.map(({ id, name }, arm) => ({
      id,
      name,
      persons: [14_208, 3_911, 640][arm] ?? 0,
      attrition: (['cohort', 'firstEntry', 'priorObservation', 'severalArms', 'daysAtRisk'] as const).map(
        (step, i) => ({
          step,
          persons: Math.round(([19_800, 6_020, 980][arm] ?? 0) * 0.92 ** i),
        }),
      ),
    })),
    covariates: {
      count: 8_412,
      excluded: [
        {
          id: 'x1',
          name: '薬剤溶出ステント / Drug-eluting stent',
          reason: 'definesTreatment',
          correlation: null,
        },
        { id: 'x2', name: 'プラスグレル / Prasugrel', reason: 'correlatesWithTreatment', correlation: 0.62 },
      ],
    },
    pairs: pairs.map(([target, comparator], place) => ({
      target: own[target]?.id ?? '',
      comparator: own[comparator]?.id ?? '',
      propensity: {
        model: 'large',
        outcome: 'fitted',
        auc: 0.71,
        equipoise: 0.61,
        variance: 0.01,
        coefficients: Array.from({ length: 14 }, (_, i) => ({
          covariate: covariate(i),
          beta: Math.cos(i) * 1.2,
        })),
        coefficientsNotZero: 214,
        preference: Array.from({ length: 20 }, (_, i) => ({
          target: i === 0 ? few : Math.round(1400 * Math.exp(-(((i - 12) / 4) ** 2))) + 20,
          comparator: i === 19 ? few : Math.round(420 * Math.exp(-(((i - 8) / 4) ** 2))) + 12,
        })),
        steps: [
          { step: 'all', target: 14_208, comparator: 3_911 },
          { step: 'weighted', target: 14_208, comparator: 3_911 },
        ],
        effective: { target: 14_208, comparator: 2_904 },
        largestWeight: 8.1,
      },
      balance: { covariates: 8_412, before: 0.42, after: 0.06, aboveBefore: 311, aboveAfter: 0 },
      tableOne: sampleBalance(18),
      outcomes: [
        outcome(target, comparator, 'tvr', place < 2, overridden),
        outcome(target, comparator, 'death', true, overridden),
      ],
    })),
    multiArm:
      own.length < 3
        ? null
        : {
            outcomes: [
              {
                outcome: 'tvr',
                timeAtRisk: 'itt',
                arms: own.map(({ id }, i) => ({
                  arm: id,
                  persons: [14_208, 3_911, 640][i] ?? 0,
                  effective: [13_800, 3_200, 410][i] ?? 0,
                  risks: [365, 1095].map((horizon) => ({
                    horizon,
                    estimate: 0.05 * (i + 1),
                    lower: 0.04 * (i + 1),
                    upper: 0.06 * (i + 1),
                  })),
                  effect: i === 0 ? null : effect('hazardRatio', 1.4 + 0.3 * i, 0.15),
                })),
              },
            ],
            balance: { before: 0.44, after: 0.07 },
            blinded: false,
          },
    doseResponse: null,
    notes: [{ kind: 'missingTables', about: 'observation' }],
  };
}

export function samplePatients({ sex }: PatientProfile): PatientsLike {
  return {
    blinded: [],
    arms: arms.map(({ id, name }, i) => ({
      arm: id,
      name,
      persons: i === 2 ? few : (sex === null ? 812 : 412) - i * 200,
      overlap: (['ample', 'slight', 'none'] as const)[i] ?? 'none',
      risks: (['tvr', 'death'] as const).map((outcomeId) => ({
        outcome: outcomeId,
        horizon: 365,
        risk: i === 2 ? null : { estimate: 0.09 + 0.05 * i, lower: 0.066 + 0.03 * i, upper: 0.123 + 0.1 * i },
      })),
      curves:
        i === 2
          ? []
          : (['tvr', 'death'] as const).map((outcomeId) => {
              const { days, incidence, lower, upper } = curve(i, true);
              return { outcome: outcomeId, days, incidence, lower, upper };
            }),
    })),
  };
}

export function sampleMatrix(): TreatmentMatrix {
  return {
    persons: 42_113,
    axes: [
      { id: 'kind', name: '治療 / Treatment', afterIndex: false, categories: arms },
      {
        id: 'size',
        name: '径 (mm) / Diameter (mm)',
        afterIndex: false,
        categories: ['< 2.75', '2.75–<3.5', '≥ 3.5'].map((name, i) => ({ id: `band${i}`, name })),
      },
    ],
    cells: [0, 1, 2, -1].flatMap((kind) =>
      [0, 1, 2].map((size) => ({
        category: [kind, size],
        persons: kind === 2 && size === 2 ? few : 5_210 - kind * 1_400 - size * 300,
        outcomes: (['tvr', 'death'] as const).map((outcomeId) => ({
          outcome: outcomeId,
          persons: kind === 2 && size === 2 ? few : 211,
          rate: kind === 2 && size === 2 ? null : 31.4 + kind * 9 + size,
        })),
      })),
    ),
    provenance,
  };
}
