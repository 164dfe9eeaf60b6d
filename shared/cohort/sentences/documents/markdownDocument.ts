import type { DefinitionText } from '../definitionText.ts';
import { isChip, type Parts } from '../part.ts';
import type { Sentence } from '../wording.ts';
import { type DocumentFacts, factsLine } from './documentFacts.ts';

/** A definition as a Markdown document (CommonMark); everything that people wrote is escaped. */
export function markdownDocument({ locale, sections }: DefinitionText, facts: DocumentFacts): string {
  const head = [
    `# ${escaped(facts.title)}`,
    factsLine(locale, { ...facts, hash: `\`${facts.hash}\`` }),
    ...(facts.description ? [escaped(facts.description)] : []),
  ];
  const chapters = sections.map(({ title, sentences, numbered }) => {
    const rules = numbered ? sentences.filter(isRule) : [];
    const rest = sentences.filter((sentence) => !rules.includes(sentence));
    return [
      `## ${escaped(title)}`,
      ...(rules.length > 0 ? [rules.flatMap((rule, i) => lines(rule, 0, `${i + 1}. `)).join('\n')] : []),
      ...(rest.length > 0 ? [rest.flatMap((sentence) => lines(sentence, 0, '- ')).join('\n')] : []),
    ].join('\n\n');
  });
  return `${[...head, ...chapters].join('\n\n')}\n`;
}

function isRule({ path }: Sentence): boolean {
  return typeof path.at(-1) === 'number';
}

function lines({ heading, parts, note, members }: Sentence, indent: number, mark: string): string[] {
  const inner = indent + mark.length;
  const named = heading === undefined ? '' : `**${escaped(heading)}** `;
  return [
    `${' '.repeat(indent)}${mark}${named}${marked(parts)}`,
    ...(note === undefined ? [] : [`${' '.repeat(inner)}*${escaped(note)}*`]),
    ...members.flatMap((member) => lines(member, inner, '- ')),
  ];
}

/** Names of concept sets in bold. */
function marked(parts: Parts): string {
  return parts
    .map((part) =>
      isChip(part) && part.kind === 'conceptSet' ? `**${escaped(part.text)}**` : escaped(part.text),
    )
    .join('');
}

/** Text without meaning for Markdown or HTML; line breaks become spaces. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~&$-]/g, (character) => `\\${character}`)
    .replace(/^(\d+)([.)])/, '$1\\$2');
}
