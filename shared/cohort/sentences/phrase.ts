import { type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import { type Chip, isChip, type Part, type Parts } from './part.ts';

/** What stands in a message's place: parts, a text, or a number (which also chooses between one and many). */
export type PhraseParams = Readonly<Record<string, Parts | string | number>>;

const open = '\ue000';
const close = '\ue001';

/** A message whose parameters may hold chips, as parts. */
export function phrase(locale: Locale, key: MessageKey, params: PhraseParams = {}): Parts {
  const given: Parts[] = [];
  const marked = Object.entries(params).map(([name, value]): [string, string | number] => {
    if (typeof value === 'number') return [name, value];
    given.push(typeof value === 'string' ? [{ text: value }] : value);
    return [name, `${open}${given.length - 1}${close}`];
  });
  const pieces = translate(locale, key, Object.fromEntries(marked)).split(/\ue000(\d+)\ue001/);
  return joined(
    locale,
    pieces.flatMap((piece, i): Parts => (i % 2 === 1 ? (given[Number(piece)] ?? []) : [{ text: piece }])),
  );
}

/** A message whose words and parameters make one chip. */
export function chip(
  locale: Locale,
  place: Omit<Chip, 'text'>,
  key: MessageKey,
  params: PhraseParams = {},
): Chip {
  const text = phrase(locale, key, params)
    .map((part) => part.text)
    .join('');
  return { ...place, text };
}

/** Parts one after the other: texts that touch become one; Japanese is set off from Latin letters and digits. */
export function joined(locale: Locale, parts: Parts): Parts {
  const result: Part[] = [];
  for (const part of parts) {
    if (part.text === '') continue;
    const last = result.at(-1);
    const spaced = locale === 'ja' && last !== undefined && needsSpace(last.text, part.text);
    if (last !== undefined && !isChip(last) && !isChip(part)) {
      result[result.length - 1] = { text: `${last.text}${spaced ? ' ' : ''}${part.text}` };
    } else {
      if (spaced) result.push({ text: ' ' });
      result.push(part);
    }
  }
  return result;
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]/u;
const latin = /[\p{Script=Latin}\p{Script=Greek}\d%)\]]/u;
const latinStart = /[\p{Script=Latin}\p{Script=Greek}\d([]/u;

function needsSpace(before: string, after: string): boolean {
  const last = [...before].at(-1) ?? '';
  const first = [...after][0] ?? '';
  return (
    !isFullWidth(last) &&
    !isFullWidth(first) &&
    ((latin.test(last) && japanese.test(first)) || (japanese.test(last) && latinStart.test(first)))
  );
}

function isFullWidth(character: string): boolean {
  return /[\uff00-\uffef]/.test(character);
}

/** A list in words: `a、bまたはc`, `a, b or c`. */
export function listed(locale: Locale, items: readonly Parts[], conjunction: 'or' | 'and' = 'or'): Parts {
  return items.reduce<Parts>(
    (list, item, i) =>
      i === 0
        ? item
        : phrase(locale, i === items.length - 1 ? `sentence.${conjunction}` : 'sentence.comma', {
            a: list,
            b: item,
          }),
    [],
  );
}

/** The first letter of a sentence as a capital one; names stay as they are. */
export function capitalised(parts: Parts): Parts {
  const [first, ...rest] = parts;
  if (!first || (isChip(first) && first.kind === 'conceptSet')) return parts;
  const [letter = '', ...others] = first.text;
  return [{ ...first, text: letter.toUpperCase() + others.join('') }, ...rest];
}
