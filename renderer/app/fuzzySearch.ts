import { toHiragana, toRomaji } from 'wanakana';

/** Something that can be found by typing: `texts` are its names in any language, `readings` how Japanese ones are read. */
export interface Findable {
  readonly texts: readonly string[];
  readonly readings: readonly string[];
}

/** A thing prepared for searching, so that each key press only compares. */
export interface Indexed<T> {
  readonly item: T;
  readonly forms: readonly string[];
}

export function indexed<T extends Findable>(item: T): Indexed<T> {
  const texts = item.texts.map(normal);
  const kana = [...item.readings, ...item.texts.filter(isKana)].map(normal);
  return { item, forms: [...new Set([...texts, ...kana, ...kana.map((text) => toRomaji(text))])] };
}

/**
 * The things that a query finds, best first: every word of the query must be found in order of its letters, in one of
 * the names, in a reading, or in romaji (`kohooto`, `kohoto`, `こほーと` and `コホート` are all the same). An empty query
 * finds everything as it is.
 */
export function search<T>(things: readonly Indexed<T>[], query: string): readonly T[] {
  const words = normal(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return things.map(({ item }) => item);
  const spellings = words.map(spellingsOf);
  return things
    .flatMap(({ item, forms }, place) => {
      const scores = spellings.map((word) => Math.max(0, ...forms.map((form) => scoreAny(form, word))));
      const score = Math.min(...scores);
      return score > 0 ? [{ item, place, score: scores.reduce((sum, one) => sum + one, 0) }] : [];
    })
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map(({ item }) => item);
}

/** Width, case and kind of kana make no difference; nor does how a long vowel is written. */
function normal(text: string): string {
  return withoutLongVowels(hiragana(text.normalize('NFKC').toLowerCase()));
}

function hiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
}

function withoutLongVowels(text: string): string {
  return text.replaceAll('ー', '').replace(/([aeiou])\1+/g, '$1');
}

function isKana(text: string): boolean {
  return /^[\p{Script=Hiragana}\p{Script=Katakana}ー・…\s]+$/u.test(text);
}

/** A word as typed, and, typed in Latin letters, as the kana it stands for (a last letter may still lack its vowel). */
function spellingsOf(word: string): readonly string[] {
  if (!/^[a-z'-]+$/.test(word)) return [word];
  const kana = withoutLongVowels(toHiragana(word)).replace(/[a-z]{1,2}$/, '');
  return /^[ぁ-ん]{2,}$/.test(kana) ? [word, kana] : [word];
}

function scoreAny(form: string, spellings: readonly string[]): number {
  return Math.max(...spellings.map((word) => score(form, word)));
}

/** 0: not found. Whole, at the beginning, at the beginning of a word and anywhere beat letters scattered in order. */
function score(form: string, word: string): number {
  const at = form.indexOf(word);
  if (form === word) return 120;
  if (at === 0) return 100;
  if (at > 0) return /[\s.\-・（(「“…]/.test(form.charAt(at - 1)) ? 80 : 60;
  return word.length < 3 ? 0 : scattered(form, word);
}

/** Letters in order with few gaps: 40 for almost together, 0 when they spread over more than four times their length. */
function scattered(form: string, word: string): number {
  let first = -1;
  let at = -1;
  for (const letter of word) {
    at = form.indexOf(letter, at + 1);
    if (at < 0) return 0;
    if (first < 0) first = at;
  }
  const spread = (at - first + 1) / word.length;
  return spread > 4 ? 0 : 50 - 10 * spread;
}
