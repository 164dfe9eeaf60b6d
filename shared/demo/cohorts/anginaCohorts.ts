import { deviceCoatingConcept } from '../../vocabulary/deviceAttributes.ts';
import { type CodeSet, expression, type Json, type JsonObject, occurs, rule } from './circeJson.ts';

/** A definition with its names; `id` becomes the file's stem. */
export interface ShippedDefinition {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
  readonly description: string;
  readonly expression: JsonObject;
}

export const angina: CodeSet = { id: 0, name: '狭心症 / Angina', vocabulary: 'ICD10JP', codes: ['I20'] };
export const betaBlockers: CodeSet = {
  id: 1,
  name: 'β遮断薬 / Beta-blockers',
  vocabulary: 'ATC',
  codes: ['C07'],
};
export const calcium: CodeSet = {
  id: 2,
  name: 'カルシウム拮抗薬 / Calcium antagonists',
  vocabulary: 'ATC',
  codes: ['C08'],
};
const nitrates: CodeSet = { id: 3, name: '硝酸薬など / Nitrates', vocabulary: 'ATC', codes: ['C01D'] };
export const stents: CodeSet = {
  id: 4,
  name: '冠動脈ステント / Coronary stents',
  vocabulary: 'JPMaterial',
  codes: ['stent'],
};
export const bypass: CodeSet = {
  id: 5,
  name: '冠動脈バイパス / Bypass (K552)',
  vocabulary: 'JPReceiptAct',
  codes: ['K552'],
};
export const balloon: CodeSet = {
  id: 6,
  name: 'バルーン / Balloon (K546)',
  vocabulary: 'JPReceiptAct',
  codes: ['K546'],
};
export const stenting: CodeSet = {
  id: 7,
  name: 'ステント留置 / Stenting (K549)',
  vocabulary: 'JPReceiptAct',
  codes: ['K549'],
};
const clopidogrel: CodeSet = {
  id: 8,
  name: 'クロピドグレル / Clopidogrel',
  vocabulary: 'ATC',
  codes: ['B01AC04'],
};
const aspirin: CodeSet = { id: 9, name: 'アスピリン / Aspirin', vocabulary: 'ATC', codes: ['B01AC06'] };
const p2y12: CodeSet = {
  id: 10,
  name: 'Ｐ２Ｙ１２阻害薬 / P2Y12 inhibitors',
  vocabulary: 'ATC',
  codes: ['B01AC04', 'B01AC22'],
};
const bisoprolol: CodeSet = {
  id: 11,
  name: 'ビソプロロール / Bisoprolol',
  vocabulary: 'ATC',
  codes: ['C07AB07'],
};

const condition = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  ConditionOccurrence: { CodesetId: set.id, ...more },
});
const drug = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  DrugExposure: { CodesetId: set.id, ...more },
});
const procedure = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  ProcedureOccurrence: { CodesetId: set.id, ...more },
});
const device = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  DeviceExposure: { CodesetId: set.id, ...more },
});

const before = { from: null, to: -1 };
const untilIndex = { from: null, to: 0 };
const anginaFirst = rule('狭心症の診断がある / Angina diagnosed on or before the index date', [
  occurs(1, condition(angina), untilIndex),
]);
const adult = rule('20 歳以上 / Aged 20 or over', [], [{ Age: { Value: 20, Op: 'gte' } }]);

/** First use of one class with no use of the other classes before: the arms of the drug comparison. */
function newUsers(
  id: string,
  ja: string,
  en: string,
  set: CodeSet,
  others: readonly CodeSet[],
): ShippedDefinition {
  return {
    id,
    ja,
    en,
    description:
      '狭心症の診断後に初めてその薬効群を使用した人。観察期間の終わりまで追跡する。 / First use of the class after a diagnosis of angina, followed until observation ends.',
    expression: expression({
      sets: [angina, set, ...others],
      entry: [drug(set, { First: true })],
      priorDays: 365,
      rules: [
        anginaFirst,
        adult,
        ...others.map((other): Json => {
          const [japanese = '', english = ''] = other.name.split(' / ');
          return rule(`${japanese}の使用歴なし / No earlier use of ${english.toLowerCase()}`, [
            occurs('none', drug(other), untilIndex),
          ]);
        }),
      ],
    }),
  };
}

