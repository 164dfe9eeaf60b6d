import { en } from './en/index.ts';
import { ja } from './ja/index.ts';

export type Locale = 'ja' | 'en';
export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<MessageKey, string>>;
export type MessageParams = Readonly<Record<string, string | number>>;

const catalogues: Readonly<Record<Locale, Messages>> = { ja, en };

/**
 * A message in a language. `{name}` is replaced by a parameter (numbers in the locale's grouping);
 * `{count|person|persons}` chooses by whether the number `count` is 1.
 */
export function translate(locale: Locale, key: MessageKey, params: MessageParams = {}): string {
  return catalogues[locale][key].replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (whole, param: string, one, other) => {
      const value = params[param];
      if (value === undefined) return whole;
      if (one !== undefined) return value === 1 ? one : other;
      return typeof value === 'number' ? formatNumber(locale, value) : value;
    },
  );
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

/** A number with the locale's grouping; at most `digits` decimals. */
export function formatNumber(locale: Locale, value: number, digits = 3): string {
  const key = `${locale} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', { maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format.format(value);
}

/** Making one takes far longer than using it. */
const formats = new Map<string, Intl.NumberFormat>();
