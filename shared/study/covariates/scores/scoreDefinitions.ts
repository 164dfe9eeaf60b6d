import { bilingual } from '../bilingual.ts';

/** One part of a score: the highest level that applies counts. */
export interface ScoreCategory {
  /** Codes as {@link codeMatcher} reads them. */
  readonly levels: readonly { readonly points: number; readonly codes: string }[];
}

/** A score of a person from diagnoses before or on index, age and sex. */
export interface ScoreDefinition {
  readonly id: string;
  readonly name: string;
  readonly categories: readonly ScoreCategory[];
  /** Points for age in years and sex (0 male, 1 female, 2 unknown). */
  readonly ofPerson: (age: number, sex: number) => number;
}

const one = (points: number, codes: string): ScoreCategory => ({ levels: [{ points, codes }] });
const two = (higher: string, lower: string): ScoreCategory => ({
  levels: [
    { points: 2, codes: higher },
    { points: 1, codes: lower },
  ],
});

/** `E10.x … E14.x` with these fourth characters. */
const diabetes = (fourth: string): string =>
  [10, 11, 12, 13, 14].flatMap((type) => [...fourth].map((digit) => `E${type}${digit}`)).join(' ');

/**
 * Charlson's comorbidity index with ICD-10 codes: weights of Charlson et al. (1987), codes of Quan et al., Med Care
 * 2005;43:1130 (table 1). A three-character diabetes code says nothing of complications and counts as without.
 */
const charlson: ScoreDefinition = {
  id: 'charlson',
  name: bilingual('チャールソン併存疾患指数', 'Charlson comorbidity index'),
  ofPerson: () => 0,
  categories: [
    one(1, 'I21 I22 I252'),
    one(1, 'I099 I110 I130 I132 I255 I420 I425-I429 I43 I50 P290'),
    one(1, 'I70 I71 I731 I738 I739 I771 I790 I792 K551 K558 K559 Z958 Z959'),
    one(1, 'G45 G46 H340 I60-I69'),
    one(1, 'F00-F03 F051 G30 G311'),
    one(1, 'I278 I279 J40-J47 J60-J67 J684 J701 J703'),
    one(1, 'M05 M06 M315 M32-M34 M351 M353 M360'),
    one(1, 'K25-K28'),
    {
      levels: [
        { points: 3, codes: 'I850 I859 I864 I982 K704 K711 K721 K729 K765 K766 K767' },
        {
          points: 1,
          codes: 'B18 K700-K703 K709 K713-K715 K717 K73 K74 K760 K762-K764 K768 K769 Z944',
        },
      ],
    },
    two(diabetes('23457'), `${diabetes('01689')} =E10 =E11 =E12 =E13 =E14`),
    one(2, 'G041 G114 G801 G802 G81 G82 G830-G834 G839'),
    one(2, 'I120 I131 N032-N037 N052-N057 N18 N19 N250 Z490-Z492 Z940 Z992'),
    {
      levels: [
        { points: 6, codes: 'C77-C80' },
        {
          points: 2,
          codes: 'C00-C26 C30-C34 C37-C41 C43 C45-C58 C60-C76 C81-C85 C88 C90-C97',
        },
      ],
    },
    one(6, 'B20-B22 B24'),
  ],
};

const heartFailure = 'I50';
const hypertension = 'I10-I15';
const anyDiabetes = 'E10-E14';
const thromboembolism = 'I63 I64 G45 I74';

/** Gage et al., JAMA 2001;285:2864; codes as in Friberg et al., Eur Heart J 2012;33:1500. */
const chads2: ScoreDefinition = {
  id: 'chads2',
  name: 'CHADS2',
  ofPerson: (age) => (age >= 75 ? 1 : 0),
  categories: [one(1, heartFailure), one(1, hypertension), one(1, anyDiabetes), one(2, thromboembolism)],
};

/** Lip et al., Chest 2010;137:263; codes as in Friberg et al. (2012). */
const cha2ds2Vasc: ScoreDefinition = {
  id: 'cha2ds2Vasc',
  name: 'CHA2DS2-VASc',
  ofPerson: (age, sex) => (age >= 75 ? 2 : age >= 65 ? 1 : 0) + (sex === 1 ? 1 : 0),
  categories: [
    one(1, heartFailure),
    one(1, hypertension),
    one(1, anyDiabetes),
    one(2, thromboembolism),
    one(1, 'I21 I252 I70-I73'),
  ],
};

/**
 * Diabetes complications severity index: categories and levels of Young et al., Am J Manag Care 2008;14:15, without
 * laboratory values, their ICD-9-CM codes brought to the categories of ICD-10.
 */
const dcsi: ScoreDefinition = {
  id: 'dcsi',
  name: bilingual('糖尿病合併症重症度指数（DCSI）', 'Diabetes complications severity index'),
  ofPerson: () => 0,
  categories: [
    two('H33 H431 H54', `${diabetes('3')} H36 H350`),
    two('N18 N19', `${diabetes('2')} I12 N00 N03 N04 N05 N08`),
    one(1, `${diabetes('4')} G56-G59 G632 G730 G990 H490-H492 I951 K318 M146 N319`),
    two('I61 I63 I64 I66', 'G45 I65'),
    two('I21 I22 I252 I46 I47 I48 I490 I50 I71', 'I20 I24 I25 I70'),
    two('I743 I744 A480 L97 R02', `${diabetes('5')} I724 I738 I739`),
    { levels: [{ points: 2, codes: diabetes('01') }] },
  ],
};

export const scoreDefinitions: readonly ScoreDefinition[] = [charlson, chads2, cha2ds2Vasc, dcsi];
