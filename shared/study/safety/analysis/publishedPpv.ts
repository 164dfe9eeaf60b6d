/** A positive predictive value from validation studies of Japanese claims and DPC data. */
export interface PublishedPpv {
  /** Among 0 and 1. */
  readonly value: number;
  /** Which definition it holds for, in both languages. */
  readonly definition: { readonly ja: string; readonly en: string };
}

const published: readonly (PublishedPpv & { readonly codes: readonly string[] })[] = [
  {
    codes: ['I21', 'I22'],
    value: 0.825,
    definition: {
      ja: '急性心筋梗塞（傷病名すべて。DPC の主要病名に限ると 93.8%）',
      en: 'acute myocardial infarction (any diagnosis; 93.8% where it is a main DPC diagnosis)',
    },
  },
  {
    codes: ['I50'],
    value: 0.57,
    definition: {
      ja: '心不全（緊急入院かつ急性に限ると 83.0%）',
      en: 'heart failure (83.0% where admission was an emergency and it was acute)',
    },
  },
  {
    codes: ['I63'],
    value: 0.31,
    definition: {
      ja: '虚血性脳卒中（ICD コードのみで定めた場合）',
      en: 'ischaemic stroke (by ICD code alone)',
    },
  },
];

/** The published value for an ICD-10 code, with or without its dot; null where there is none. */
export function publishedPpv(code: string): PublishedPpv | null {
  return published.find(({ codes }) => codes.some((prefix) => code.startsWith(prefix))) ?? null;
}
