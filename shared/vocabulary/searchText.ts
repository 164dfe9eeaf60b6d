/**
 * Texts as they are compared in search: full and half width, upper and lower case, katakana and hiragana, accents and
 * long vowels make no difference, marks inside words vanish, other marks part words. Words are parted by one space.
 */
export function searchText(text: string): string {
  return plainText(text)
    .replace(JOINING, '')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

/** The words to look for. What joins words in a text parts them in a query, so that either way of writing is found. */
export function searchWords(query: string): readonly string[] {
  const words = plainText(query)
    .replace(LONG_VOWELS, '')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
  return words === '' ? [] : [...new Set(words.split(' '))];
}

/** A code as it is compared: without dots, dashes, spaces and case; one of nothing but marks stays as it is. */
export function searchCode(code: string): string {
  const folded = code.normalize('NFKC').toLowerCase().trim();
  return folded.replace(/[^\p{L}\p{N}]+/gu, '') || folded;
}

/** The long-vowel mark and what people type for it between kana. */
const LONG_VOWELS = /ー|(?<=[ぁ-ゖ])[-‐‑–—―−]/gu;
/** Marks that some write and others leave out: hyphens, middle dots, full stops, apostrophes, long vowels. */
const JOINING = /[ー\-‐‑–—―−・·.'’]/gu;

function plainText(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase();
  // ASCII, which most names are, has neither accents nor kana.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with control characters
  if (/^[\x00-\x7f]*$/.test(folded)) return folded;
  return folded
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/ゔ([ぁぃぇぉ])/g, (_, vowel: string) => VOICED[vowel] ?? '')
    .replaceAll('ゔ', 'ぶ');
}

const VOICED: Readonly<Record<string, string>> = { ぁ: 'ば', ぃ: 'び', ぇ: 'べ', ぉ: 'ぼ' };
