import { parseDefinition } from '../cohort/expression/parseDefinition.ts';
import { definitionText } from '../cohort/sentences/definitionText.ts';
import { definitionMarkup } from '../cohort/sentences/documents/htmlDocument.ts';
import { eitherWay, Html, html, inBoth, message } from './html.ts';

/** The cohort definitions of a study, each in words; nothing where it has none. */
export function definitionsSection(
  definitions: Readonly<Record<string, { readonly name: string; readonly expression: unknown }>>,
): Html | null {
  const all = Object.entries(definitions);
  if (all.length === 0) return null;
  return html`<section><h2>${message('study.report.definitions')}</h2>
${all.map(
  ([id, { name, expression }]) =>
    html`<details><summary>${eitherWay(name)} <code>${id}</code></summary>${definitionWords(name, expression)}</details>`,
)}</section>`;
}

function definitionWords(name: string, expression: unknown): Html | null {
  const parsed = parseDefinition(name, JSON.stringify({ name, expression }));
  if (!parsed.ok) return null;
  return inBoth(
    (locale) => Html.unchecked(definitionMarkup(definitionText(parsed.definition, locale))),
    'div',
  );
}
