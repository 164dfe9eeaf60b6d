import type { Locale } from './translate.ts';

/**
 * The half of a text that was written in both languages as `日本語 / English`; any other text as it is. Definitions
 * and manifests have one field for a name: this is how Akashi's own and careful providers' say it to both readers.
 */
export function inLanguage(text: string, locale: Locale): string {
  const halves = text.split(' / ');
  const [japanese, english] = halves;
  if (halves.length !== 2 || !japanese || !english || !isJapanese(japanese) || isJapanese(english))
    return text;
  return locale === 'ja' ? japanese : english;
}

function isJapanese(text: string): boolean {
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);
}
