import {
  deviceAttributeConcepts,
  deviceAttributeVocabulary,
  deviceExposureIdField,
  millimetreConcept,
} from '../vocabulary/deviceAttributes.ts';
import { dentalActGroups, dentalActs, receiptActGroups, receiptActs } from './codes/acts.ts';
import { atcGroups } from './codes/atc.ts';
import type { CodedName } from './codes/codeTable.ts';
import { conceptIdOf, type DemoVocabulary } from './codes/conceptId.ts';
import { drugProducts, ingredients } from './codes/drugs.ts';
import { icd10Blocks, icd10Categories, icd10Chapters, icd10Leaves } from './codes/icd10.ts';
import { clinicalFindings, labs } from './codes/labs.ts';
import { materialClasses, materials } from './codes/materials.ts';

/** One row of `concept` with its other names and its parents in the hierarchy. */
export interface DemoConcept {
  readonly id: number;
  readonly name: string;
  readonly domain: string;
  readonly vocabulary: string;
  readonly conceptClass: string;
  readonly standard: 'S' | 'C' | null;
  readonly code: string;
  readonly synonyms: readonly { readonly name: string; readonly language: number }[];
  readonly parents: readonly number[];
}

const english = 4180186;
const japanese = 4181524;

/** OMOP concepts that the demo's tables use, with their own ids: `id|name|domain|vocabulary|class|code|Japanese`. */
const omopConcepts = `
0|No matching concept|Metadata|None|Undefined|No matching concept|該当概念なし
8507|MALE|Gender|Gender|Gender|M|男性
8532|FEMALE|Gender|Gender|Gender|F|女性
9201|Inpatient Visit|Visit|Visit|Visit|IP|入院
9202|Outpatient Visit|Visit|Visit|Visit|OP|外来
581458|Pharmacy visit|Visit|Visit|Visit|OMOP4822458|薬局
8717|Inpatient Hospital|Visit|CMS Place of Service|Visit|21|入院施設
8756|Outpatient Hospital|Visit|CMS Place of Service|Visit|22|病院外来
8940|Office|Visit|CMS Place of Service|Visit|11|診療所
32810|Claim|Type Concept|Type Concept|Type Concept|OMOP4976882|レセプト
32817|EHR|Type Concept|Type Concept|Type Concept|OMOP4976890|電子カルテ
32838|EHR prescription|Type Concept|Type Concept|Type Concept|OMOP4976911|処方
32856|Lab|Type Concept|Type Concept|Type Concept|OMOP4976929|検査
32815|Death Certificate|Type Concept|Type Concept|Type Concept|OMOP4976888|死亡診断書
38003584|Japanese|Race|Race|Race|2.12|日本人
38003564|Not Hispanic or Latino|Ethnicity|Ethnicity|Ethnicity|Not Hispanic|非ヒスパニック
8554|percent|Unit|UCUM|Unit|%|パーセント
8840|milligram per deciliter|Unit|UCUM|Unit|mg/dL|ミリグラム毎デシリットル
8876|millimeter mercury column|Unit|UCUM|Unit|mm[Hg]|ミリメートル水銀柱
9531|kilogram per square meter|Unit|UCUM|Unit|kg/m2|キログラム毎平方メートル
8576|milligram|Unit|UCUM|Unit|mg|ミリグラム
9655|microgram|Unit|UCUM|Unit|ug|マイクログラム
8510|unit|Unit|UCUM|Unit|[U]|単位
${millimetreConcept}|millimeter|Unit|UCUM|Unit|mm|ミリメートル
${deviceExposureIdField}|device_exposure.device_exposure_id|Metadata|CDM|Field|CDM1065|device_exposure.device_exposure_id
`;

function omop(): DemoConcept[] {
  return omopConcepts
    .trim()
    .split('\n')
    .map((line) => {
      const [id, name = '', domain = '', vocabulary = '', conceptClass = '', code = '', ja = ''] =
        line.split('|');
      return {
        id: Number(id),
        name,
        domain,
        vocabulary,
        conceptClass,
        standard: id === '0' ? null : ('S' as const),
        code,
        synonyms: [{ name: ja, language: japanese }],
        parents: [],
      };
    });
}

function coded(
  vocabulary: DemoVocabulary,
  domain: string,
  conceptClass: string,
  standard: 'S' | 'C',
  names: readonly CodedName[],
  parentOf: (code: string, index: number) => number | null,
): DemoConcept[] {
  return names.map(({ code, ja, en, kana }, index) => {
    const parent = parentOf(code, index);
    return {
      id: conceptIdOf(vocabulary, code),
      name: ja,
      domain,
      vocabulary,
      conceptClass,
      standard,
      code,
      synonyms: [{ name: en, language: english }, ...(kana ? [{ name: kana, language: japanese }] : [])],
      parents: parent === null ? [] : [parent],
    };
  });
}

/** The chapter or block `first-last` that holds a three-character code. */
function rangeOf(ranges: readonly CodedName[], code: string): CodedName | undefined {
  const category = code.slice(0, 3);
  return ranges.find(({ code: range }) => {
    const [first = '', last = ''] = range.split('-');
    return first <= category && category <= last;
  });
}

function icd10(): DemoConcept[] {
  const chapterId = (code: string) => {
    const chapter = rangeOf(icd10Chapters, code);
    return chapter ? conceptIdOf('ICD10JP', chapter.code) : null;
  };
  const blockId = (code: string) => {
    const block = rangeOf(icd10Blocks, code);
    return block ? conceptIdOf('ICD10JP', block.code) : chapterId(code);
  };
  return [
    ...coded('ICD10JP', 'Condition', 'ICD10 Chapter', 'S', icd10Chapters, () => null),
    ...coded('ICD10JP', 'Condition', 'ICD10 Block', 'S', icd10Blocks, chapterId),
    ...coded('ICD10JP', 'Condition', '3-char code', 'S', icd10Categories, blockId),
    ...coded('ICD10JP', 'Condition', '4-char code', 'S', icd10Leaves, (code) =>
      conceptIdOf('ICD10JP', code.slice(0, 3)),
    ),
  ];
}

