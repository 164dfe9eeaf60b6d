import { diffLines } from 'diff';
import type { JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';

/** A line of JSON that both have or one of two, or a number of equal lines left out. */
export type JsonLine =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  | { readonly kind: 'skipped'; readonly count: number };

/** Equal lines shown before and after a difference. */
const around = 3;

/** Two documents as indented JSON, line by line, with long equal stretches left out. None where they are equal. */
export function jsonDiff(before: JsonObject, after: JsonObject): readonly JsonLine[] {
  const pieces = diffLines(`${JSON.stringify(before, null, 2)}\n`, `${JSON.stringify(after, null, 2)}\n`);
  if (pieces.every(({ added, removed }) => !added && !removed)) return [];
  return pieces.flatMap(({ added, removed, value }, i): JsonLine[] => {
    const texts = value.replace(/\n$/, '').split('\n');
    if (added || removed) return texts.map((text) => ({ kind: added ? 'added' : 'removed', text }));
    const head = i === 0 ? 0 : around;
    const tail = i === pieces.length - 1 ? 0 : around;
    const count = texts.length - head - tail;
    const same = (text: string): JsonLine => ({ kind: 'same', text });
    if (count < 2) return texts.map(same);
    return [
      ...texts.slice(0, head).map(same),
      { kind: 'skipped', count },
      ...texts.slice(texts.length - tail).map(same),
    ];
  });
}
