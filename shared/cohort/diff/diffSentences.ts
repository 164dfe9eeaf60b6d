import type { Locale } from '../../i18n/translate.ts';
import { pathText } from '../edit/nodePath.ts';
import { partsText } from '../sentences/part.ts';
import type { Sentence } from '../sentences/wording.ts';
import { alignment } from './alignment.ts';
import type { DiffLine } from './definitionDiff.ts';
import { type DiffPiece, diffPieces } from './diffPieces.ts';

/** What two lists of statements say differently, in the order of the newer one. */
export function diffSentences(
  before: readonly Sentence[],
  after: readonly Sentence[],
  locale: Locale,
): DiffLine[] {
  const aligned = alignment(before.map(wholeText), after.map(wholeText));
  const gone = aligned.flatMap(([i, j]) => (i !== null && j === null ? [i] : []));
  const come = aligned.flatMap(([i, j]) => (j !== null && i === null ? [j] : []));
  const partners = partnersOf(before, after, gone, come);
  const taken = new Set(partners.values());
  return aligned.flatMap(([i, j]): DiffLine[] => {
    const older = i === null ? undefined : before[i];
    const newer = j === null ? undefined : after[j];
    if (older !== undefined && newer !== undefined) return [];
    if (newer !== undefined && j !== null) {
      const partner = partners.get(j);
      const other = partner === undefined ? undefined : before[partner];
      return other === undefined ? [wholeLine('added', newer)] : [changedLine(other, newer, locale)];
    }
    return older === undefined || (i !== null && taken.has(i)) ? [] : [wholeLine('removed', older)];
  });
}

/** For places of the newer list, the place in the older one of what they were. */
function partnersOf(
  before: readonly Sentence[],
  after: readonly Sentence[],
  gone: readonly number[],
  come: readonly number[],
): Map<number, number> {
  const partners = new Map<number, number>();
  const left = new Set(gone);
  const pair = (same: (older: Sentence, newer: Sentence) => boolean): void => {
    for (const j of come) {
      if (partners.has(j)) continue;
      const newer = after[j];
      for (const i of left) {
        const older = before[i];
        if (older === undefined || newer === undefined || !same(older, newer)) continue;
        partners.set(j, i);
        left.delete(i);
        break;
      }
    }
  };
  // Comparing every two of many statements would take long; codes of concept sets are the same or they are not.
  const isItem = (sentence: Sentence): boolean => sentence.path.at(-2) === 'items';
  if (before.some(isItem) || after.some(isItem)) {
    pairEqual(before, after, left, come, partners);
    return partners;
  }
  pair((older, newer) => wholeText(older) === wholeText(newer));
  pair((older, newer) => older.heading !== undefined && older.heading === newer.heading);
  pair((older, newer) => likeness(lineText(older), lineText(newer)) > 0.5);
  pair((older, newer) => pathText(older.path) === pathText(newer.path) && sameKind(older, newer));
  return partners;
}

function pairEqual(
  before: readonly Sentence[],
  after: readonly Sentence[],
  left: Set<number>,
  come: readonly number[],
  partners: Map<number, number>,
): void {
  const places = new Map([...left].map((i) => [wholeText(before[i] as Sentence), i]));
  for (const j of come) {
    const text = wholeText(after[j] as Sentence);
    const i = places.get(text);
    if (i === undefined) continue;
    partners.set(j, i);
    places.delete(text);
    left.delete(i);
  }
}

/** A member of a list at the same place may be another thing altogether; a setting is always the same setting. */
function sameKind(older: Sentence, newer: Sentence): boolean {
  return typeof older.path.at(-1) !== 'number' || typeof newer.path.at(-1) !== 'number';
}

/** How much two texts share, from 0 to 1: Dice's coefficient of their pairs of letters. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const pairs = (text: string): string[] => [...text].slice(1).map((letter, i) => (text[i] ?? '') + letter);
  const counts = new Map<string, number>();
  for (const pair of pairs(a)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of pairs(b)) {
    const count = counts.get(pair) ?? 0;
    if (count > 0) shared += 1;
    counts.set(pair, count - 1);
  }
  const all = a.length + b.length - 2;
  return all <= 0 ? 0 : (2 * shared) / all;
}

function changedLine(older: Sentence, newer: Sentence, locale: Locale): DiffLine {
  if (wholeText(older) === wholeText(newer)) return wholeLine('moved', newer, 'same');
  const pieces = diffPieces(partsText(older.parts), partsText(newer.parts), locale);
  const heading = diffPieces(older.heading ?? '', newer.heading ?? '', locale);
  const note = diffPieces(older.note ?? '', newer.note ?? '', locale);
  const changed = [...pieces, ...heading, ...note].some(({ kind }) => kind !== 'same');
  return {
    kind: changed ? 'changed' : 'kept',
    path: newer.path,
    heading,
    pieces,
    note,
    members: diffSentences(older.members, newer.members, locale),
  };
}

function wholeLine(kind: DiffLine['kind'], sentence: Sentence, piece?: DiffPiece['kind']): DiffLine {
  const pieceKind = piece ?? (kind === 'removed' ? 'removed' : 'added');
  const one = (text: string | undefined): DiffPiece[] =>
    text === undefined || text === '' ? [] : [{ kind: pieceKind, text }];
  return {
    kind,
    path: sentence.path,
    heading: one(sentence.heading),
    pieces: one(partsText(sentence.parts)),
    note: one(sentence.note),
    members: sentence.members.map((member) => wholeLine(kind, member, pieceKind)),
  };
}

function lineText({ heading = '', parts }: Sentence): string {
  return `${heading} ${partsText(parts)}`;
}

function wholeText(sentence: Sentence): string {
  const { note = '', members } = sentence;
  return [lineText(sentence), note, ...members.map(wholeText)].join('\u0000');
}
