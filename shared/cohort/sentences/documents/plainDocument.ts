import type { DefinitionText } from '../definitionText.ts';
import { isChip, type Parts } from '../part.ts';
import type { Sentence } from '../wording.ts';

/** A definition as plain text: chapters, numbered rules, members by indentation. */
export function plainDocument({ locale, sections }: DefinitionText): string {
  const chapters = sections.map(({ title, sentences, numbered }) => {
    let number = 0;
    const lines = sentences.flatMap((sentence) => {
      const isRule = numbered && typeof sentence.path.at(-1) === 'number';
      if (isRule) number += 1;
      return linesOf(sentence, 0, isRule ? `${number}. ` : '');
    });
    return [locale === 'ja' ? `■ ${title}` : title.toUpperCase(), ...lines].join('\n');
  });
  return `${chapters.join('\n\n')}\n`;

  function linesOf({ heading, parts, note, members }: Sentence, depth: number, mark: string): string[] {
    const named = heading === undefined ? '' : locale === 'ja' ? `【${heading}】` : `[${heading}] `;
    return [
      `${'  '.repeat(depth)}${mark}${named}${quotedText(parts, locale)}`,
      ...(note === undefined ? [] : [`${'  '.repeat(depth + 1)}${locale === 'ja' ? '※' : 'Note: '}${note}`]),
      ...members.flatMap((member) => linesOf(member, depth + 1, locale === 'ja' ? '・' : '- ')),
    ];
  }
}

/**
 * Parts as text in which names of concept sets cannot be mistaken for running text: in English always in quotation
 * marks, in Japanese where the name itself is not Japanese and has several words.
 */
export function quotedText(parts: Parts, locale: DefinitionText['locale']): string {
  return parts
    .map((part) => {
      if (!isChip(part) || part.kind !== 'conceptSet') return part.text;
      if (locale === 'en') return `“${part.text}”`;
      return /[\s,;:、]/.test(part.text) ? `「${part.text}」` : part.text;
    })
    .join('');
}
