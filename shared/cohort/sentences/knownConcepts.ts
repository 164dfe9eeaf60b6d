import type { Locale } from '../../i18n/translate.ts';
import { deviceAttributeConcepts } from '../../vocabulary/deviceAttributes.ts';

/**
 * Concepts that need no id to be understood: sexes, units, kinds of visit of the OMOP vocabularies, and Akashi's own
 * device attributes. No two have the same name in a language.
 */
const known = new Map<number, { readonly ja: string; readonly en: string }>([
  [8507, { ja: '男性', en: 'male' }],
  [8532, { ja: '女性', en: 'female' }],
  [8576, { ja: 'mg', en: 'mg' }],
  [8504, { ja: 'g', en: 'g' }],
  [9529, { ja: 'kg', en: 'kg' }],
  [9655, { ja: 'µg', en: 'µg' }],
  [8587, { ja: 'mL', en: 'mL' }],
  [8519, { ja: 'L', en: 'L' }],
  [8554, { ja: '%', en: '%' }],
  [8840, { ja: 'mg/dL', en: 'mg/dL' }],
  [8713, { ja: 'g/dL', en: 'g/dL' }],
  [8636, { ja: 'g/L', en: 'g/L' }],
  [8751, { ja: 'mg/L', en: 'mg/L' }],
  [8753, { ja: 'mmol/L', en: 'mmol/L' }],
  [8749, { ja: 'µmol/L', en: 'µmol/L' }],
  [8736, { ja: 'nmol/L', en: 'nmol/L' }],
  [8842, { ja: 'ng/mL', en: 'ng/mL' }],
  [8845, { ja: 'pg/mL', en: 'pg/mL' }],
  [8748, { ja: 'µg/L', en: 'µg/L' }],
  [8645, { ja: 'U/L', en: 'U/L' }],
  [8923, { ja: 'IU/L', en: 'IU/L' }],
  [8718, { ja: 'IU', en: 'IU' }],
  [8510, { ja: 'U', en: 'U' }],
  [8876, { ja: 'mmHg', en: 'mmHg' }],
  [8582, { ja: 'cm', en: 'cm' }],
  [8588, { ja: 'mm', en: 'mm' }],
  [9531, { ja: 'kg/m²', en: 'kg/m²' }],
  [8848, { ja: '×10³/µL', en: '×10³/µL' }],
  [8815, { ja: '×10⁶/µL', en: '×10⁶/µL' }],
  [9444, { ja: '×10⁹/L', en: '×10⁹/L' }],
  [8647, { ja: '/µL', en: '/µL' }],
  [8795, { ja: 'mL/分', en: 'mL/min' }],
  [720870, { ja: 'mL/分/1.73m²', en: 'mL/min/1.73m²' }],
  [9201, { ja: '入院', en: 'inpatient visit' }],
  [9202, { ja: '外来', en: 'outpatient visit' }],
  [9203, { ja: '救急外来', en: 'emergency room visit' }],
  [262, { ja: '救急外来を経た入院', en: 'emergency room and inpatient visit' }],
  ...deviceAttributeConcepts.map(
    ({ conceptId, japaneseName, conceptName }) =>
      [
        conceptId,
        { ja: japaneseName, en: conceptName.charAt(0).toLowerCase() + conceptName.slice(1) },
      ] as const,
  ),
]);

/** The concept's name in the language, or null when it is not among the known ones. */
export function knownConcept(id: number, locale: Locale): string | null {
  return known.get(id)?.[locale] ?? null;
}