/** The ATC group one level up. */
function atcParent(code: string): number | null {
  const length = { 3: 1, 4: 3, 5: 4, 7: 5 }[code.length];
  return length === undefined ? null : conceptIdOf('ATC', code.slice(0, length));
}

function drugs(): DemoConcept[] {
  const level5 = [...new Map(ingredients.filter(({ atc }) => atc.length === 7).map((i) => [i.atc, i]))].map(
    ([atc, { ja, en }]) => ({ code: atc, ja, en, kana: null }),
  );
  return [
    ...['ATC 1st', 'ATC 2nd', 'ATC 3rd', 'ATC 4th'].flatMap((level, index) =>
      coded(
        'ATC',
        'Drug',
        level,
        'C',
        atcGroups.filter(({ code }) => code.length === [1, 3, 4, 5][index]),
        atcParent,
      ),
    ),
    ...coded('ATC', 'Drug', 'ATC 5th', 'C', level5, atcParent),
    ...ingredients.map(
      (ingredient): DemoConcept => ({
        id: ingredient.conceptId,
        name: ingredient.ja,
        domain: 'Drug',
        vocabulary: 'YJ',
        conceptClass: 'Ingredient',
        standard: 'S',
        code: ingredient.yj7,
        synonyms: [{ name: ingredient.en, language: english }],
        parents: [conceptIdOf('ATC', ingredient.atc)],
      }),
    ),
    ...drugProducts.map(
      (product): DemoConcept => ({
        id: product.conceptId,
        name: product.ja,
        domain: 'Drug',
        vocabulary: 'YJ',
        conceptClass: 'Clinical Drug',
        standard: 'S',
        code: product.code,
        synonyms: [{ name: product.en, language: english }],
        parents: [product.ingredient.conceptId],
      }),
    ),
  ];
}

function actsAndMaterials(): DemoConcept[] {
  const receiptGroup = new Map(receiptActs.map(({ code, group }) => [code, group]));
  const dentalGroup = new Map(dentalActs.map(({ code, group }) => [code, group]));
  const materialClass = new Map(materials.map((material) => [material.code, material.materialClass]));
  return [
    ...coded('JPReceiptAct', 'Procedure', 'Act group', 'S', receiptActGroups, (code) =>
      code === 'K552-2' ? conceptIdOf('JPReceiptAct', 'K552') : null,
    ),
    ...coded('JPReceiptAct', 'Procedure', 'Act', 'S', receiptActs, (code) =>
      conceptIdOf('JPReceiptAct', receiptGroup.get(code) ?? ''),
    ),
    ...coded('JPDentalAct', 'Procedure', 'Act group', 'S', dentalActGroups, () => null),
    ...coded('JPDentalAct', 'Procedure', 'Act', 'S', dentalActs, (code) =>
      conceptIdOf('JPDentalAct', dentalGroup.get(code) ?? ''),
    ),
    ...coded('JPMaterial', 'Device', 'Material class', 'S', materialClasses, (code) =>
      code === 'coronary' ? null : conceptIdOf('JPMaterial', 'coronary'),
    ),
    ...coded('JPMaterial', 'Device', 'Material', 'S', materials, (code) =>
      conceptIdOf('JPMaterial', materialClass.get(code) ?? ''),
    ),
  ];
}

function deviceAttributes(): DemoConcept[] {
  return deviceAttributeConcepts.map((concept) => ({
    id: concept.conceptId,
    name: concept.japaneseName,
    domain: concept.domainId,
    vocabulary: deviceAttributeVocabulary,
    conceptClass: concept.conceptClassId,
    standard: 'S',
    code: concept.conceptCode,
    synonyms: [{ name: concept.conceptName, language: english }],
    parents: [],
  }));
}

/** Every concept of the demo release. Local concepts are named in Japanese, with English and kana as synonyms. */
export const demoConcepts: readonly DemoConcept[] = [
  ...omop(),
  ...icd10(),
  ...drugs(),
  ...actsAndMaterials(),
  ...coded('JLAC10', 'Measurement', 'Lab test', 'S', labs, () => null),
  ...coded('AkashiDemo', 'Observation', 'Clinical finding', 'S', clinicalFindings, () => null),
  ...deviceAttributes(),
];

/** One row of `concept_ancestor`. */
export interface AncestorRow {
  readonly ancestor: number;
  readonly descendant: number;
  readonly minLevels: number;
  readonly maxLevels: number;
}

/** The closure of the concepts' parents, every concept being its own ancestor at level 0. */
export function ancestorRows(concepts: readonly DemoConcept[]): AncestorRow[] {
  const parents = new Map(concepts.map(({ id, parents }) => [id, parents]));
  return concepts.flatMap(({ id }) => {
    const levels = new Map<number, { min: number; max: number }>();
    const visit = (ancestor: number, level: number): void => {
      const seen = levels.get(ancestor);
      levels.set(ancestor, {
        min: Math.min(seen?.min ?? level, level),
        max: Math.max(seen?.max ?? 0, level),
      });
      for (const parent of parents.get(ancestor) ?? []) visit(parent, level + 1);
    };
    visit(id, 0);
    return [...levels].map(([ancestor, { min, max }]) => ({
      ancestor,
      descendant: id,
      minLevels: min,
      maxLevels: max,
    }));
  });
}
