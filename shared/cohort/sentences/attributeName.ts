import { sentences as en } from '../../i18n/en/sentences.ts';
import { type Locale, type MessageKey, translate } from '../../i18n/translate.ts';

/** What an attribute is called; of the index event where `ofIndex` and it has a name of its own there. */
export function attributeName(locale: Locale, attribute: string, ofIndex = false): string {
  const own = `attribute.index.${attribute}`;
  if (ofIndex && isKey(own)) return translate(locale, own);
  const key = `attribute.${attribute}`;
  return isKey(key) ? translate(locale, key) : attribute;
}

function isKey(key: string): key is keyof typeof en & MessageKey {
  return Object.hasOwn(en, key);
}

/** The English noun with its article; in Japanese as it is. */
export function withArticle(locale: Locale, noun: string): string {
  if (locale === 'ja') return noun;
  return /^[aeiou]/i.test(noun) && !/^(uni|use)/i.test(noun) ? `an ${noun}` : `a ${noun}`;
}
