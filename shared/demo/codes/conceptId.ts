/** The vocabularies of the demo release with codes of their own. */
export type DemoVocabulary =
  | 'ICD10JP'
  | 'ATC'
  | 'YJ'
  | 'JPReceiptAct'
  | 'JPDentalAct'
  | 'JPMaterial'
  | 'JLAC10'
  | 'AkashiDemo';

/** FNV-1a of the UTF-8 bytes of an ASCII text, as an unsigned 32-bit integer. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/**
 * The local concept id of a code: in 2,000,000,000 … 2,098,999,999, below the device attributes. It depends on the
 * vocabulary and the code alone, so that it stays when codes are added; the tests prove that no two codes meet.
 */
export function conceptIdOf(vocabulary: DemoVocabulary, code: string): number {
  return 2_000_000_000 + (fnv1a(`${vocabulary}:${code}`) % 99_000_000);
}
