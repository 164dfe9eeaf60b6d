import { inLanguage } from '../../i18n/inLanguage.ts';

/** `日本語 / English`, or one of them where both are the same. */
export function bilingual(japanese: string, english: string): string {
  return japanese === english ? japanese : `${japanese} / ${english}`;
}

/** Names with their languages kept apart: each language's phrase is made of the names in that language. */
export function phraseOf(
  names: readonly string[],
  phrase: (names: readonly string[], language: 'ja' | 'en') => string,
): string {
  const [japanese, english] = (['ja', 'en'] as const).map((language) =>
    phrase(
      names.map((name) => inLanguage(name, language)),
      language,
    ),
  );
  return bilingual(japanese ?? '', english ?? '');
}