const polymerCoatings = [
  deviceCoatingConcept.durablePolymerDrug,
  deviceCoatingConcept.bioresorbablePolymerDrug,
];
const coatingIs = (concepts: readonly number[]): Json => concepts.map((id) => ({ CONCEPT_ID: id }));

function stentUsers(id: string, ja: string, en: string, akashi: JsonObject): ShippedDefinition {
  return {
    id,
    ja,
    en,
    description:
      '狭心症に対する初回のステント留置。材質・被覆・径・長さは akashi 拡張で指定する。 / First stent for angina; material, coating and size through the akashi extension.',
    expression: expression({
      sets: [angina, stents, stenting, balloon, bypass],
      entry: [device(stents, { akashi })],
      priorDays: 180,
      rules: [
        anginaFirst,
        rule('以前の血行再建なし / No earlier revascularisation', [
          occurs('none', procedure(stenting), before),
          occurs('none', procedure(balloon), before),
          occurs('none', procedure(bypass), before),
        ]),
      ],
    }),
  };
}

/** Cohorts of the angina story. */
export const anginaCohorts: readonly ShippedDefinition[] = [
  {
    id: 'angina-incident',
    ja: '狭心症の新規発症',
    en: 'Incident angina',
    description:
      '365 日以上の観察の後に初めて狭心症と診断された人。 / First diagnosis of angina after at least 365 days of observation.',
    expression: expression({
      sets: [angina],
      entry: [condition(angina, { First: true })],
      priorDays: 365,
      rules: [adult],
    }),
  },
  newUsers(
    'angina-beta-blocker',
    '狭心症：β遮断薬の新規使用者',
    'Angina: new users of beta-blockers',
    betaBlockers,
    [calcium, nitrates],
  ),
  newUsers(
    'angina-calcium-antagonist',
    '狭心症：カルシウム拮抗薬の新規使用者',
    'Angina: new users of calcium antagonists',
    calcium,
    [betaBlockers, nitrates],
  ),
  newUsers('angina-nitrate', '狭心症：硝酸薬の新規使用者', 'Angina: new users of nitrates', nitrates, [
    betaBlockers,
    calcium,
  ]),
  {
    id: 'angina-bisoprolol-long',
    ja: '狭心症：ビソプロロール 2.5 mg/日以上を 180 日以上',
    en: 'Angina: bisoprolol 2.5 mg/day or more for 180 days or more',
    description:
      '1 日量と治療期間（30 日までの空白を許す）による腕。 / An arm by daily dose and duration (gaps up to 30 days allowed).',
    expression: expression({
      sets: [angina, bisoprolol],
      entry: [
        drug(bisoprolol, {
          First: true,
          akashi: {
            DailyDose: { Op: 'gte', Value: 2.5, Unit: 8576 },
            TreatmentDuration: { Op: 'gte', Value: 180, GapDays: 30 },
          },
        }),
      ],
      priorDays: 180,
      rules: [anginaFirst],
    }),
  },
  stentUsers('stent-bare', 'ベアメタルステント', 'Bare-metal stents', {
    Coating: coatingIs([deviceCoatingConcept.bare]),
  }),
  stentUsers('stent-polymer', 'ポリマー被覆の薬剤溶出ステント', 'Polymer-coated drug-eluting stents', {
    Coating: coatingIs(polymerCoatings),
  }),
  stentUsers(
    'stent-polymer-small-long',
    '小径・長尺の薬剤溶出ステント（径 3 mm 未満、長さ 18 mm 以上）',
    'Small and long drug-eluting stents (diameter below 3 mm, length 18 mm or more)',
    {
      Coating: coatingIs(polymerCoatings),
      Diameter: { Op: 'lt', Value: 3 },
      Length: { Op: 'gte', Value: 18 },
    },
  ),
  {
    id: 'angina-bypass',
    ja: '狭心症：冠動脈バイパス術',
    en: 'Angina: bypass grafting',
    description:
      '初回のバイパス術（K552、オフポンプを含む）。 / First bypass grafting (K552, off-pump included).',
    expression: expression({
      sets: [angina, bypass],
      entry: [procedure(bypass, { First: true })],
      priorDays: 180,
      rules: [anginaFirst],
    }),
  },
  {
    id: 'angina-balloon-only',
    ja: '狭心症：バルーンのみの血管形成術',
    en: 'Angina: plain balloon angioplasty',
    description: 'ステントを用いない初回の血管形成術（K546）。 / First angioplasty without a stent (K546).',
    expression: expression({
      sets: [angina, balloon, stenting, bypass, stents],
      entry: [procedure(balloon, { First: true })],
      priorDays: 180,
      rules: [
        anginaFirst,
        rule('以前の血行再建なし / No earlier revascularisation', [
          occurs('none', procedure(stenting), before),
          occurs('none', procedure(bypass), before),
        ]),
        rule('同日のステントなし / No stent on the day', [
          occurs('none', device(stents), { from: 0, to: 0 }),
        ]),
      ],
    }),
  },
  {
    id: 'angina-conservative',
    ja: '狭心症：90 日以内に血行再建なし',
    en: 'Angina: no revascularisation within 90 days',
    description:
      '保存的治療の腕。90 日の時点で観察されている人に限る。 / The conservative arm; observed for at least 90 days.',
    expression: expression({
      sets: [angina, balloon, stenting, bypass],
      entry: [condition(angina, { First: true })],
      priorDays: 365,
      postDays: 90,
      rules: [
        rule('90 日以内に血行再建なし / No revascularisation within 90 days', [
          occurs('none', procedure(balloon), { from: 0, to: 90 }),
          occurs('none', procedure(stenting), { from: 0, to: 90 }),
          occurs('none', procedure(bypass), { from: 0, to: 90 }),
        ]),
      ],
    }),
  },
  newUsers(
    'angina-clopidogrel',
    '狭心症：クロピドグレルの新規使用者',
    'Angina: new users of clopidogrel',
    clopidogrel,
    [aspirin],
  ),
  {
    id: 'angina-aspirin-low-dose',
    ja: '狭心症：低用量アスピリンの新規使用者（1 日 75～100 mg）',
    en: 'Angina: new users of low-dose aspirin (75 to 100 mg a day)',
    description:
      '1 日量は drug_strength × 数量 ÷ 日数で求める。 / Daily dose from drug_strength × quantity ÷ days supply.',
    expression: expression({
      sets: [angina, aspirin, p2y12],
      entry: [
        drug(aspirin, {
          First: true,
          akashi: { DailyDose: { Op: 'bt', Value: 75, Extent: 100, Unit: 8576 } },
        }),
      ],
      priorDays: 365,
      rules: [
        anginaFirst,
        rule('Ｐ２Ｙ１２阻害薬の使用なし / No P2Y12 inhibitor', [occurs('none', drug(p2y12), untilIndex)]),
      ],
    }),
  },
  {
    id: 'stent-long-dual-therapy',
    ja: 'ステント留置後に 180 日以上の抗血小板薬 2 剤併用',
    en: 'Dual antiplatelet therapy for 180 days or more after stenting',
    description:
      '留置から 7 日以内に始めた Ｐ２Ｙ１２阻害薬を 180 日以上続けた人。 / P2Y12 inhibitor begun within 7 days of stenting and kept up for 180 days.',
    expression: expression({
      sets: [stents, p2y12],
      entry: [device(stents)],
      priorDays: 180,
      rules: [
        rule('Ｐ２Ｙ１２阻害薬 180 日以上 / P2Y12 inhibitor for 180 days', [
          occurs(1, drug(p2y12, { akashi: { TreatmentDuration: { Op: 'gte', Value: 180, GapDays: 30 } } }), {
            from: 0,
            to: 7,
          }),
        ]),
      ],
    }),
  },
];
