import { sentenceList } from '../../cohort/sentences/documents/htmlDocument.ts';
import type { ComparisonSpecification } from '../../study/specification/comparisonSpecification.ts';
import { targetTrial } from '../../study/words/targetTrial.ts';
import { Html, html, inBoth, message } from '../html.ts';

/** The trial that a study emulates, component by component. */
export function protocolSection(study: ComparisonSpecification): Html {
  return html`<section><h2>${message('study.report.protocol')}</h2>${inBoth(
    (locale) =>
      html`<table class="protocol"><tbody>${targetTrial(study, locale).map(
        ({ title, sentences }) =>
          html`<tr><th scope="row">${title}</th><td>${Html.unchecked(sentenceList('ul', sentences))}</td></tr>`,
      )}</tbody></table>`,
    'div',
  )}</section>`;
}
