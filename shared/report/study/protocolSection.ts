import { sentenceList } from '../../cohort/sentences/documents/htmlDocument.ts';
import type { Sentence } from '../../cohort/sentences/wording.ts';
import type { Locale } from '../../i18n/translate.ts';
import type { ComparisonSpecification } from '../../study/specification/comparisonSpecification.ts';
import { targetTrial } from '../../study/words/targetTrial.ts';
import { Html, html, inBoth, message } from '../html.ts';

/** The trial that a study emulates, component by component. */
export function protocolSection(study: ComparisonSpecification): Html {
  return protocolTable((locale) => targetTrial(study, locale));
}

/** A protocol in words, part by part. */
export function protocolTable(
  parts: (locale: Locale) => readonly { readonly title: string; readonly sentences: readonly Sentence[] }[],
): Html {
  return html`<section><h2>${message('study.report.protocol')}</h2>${inBoth(
    (locale) =>
      html`<table class="protocol"><tbody>${parts(locale).map(
        ({ title, sentences }) =>
          html`<tr><th scope="row">${title}</th><td>${Html.unchecked(sentenceList('ul', sentences))}</td></tr>`,
      )}</tbody></table>`,
    'div',
  )}</section>`;
}
