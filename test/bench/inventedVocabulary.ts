import type { ConceptTable, Labels } from '../../shared/vocabulary/conceptTable.ts';

const SITES = ['心臓', '肺', '肝臓', '腎臓', '胃', '大腸', '膵臓', '甲状腺', '前立腺', '乳房', '皮膚', '脳'];
const STATES = ['急性', '慢性', '再発性', '先天性', '原発性', '続発性', '軽症', '重症', '陳旧性', '不安定'];
const ENDS = ['炎', '不全', '悪性腫瘍', '良性腫瘍', '狭窄症', '出血', '潰瘍', '損傷', '血栓症', '機能低下症'];
const READINGS = [
  'しんぞう',
  'はい',
  'かんぞう',
  'じんぞう',
  'い',
  'だいちょう',
  'すいぞう',
  'こうじょうせん',
];
const WORDS = ['acute', 'chronic', 'recurrent', 'congenital', 'primary', 'secondary', 'severe', 'unstable'];
const NOUNS = [
  'failure',
  'carcinoma',
  'stenosis',
  'haemorrhage',
  'ulcer',
  'thrombosis',
  'injury',
  'inflammation',
];
const DOMAINS = ['Condition', 'Drug', 'Procedure', 'Measurement', 'Device', 'Observation'];

/** A vocabulary of any size with names, readings and translations as long as real ones; the same every time. */
export function inventedVocabulary(size: number): ConceptTable {
  const pick = (from: readonly string[], at: number) => from[at % from.length] ?? '';
  const nameOf = (at: number) =>
    `${pick(STATES, at)}${pick(SITES, at >> 3)}${pick(ENDS, at >> 6)}・型${at % 997}`;
  const places = Array.from({ length: size }, (_, at) => at);
  return {
    size,
    ids: Float64Array.from(places, (at) => 2_000_000_000 + at * 7),
    names: places.map(nameOf),
    codes: places.map((at) => `${String.fromCharCode(65 + (at % 26))}${at % 100}.${at}`),
    domains: labels(places.map((at) => pick(DOMAINS, at))),
    vocabularies: labels(places.map((at) => `V${at % 9}`)),
    classes: labels(places.map(() => 'code')),
    standard: labels(places.map((at) => (at % 3 === 0 ? '' : 'S'))),
    invalid: labels(places.map((at) => (at % 50 === 0 ? 'D' : ''))),
    synonyms: new Map(
      places.map((at) => [
        at,
        [
          `${pick(WORDS, at)} ${pick(NOUNS, at >> 3)} of the organ, type ${at % 997}, unspecified`,
          `${pick(READINGS, at >> 3)}のしっかん${at % 997}`,
        ],
      ]),
    ),
  };
}

function labels(texts: readonly string[]): Labels {
  const known = new Map<string, number>();
  const of = Uint16Array.from(texts, (text) => {
    const label = known.get(text) ?? known.size;
    known.set(text, label);
    return label;
  });
  return { labels: [...known.keys()], of };
}

/** What people type, key by key: the beginnings of words, readings, codes and several words. */
export function typedQueries(): readonly string[] {
  const whole = [
    '不安定心臓狭窄症',
    'しんぞうのしっかん',
    'シンゾウ',
    'ﾀﾞｲﾁｮｳ',
    'unstable thrombosis',
    'carcinoma of the organ',
    'A12.1',
    '2000000700',
    '型99',
    'chronic 肺',
  ];
  return whole.flatMap((text) => Array.from(text, (_, i) => text.slice(0, i + 1)));
}
