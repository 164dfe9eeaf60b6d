import { inLanguage } from '../../shared/i18n/inLanguage.ts';
import { type Locale, translate } from '../../shared/i18n/translate.ts';
import type { TextRef } from './appState.ts';

/** A message with its parameters, of which names may be given as `日本語 / English`. */
export function refText({ key, params = {} }: TextRef, locale: Locale): string {
  const own = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? inLanguage(value, locale) : value,
  ]);
  return translate(locale, key, Object.fromEntries(own));
}
