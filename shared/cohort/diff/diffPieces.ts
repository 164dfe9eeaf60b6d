import type { Locale } from '../../i18n/translate.ts';
import { alignment } from './alignment.ts';

/** A stretch of a text that both versions have, or only the newer, or only the older one. */
export interface DiffPiece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The differences of two texts word by word; numbers and names stay whole. */
export function diffPieces(before: string, after: string, locale: Locale): DiffPiece[] {
  const [older, newer] = [wordsOf(before, locale), wordsOf(after, locale)];
  const pieces: DiffPiece[] = [];
  const add = (kind: DiffPiece['kind'], text: string): void => {
    const last = pieces.at(-1);
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  };
  for (const [i, j] of alignment(older, newer)) {
    if (i !== null && j !== null) add('same', newer[j] ?? '');
    else if (i !== null) add('removed', older[i] ?? '');
    else if (j !== null) add('added', newer[j] ?? '');
  }
  const kept = pieces.reduce((sum, { kind, text }) => (kind === 'same' ? sum + text.length : sum), 0);
  // Of two sentences that share little, each reads better whole.
  if (kept < leastShared * Math.max(before.length, after.length)) {
    const whole: DiffPiece[] = [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
    return whole.filter(({ text }) => text !== '');
  }
  return grouped(pieces);
}

const leastShared = 0.5;

const segmenters: Readonly<Record<Locale, Intl.Segmenter>> = {
  ja: new Intl.Segmenter('ja', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
};

function wordsOf(text: string, locale: Locale): string[] {
  return [...segmenters[locale].segment(text)].map(({ segment }) => segment);
}

/** What was replaced reads better as one: short common stretches between changes go with them. */
function grouped(pieces: readonly DiffPiece[]): DiffPiece[] {
  const result: DiffPiece[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === 'removed') removed += piece.text;
    else if (piece.kind === 'added') added += piece.text;
    else if (piece.text.trim() === '' && i < pieces.length - 1 && removed + added !== '') {
      removed += piece.text;
      added += piece.text;
    } else {
      flush();
      result.push(piece);
    }
  }
  flush();
  return result;
}
