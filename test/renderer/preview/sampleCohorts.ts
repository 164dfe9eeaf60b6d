import type { PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import type {
  AgeBand,
  Attrition,
  AttritionRule,
  CohortPage,
  CohortSummary,
} from '../../../shared/workbenchApi.ts';
import { sampleRelease } from './sampleRelease.ts';

const below = 10;
const small: PublishedCount = { withheld: 'small', below };
const complementary: PublishedCount = { withheld: 'complementary', below };

function publish(count: number): PublishedCount {
  const whole = Math.round(count);
  return whole > 0 && whole < below ? small : whole;
}

function hashOf(seed: number): string {
  let state = seed * 2654435761 + 12345;
  return Array.from({ length: 64 }, () => {
    state = (state * 1103515245 + 12345) >>> 0;
    return ((state >>> 16) & 15).toString(16);
  }).join('');
}

/** A person in the miniature population behind the sample: which of the rules he passes. */
const rules = [
  { name: '観察期間がイベント前に 365 日以上', pass: 0.785 },
  { name: 'イベント時に 40 歳以上', pass: 0.966 },
  {
    name: '診断から 90 日以内にβ遮断薬の処方が 1 回以上、1 日量 1.25〜5 mg、30 日以上継続（隙間 30 日まで）',
    pass: 0.288,
  },
  { name: '直前 180 日に Ca 拮抗薬・硝酸薬の処方なし', pass: 0.687 },
  { name: '喘息・高度徐脈の診断なし', pass: 0.939 },
];
const entry = 84_213;

/** Attrition of independent rules, so that any order and any subset can be answered. */
export function sampleAttrition(enabled: readonly number[]): Attrition {
  let left = entry;
  const answered = enabled.map((index): AttritionRule => {
    const rule = rules[index] ?? { name: '', pass: 1 };
    left *= rule.pass;
    const others = enabled
      .filter((other) => other !== index)
      .reduce((p, other) => p * (rules[other]?.pass ?? 1), 1);
    return {
      index,
      name: rule.name,
      enabled: true,
      passes: publish(entry * rule.pass),
      aloneRemoves: publish(entry * others * (1 - rule.pass)),
      remaining: publish(left),
    };
  });
  const off = rules.flatMap((rule, index): AttritionRule[] =>
    enabled.includes(index)
      ? []
      : [
          {
            index,
            name: rule.name,
            enabled: false,
            passes: publish(entry * rule.pass),
            aloneRemoves: 0,
            remaining: null,
          },
        ],
  );
  return {
    entry,
    rules: [...answered, ...off],
    final: publish(left),
    exits: [
      { reason: 'strategy', persons: publish(left * 0.712) },
      { reason: 'observationEnd', persons: publish(left * 0.281) },
      { reason: 'censored', persons: publish(left * 0.0065) },
      { reason: 'censorWindow', persons: small },
    ],
  };
}

/** Nobody, or hardly anybody, is left. */
function emptyAttrition(final: PublishedCount): Attrition {
  return {
    entry: 1204,
    rules: [
      {
        index: 0,
        name: 'イベント時に 18 歳未満',
        enabled: true,
        passes: final,
        aloneRemoves: 1180,
        remaining: final,
      },
    ],
    final,
    exits: [],
  };
}

export function summary(
  id: string,
  name: string,
  seed: number,
  persons: PublishedCount | null,
): CohortSummary {
  return {
    id,
    name,
    title: name,
    hash: hashOf(seed),
    source: 'definition',
    state: persons === null ? 'notGenerated' : 'generated',
    stale: false,
    failure: null,
    persons,
    entries: typeof persons === 'number' ? Math.round(persons * 1.04) : persons,
    milliseconds: persons === null ? null : 40 + ((seed * 37) % 190),
  };
}

export const sampleSummaries: readonly CohortSummary[] = [
  summary('bb', 'β遮断薬の新規使用者（狭心症）', 1, 11_871),
  summary('ca', 'Ca 拮抗薬の新規使用者（狭心症）', 2, 18_402),
  summary('nitrate', '硝酸薬の新規使用者（狭心症）', 3, 7_733),
  summary('des', '薬剤溶出ステント留置', 4, 14_208),
  summary('bms', 'ベアメタルステント留置', 5, 3_911),
  summary('cabg', '冠動脈バイパス術', 6, 2_204),
  summary('perio', '糖尿病患者の歯周治療（初回）', 7, 25_316),
  summary('rare', '高度徐脈を伴う若年狭心症', 8, small),
  summary('none', '小児の冠動脈ステント', 9, 0),
  summary('todo', '消化管出血（抗血小板薬使用中）', 10, null),
  {
    ...summary('bad', '脳卒中後 2 年の再発', 11, null),
    state: 'failed',
    failure: { code: 'engine.query', params: { reason: 'Conversion' } },
  },
];

function bands(total: number): AgeBand[] {
  return Array.from({ length: 21 }, (_, i) => {
    const age = i * 5;
    const shape = (peak: number, width: number) =>
      Math.exp(-((age - peak) ** 2) / (2 * width * width)) / width;
    return {
      from: age,
      to: age === 100 ? null : age + 4,
      male: age === 40 ? complementary : publish(age < 35 ? 0 : total * shape(69, 10.5) * 1.15),
      female: publish(age < 35 ? 0 : total * shape(74, 9.5) * 0.85),
      unknown: 0,
    };
  });
}

export function samplePage(of: CohortSummary): CohortPage {
  const total = typeof of.persons === 'number' ? of.persons : 0;
  const made = of.state === 'generated';
  return {
    summary: of,
    attrition: !made
      ? null
      : total > 0
        ? sampleAttrition(rules.map((_, i) => i))
        : emptyAttrition(of.persons ?? 0),
    ageAtIndex: made ? bands(total) : [],
    sex: [
      { sex: 'male', persons: publish(total * 0.573) },
      { sex: 'female', persons: publish(total * 0.427) },
      { sex: 'unknown', persons: 0 },
    ],
    calendar: {
      unit: 'month',
      periods: Array.from({ length: 156 }, (_, i) => ({
        period: `${2013 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
        entries: publish(
          (total / 156) *
            (i < 3
              ? 0.05
              : 0.75 + 0.45 * Math.sin(i / 26) + 0.12 * Math.cos((i * Math.PI) / 6) + ((i * 37) % 11) / 60),
        ),
      })),
    },
    duration: total > 0 ? { median: 211, lower: 88, upper: 540 } : null,
    definitionJson: definition,
    sql,
    provenance: {
      releaseId: sampleRelease.releaseId,
      releaseDigest: sampleRelease.digest,
      definitionHash: of.hash,
      method: 'Circe cohort expression',
      engine: 'DuckDB 1.5.6 (native)',
      akashiVersion: '0.1.0',
      generatedAt: '2026-11-22T11:02:14Z',
      milliseconds: of.milliseconds ?? 0,
    },
  };
}

const definition = JSON.stringify(
  {
    ConceptSets: [
      {
        id: 0,
        name: '狭心症',
        expression: {
          items: [
            {
              concept: { CONCEPT_ID: 321318, CONCEPT_NAME: '狭心症', VOCABULARY_ID: 'ICD10' },
              includeDescendants: true,
            },
          ],
        },
      },
    ],
    PrimaryCriteria: {
      CriteriaList: [{ ConditionOccurrence: { CodesetId: 0, First: true } }],
      ObservationWindow: { PriorDays: 365, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'First' },
    },
    QualifiedLimit: { Type: 'First' },
    ExpressionLimit: { Type: 'First' },
    InclusionRules: [],
    EndStrategy: { CustomEra: { DrugCodesetId: 1, GapDays: 30, Offset: 30 } },
    CensoringCriteria: [],
    CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
    CensorWindow: {},
  },
  null,
  2,
);

const sql = `WITH primary_events AS (
  SELECT c."person_id", c."condition_start_date" AS start_date
  FROM "cdm"."condition_occurrence" AS c
  JOIN "work"."codeset" AS s ON s."concept_id" = c."condition_concept_id" AND s."codeset_id" = 0
  WHERE c."condition_start_date" >= CAST('2012-04-01' AS DATE) -- first event per person below
)
SELECT "person_id", MIN(start_date) AS "cohort_start_date"
FROM primary_events
GROUP BY "person_id"`;
