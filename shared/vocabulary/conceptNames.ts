/** A concept's name in each language that it has one in. */
export interface NamesByLanguage {
  readonly japanese: string | null;
  readonly english: string | null;
}

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const READING = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u;

/**
 * Told by the script, as language ids of synonyms are often missing. The concept's own name comes first; a synonym of
 * kana alone is a reading, which stands in only where nothing else is Japanese.
 */
export function namesByLanguage(name: string, synonyms: readonly string[]): NamesByLanguage {
  const japanese = [name, ...synonyms].filter((text) => JAPANESE.test(text));
  return {
    japanese: japanese.find((text) => text === name || !READING.test(text)) ?? japanese[0] ?? null,
    english: JAPANESE.test(name) ? (synonyms.find((text) => !JAPANESE.test(text)) ?? null) : name,
  };
}
