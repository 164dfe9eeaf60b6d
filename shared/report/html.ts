import { inLanguage } from '../i18n/inLanguage.ts';
import { type Locale, type MessageKey, type MessageParams, translate } from '../i18n/translate.ts';

/** Markup that is safe to join: made by {@link html}, so every value in it was escaped. */
export class Html {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  static unchecked(text: string): Html {
    return new Html(text);
  }
}

export type HtmlValue = Html | string | number | readonly Html[] | null;

/** Builds markup: nested `Html` is spliced, everything else is escaped; null is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0] ?? '';
  values.forEach((value, i) => {
    text += markup(value) + (strings[i + 1] ?? '');
  });
  return Html.unchecked(text);
}

function markup(value: HtmlValue): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map((part) => part.text).join('');
  return escapeHtml(String(value));
}

/** Text as character data or a quoted attribute value; characters that HTML does not allow become U+FFFD. */
export function escapeHtml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be replaced
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
  );
}

export const reportLocales: readonly Locale[] = ['ja', 'en'];

/** Content in both languages; the style sheet shows the chosen one. `tag` is `tspan` inside an SVG text. */
export function inBoth(content: (locale: Locale) => HtmlValue, tag: 'span' | 'tspan' | 'div' = 'span'): Html {
  const open = Html.unchecked(tag);
  return html`${reportLocales.map((locale) => html`<${open} class="${locale}" lang="${locale}">${content(locale)}</${open}>`)}`;
}

/** A message in both languages. */
export function message(key: MessageKey, params: MessageParams = {}): Html {
  return inBoth((locale) => translate(locale, key, params));
}

/** A text that may be `日本語 / English`, in both languages. */
export function eitherWay(text: string): Html {
  return inBoth((locale) => inLanguage(text, locale));
}
