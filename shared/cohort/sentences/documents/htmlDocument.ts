import { translate } from '../../../i18n/translate.ts';
import { escapeHtml } from '../../../report/html.ts';
import type { DefinitionText, TextSection } from '../definitionText.ts';
import { isChip, type Parts } from '../part.ts';
import type { Sentence } from '../wording.ts';
import { type DocumentFacts, factsLine } from './documentFacts.ts';

/**
 * A definition as one HTML file: nothing is loaded from anywhere (a policy in the file forbids it), fit for A4. Every
 * text is escaped. The same text gives the same file.
 */
export function htmlDocument(text: DefinitionText, facts: DocumentFacts): string {
  const { locale } = text;
  const description = facts.description ? `<p>${escapeHtml(facts.description)}</p>` : '';
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(facts.title)}</title><style>${style}</style></head><body>
<h1>${escapeHtml(facts.title)}</h1>
<p class="meta">${escapeHtml(factsLine(locale, facts))}</p>
${description}
${definitionMarkup(text)}
<p class="meta">${escapeHtml(translate(locale, 'document.note'))}</p>
</body></html>
`;
}

/** The chapters of a definition as markup; every text is escaped. */
export function definitionMarkup({ sections }: DefinitionText): string {
  return sections.map(chapter).join('\n');
}

function chapter({ id, title, sentences, numbered }: TextSection): string {
  const rules = numbered ? sentences.filter(({ path }) => typeof path.at(-1) === 'number') : [];
  const rest = sentences.filter((sentence) => !rules.includes(sentence));
  return `<section class="${id}"><h2>${escapeHtml(title)}</h2>${sentenceList('ol', rules)}${sentenceList('ul', rest)}</section>`;
}

/** Statements as a list, with those that belong to one below it; every text is escaped. */
export function sentenceList(tag: 'ol' | 'ul', sentences: readonly Sentence[]): string {
  return sentences.length === 0 ? '' : `<${tag}>${sentences.map(item).join('')}</${tag}>`;
}

function item({ heading, parts, note, members }: Sentence): string {
  const named = heading === undefined ? '' : `<strong>${escapeHtml(heading)}</strong><br>`;
  const noted = note === undefined ? '' : `<p class="note">${escapeHtml(note)}</p>`;
  return `<li>${named}${marked(parts)}${noted}${sentenceList('ul', members)}</li>`;
}

function marked(parts: Parts): string {
  return parts
    .map((part) =>
      isChip(part) && part.kind === 'conceptSet' ? `<b>${escapeHtml(part.text)}</b>` : escapeHtml(part.text),
    )
    .join('');
}

const style = `
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.5rem; color: #1b2330; background: #fff;
  font: 15px/1.85 "Noto Serif JP", "Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho", "Noto Sans JP", "Noto Sans CJK JP", Georgia, serif;
  overflow-wrap: anywhere; line-break: strict; }
h1, h2 { font-family: "Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", Meiryo, system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.35; margin: 0 0 .3rem; }
h2 { font-size: 1.02rem; margin: 1.8rem 0 .3rem; padding-bottom: .15rem; border-bottom: 1px solid #c9cbc6; break-after: avoid; }
ol, ul { margin: .2rem 0; padding-left: 1.5rem; }
section > ul { list-style: none; padding-left: 0; }
li { margin: .25rem 0; }
b { color: #1c4f80; font-weight: 650; }
.meta, .note { color: #556070; font-size: .84rem; }
.note { margin: 0; }
.conceptSets { font-size: .88rem; line-height: 1.6; }
.conceptSets > ul > li { break-inside: avoid-page; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } @page { size: A4; margin: 18mm; } }
`;
