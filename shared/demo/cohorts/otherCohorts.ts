import type { ShippedDefinition } from './anginaCohorts.ts';
import { type CodeSet, expression, type JsonObject, occurs, rule } from './circeJson.ts';

const type2: CodeSet = { id: 0, name: '２型糖尿病 / Type 2 diabetes', vocabulary: 'ICD10JP', codes: ['E11'] };
const anyDiabetes: CodeSet = { id: 1, name: '糖尿病 / Diabetes', vocabulary: 'ICD10JP', codes: ['E10-E14'] };
const periodontitis: CodeSet = {
  id: 2,
  name: '歯周炎 / Periodontitis',
  vocabulary: 'ICD10JP',
  codes: ['K05.2', 'K05.3', 'K05.4'],
};
const dentalActs: CodeSet = {
  id: 3,
  name: '歯科の管理・検査 / Dental management and examination',
  vocabulary: 'JPDentalAct',
  codes: ['B000-4', 'D002'],
};
const therapy: CodeSet = {
  id: 4,
  name: '歯周基本治療・外科 / Periodontal therapy',
  vocabulary: 'JPDentalAct',
  codes: ['I011', 'J063'],
};
const hba1c: CodeSet = {
  id: 5,
  name: 'ＨｂＡ１ｃ（ＮＧＳＰ） / HbA1c (NGSP)',
  vocabulary: 'JLAC10',
  codes: ['3D046000001920402'],
};

const condition = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  ConditionOccurrence: { CodesetId: set.id, ...more },
});
const procedure = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  ProcedureOccurrence: { CodesetId: set.id, ...more },
});
const measured = (set: CodeSet): JsonObject => ({ Measurement: { CodesetId: set.id } });
const drug = (set: CodeSet, more: JsonObject = {}): JsonObject => ({
  DrugExposure: { CodesetId: set.id, ...more },
});

const untilIndex = { from: null, to: 0 };
const linked = rule('歯科の記録がある / Has dental records', [
  occurs(1, procedure(dentalActs), { from: null, to: null }),
]);

/** Cohorts of the story of diabetes and periodontitis. */
const diabetesCohorts: readonly ShippedDefinition[] = [
  {
    id: 't2dm-incident-dental',
    ja: '２型糖尿病の新規発症（歯科の記録あり、歯周炎の既往なし）',
    en: 'Incident type 2 diabetes (with dental records, no earlier periodontitis)',
    description:
      '医科と歯科がつながる人での、糖尿病から歯周炎への向き。 / Diabetes towards periodontitis, among persons whose medical and dental care are linked.',
    expression: expression({
      sets: [type2, periodontitis, dentalActs],
      entry: [condition(type2, { First: true })],
      priorDays: 365,
      rules: [
        linked,
        rule('歯周炎の既往なし / No earlier periodontitis', [
          occurs('none', condition(periodontitis), untilIndex),
        ]),
      ],
    }),
  },
  {
    id: 'periodontitis-incident',
    ja: '歯周炎の新規発症（糖尿病の既往なし）',
    en: 'Incident periodontitis (no earlier diabetes)',
    description: '歯周炎から糖尿病への向き。 / Periodontitis towards diabetes.',
    expression: expression({
      sets: [periodontitis, anyDiabetes],
      entry: [condition(periodontitis, { First: true })],
      priorDays: 365,
      rules: [
        rule('糖尿病の既往なし / No earlier diabetes', [occurs('none', condition(anyDiabetes), untilIndex)]),
      ],
    }),
  },
  {
    id: 't2dm-periodontal-therapy',
    ja: '２型糖尿病患者の歯周治療開始',
    en: 'Start of periodontal therapy in type 2 diabetes',
    description: '治療前 120 日以内に HbA1c のある人。 / With an HbA1c in the 120 days before.',
    expression: expression({
      sets: [therapy, type2, hba1c],
      entry: [procedure(therapy, { First: true })],
      priorDays: 180,
      rules: [
        rule('２型糖尿病 / Type 2 diabetes', [occurs(1, condition(type2), untilIndex)]),
        rule('治療前の HbA1c / HbA1c before', [occurs(1, measured(hba1c), { from: -120, to: 0 })]),
      ],
    }),
  },
  {
    id: 't2dm-periodontitis-untreated',
    ja: '２型糖尿病患者の歯周炎（180 日以内に歯周治療なし）',
    en: 'Periodontitis in type 2 diabetes without periodontal therapy within 180 days',
    description: '歯周治療の対照群。 / The comparator of periodontal therapy.',
    expression: expression({
      sets: [periodontitis, type2, therapy, hba1c],
      entry: [condition(periodontitis, { First: true })],
      priorDays: 180,
      postDays: 180,
      rules: [
        rule('２型糖尿病 / Type 2 diabetes', [occurs(1, condition(type2), untilIndex)]),
        rule('歯周治療なし / No periodontal therapy', [
          occurs('none', procedure(therapy), { from: null, to: 180 }),
        ]),
        rule('診断前の HbA1c / HbA1c before', [occurs(1, measured(hba1c), { from: -120, to: 0 })]),
      ],
    }),
  },
];

function drugUsers(id: string, ja: string, en: string, name: string, yj7: string): ShippedDefinition {
  const set: CodeSet = { id: 0, name, vocabulary: 'YJ', codes: [yj7] };
  return {
    id,
    ja,
    en,
    description:
      '初回処方から、30 日までの空白をつないだ服用の終わりまで。 / From the first prescription until use ends, gaps up to 30 days bridged.',
    expression: expression({
      sets: [set],
      entry: [drug(set, { First: true })],
      priorDays: 180,
      endStrategy: { CustomEra: { DrugCodesetId: 0, GapDays: 30, Offset: 0 } },
    }),
  };
}

function outcome(id: string, ja: string, en: string, codes: readonly string[]): ShippedDefinition {
  const set: CodeSet = { id: 0, name: `${ja} / ${en}`, vocabulary: 'ICD10JP', codes };
  return {
    id,
    ja,
    en,
    description:
      '記録された事象のすべて（30 日以内の再記録は同じ事象とする）。 / Every event; records within 30 days are one event.',
    expression: {
      ...expression({
        sets: [set],
        entry: [condition(set)],
        priorDays: 0,
        limit: 'All',
        endStrategy: { DateOffset: { DateField: 'StartDate', Offset: 0 } },
      }),
      CollapseSettings: { CollapseType: 'ERA', EraPad: 30 },
    },
  };
}

/** Cohorts of the other stories: diabetes and periodontitis, drugs under safety study, outcomes. */
export const otherCohorts: readonly ShippedDefinition[] = [
  ...diabetesCohorts,
  drugUsers(
    'users-loxoprofen',
    'ロキソプロフェンの新規使用者',
    'New users of loxoprofen',
    'ロキソプロフェン / Loxoprofen',
    '1149019',
  ),
  drugUsers(
    'users-celecoxib',
    'セレコキシブの新規使用者',
    'New users of celecoxib',
    'セレコキシブ / Celecoxib',
    '1149037',
  ),
  drugUsers(
    'users-famotidine',
    'ファモチジンの新規使用者（陰性対照）',
    'New users of famotidine (negative control)',
    'ファモチジン / Famotidine',
    '2325003',
  ),
  outcome('outcome-infarction', '急性心筋梗塞', 'Acute myocardial infarction', ['I21']),
  outcome('outcome-gastrointestinal-bleeding', '消化管出血', 'Gastrointestinal bleeding', ['K92.2', 'K25.4']),
  outcome('outcome-drug-eruption', '薬疹', 'Drug eruption', ['L27.0']),
];
