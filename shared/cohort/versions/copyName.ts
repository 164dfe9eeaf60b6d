import { inLanguage } from '../../i18n/inLanguage.ts';
import { translate } from '../../i18n/translate.ts';

/** A name that none has yet: as wished, or with the lowest number from 2 behind it. */
export function freeName(wished: string, taken: Iterable<string>): string {
  const others = new Set(taken);
  if (!others.has(wished)) return wished;
  const [japanese, english] = [inLanguage(wished, 'ja'), inLanguage(wished, 'en')];
  for (let number = 2; ; number++) {
    const name =
      japanese === english ? `${wished} (${number})` : `${japanese} (${number}) / ${english} (${number})`;
    if (!others.has(name)) return name;
  }
}

/**
 * What a copy is called: a name in both languages (`日本語 / English`) is a copy's in both; any other name is in the
 * language of the moment.
 */
export function copyName(name: string, locale: 'ja' | 'en', taken: Iterable<string>): string {
  const [japanese, english] = [inLanguage(name, 'ja'), inLanguage(name, 'en')];
  const copied =
    japanese === english
      ? translate(locale, 'drafts.copyOf', { name })
      : `${translate('ja', 'drafts.copyOf', { name: japanese })} / ${translate('en', 'drafts.copyOf', { name: english })}`;
  return freeName(copied, taken);
}
