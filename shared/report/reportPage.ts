import type { Locale } from '../i18n/translate.ts';
import { Html, type HtmlValue, html } from './html.ts';
import { reportStyle } from './reportStyle.ts';

/**
 * A report as one HTML file: Japanese and English with a switch that needs no script, nothing loaded from anywhere (a
 * policy in the file forbids it), fit to print. Every value is escaped. The same content gives the same text.
 * @param shown the language that it opens in
 */
export function reportPage(title: string, content: HtmlValue, shown: Locale = 'ja'): string {
  const checked = (locale: Locale) => (locale === shown ? html` checked` : null);
  return html`<!doctype html>
<html lang="${shown}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Akashi — ${title}</title><style>${Html.unchecked(reportStyle)}</style></head><body>
<fieldset class="switch"><legend class="quiet">言語 / Language</legend>
<label><input type="radio" name="language" id="language-ja"${checked('ja')}> 日本語</label>
<label><input type="radio" name="language" id="language-en"${checked('en')}> English</label></fieldset>
<main>${content}</main></body></html>
`.text;
}
