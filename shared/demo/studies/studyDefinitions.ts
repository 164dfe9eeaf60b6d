import {
  angina,
  balloon,
  betaBlockers,
  bypass,
  calcium,
  stenting,
  stents,
} from '../cohorts/anginaCohorts.ts';
import { type CodeSet, expression, type Json, type JsonObject, occurs, rule } from '../cohorts/circeJson.ts';
import { shippedDefinitions } from '../cohorts/shippedCohorts.ts';

/** Definitions of a study by name, as its file holds them. */
export type StudyDefinitions = Record<string, { name: string; expression: { [key: string]: unknown } }>;

const spasm: CodeSet = {
  id: 20,
  name: '冠攣縮性狭心症 / Vasospastic angina',
  vocabulary: 'ICD10JP',
  codes: ['I20.1'],
};
const infarction: CodeSet = {
  id: 21,
  name: '急性心筋梗塞 / Acute myocardial infarction',
  vocabulary: 'ICD10JP',
  codes: ['I21'],
};
const cardiacCauses: CodeSet = {
  id: 22,
  name: '心臓死の原因 / Cardiac causes of death',
  vocabulary: 'ICD10JP',
  codes: ['I21.9', 'I25.1', 'I50.0'],
};
const repeatActs: CodeSet = {
  id: 23,
  name: '予定された再血行再建 / Elective coronary intervention',
  vocabulary: 'JPReceiptAct',
  codes: ['150375110', '150375410'],
};
const thrombosis: CodeSet = {
  id: 24,
  name: 'ステント血栓症 / Stent thrombosis',
  vocabulary: 'ICD10JP',
  codes: ['T82.8'],
};
const rosuvastatin: CodeSet = {
  id: 25,
  name: 'ロスバスタチン / Rosuvastatin',
  vocabulary: 'ATC',
  codes: ['C10AA07'],
};
const statins: CodeSet = { id: 26, name: 'スタチン / Statins', vocabulary: 'ATC', codes: ['C10AA'] };

const condition = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  ConditionOccurrence: { CodesetId: set.id, ...more },
});
const drug = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  DrugExposure: { CodesetId: set.id, ...more },
});
const procedure = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  ProcedureOccurrence: { CodesetId: set.id, ...more },
});
const cardiacDeath: JsonObject = { Death: { CodesetId: cardiacCauses.id } };

const before = { from: null, to: -1 };
const untilIndex = { from: null, to: 0 };
const adult = rule('20 歳以上 / Aged 20 or over', [], [{ Age: { Value: 20, Op: 'gte' } }]);
const newAngina = rule('30 日以内に初めて狭心症と診断 / Angina first diagnosed in the 30 days before', [
  occurs(1, condition(angina, { First: true }), { from: -30, to: 0 }),
]);
const noSpasm = rule('冠攣縮性狭心症なし / No vasospastic angina', [
  occurs('none', condition(spasm), untilIndex),
]);
const firstRevascularisation: readonly Json[] = [
  rule('狭心症の診断がある / Angina diagnosed', [occurs(1, condition(angina), untilIndex)]),
  adult,
  rule('以前の血行再建なし / No earlier revascularisation', [
    occurs('none', procedure(stenting), before),
    occurs('none', procedure(balloon), before),
    occurs('none', procedure(bypass), before),
  ]),
];

/** A definition that ships with Akashi, by its name. @throws RangeError when there is none */
export function shipped(...ids: readonly string[]): StudyDefinitions {
  return Object.fromEntries(
    ids.map((id) => {
      const definition = shippedDefinitions.find((candidate) => candidate.id === id);
      if (!definition) throw new RangeError(`no shipped definition ${id}`);
      return [id, { name: `${definition.ja} / ${definition.en}`, expression: { ...definition.expression } }];
    }),
  );
}

function newUsers(name: string, set: CodeSet, others: readonly CodeSet[]) {
  return {
    name,
    expression: expression({
      sets: [angina, spasm, set, ...others],
      entry: [drug(set, { First: true })],
      priorDays: 365,
      rules: [
        newAngina,
        noSpasm,
        adult,
        ...others.map((other): Json => {
          const [ja = '', en = ''] = other.name.split(' / ');
          return rule(`${ja}の使用歴なし / No earlier use of ${en.toLowerCase()}`, [
            occurs('none', drug(other), untilIndex),
          ]);
        }),
      ],
      endStrategy: { CustomEra: { DrugCodesetId: set.id, GapDays: 30, Offset: 0 } },
    }),
  };
}

function firstProcedure(name: string, sets: readonly CodeSet[], entry: JsonObject) {
  return {
    name,
    expression: expression({
      sets: [angina, ...sets],
      entry: [entry],
      priorDays: 180,
      rules: firstRevascularisation,
    }),
  };
}

function everyEvent(name: string, sets: readonly CodeSet[], entry: readonly JsonObject[]) {
  return {
    name,
    expression: expression({
      sets,
      entry,
      priorDays: 0,
      limit: 'All',
      endStrategy: { DateOffset: { DateField: 'StartDate', Offset: 0 } },
    }),
  };
}

const procedures = [stenting, balloon, bypass];

/** Arms of the studies that are narrower than what is shipped, and their outcomes. */
export const studyDefinitions = {
  betaBlocker: newUsers('β遮断薬の新規使用者 / New users of beta-blockers', betaBlockers, [calcium]),
  calciumAntagonist: newUsers('カルシウム拮抗薬の新規使用者 / New users of calcium antagonists', calcium, [
    betaBlockers,
  ]),
  firstLine: {
    name: '狭心症の第一選択薬の開始 / Start of a first-line drug for angina',
    expression: expression({
      sets: [angina, spasm, betaBlockers, calcium],
      entry: [drug(betaBlockers, { First: true }), drug(calcium, { First: true })],
      priorDays: 365,
      rules: [newAngina, noSpasm, adult],
    }),
  },
  stent: firstProcedure('初回のステント留置 / First coronary stent', [...procedures, stents], {
    DeviceExposure: { CodesetId: stents.id },
  }),
  bypass: firstProcedure('初回のバイパス術 / First bypass grafting', procedures, procedure(bypass)),
  rosuvastatin: {
    name: '狭心症診断時のロスバスタチン開始 / Rosuvastatin begun at the diagnosis of angina',
    expression: expression({
      sets: [angina, spasm, rosuvastatin, statins],
      entry: [drug(rosuvastatin, { First: true })],
      priorDays: 365,
      rules: [
        newAngina,
        noSpasm,
        adult,
        rule('スタチンの使用歴なし / No earlier use of statins', [occurs('none', drug(statins), before)]),
      ],
    }),
  },
  majorEvents: everyEvent(
    '急性心筋梗塞または心臓死 / Acute myocardial infarction or cardiac death',
    [infarction, cardiacCauses],
    [condition(infarction), cardiacDeath],
  ),
  infarction: everyEvent('急性心筋梗塞 / Acute myocardial infarction', [infarction], [condition(infarction)]),
  cardiacDeath: everyEvent('心臓死 / Cardiac death', [cardiacCauses], [cardiacDeath]),
  revascularisation: everyEvent(
    '標的血管の再血行再建 / Target-vessel revascularisation',
    [repeatActs],
    [procedure(repeatActs)],
  ),
  thrombosis: everyEvent('ステント血栓症 / Stent thrombosis', [thrombosis], [condition(thrombosis)]),
} as const;
