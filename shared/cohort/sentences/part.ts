import type { NodePath } from '../edit/nodePath.ts';

/** What a chip stands for. */
export type ChipKind =
  | 'conceptSet'
  | 'event'
  | 'first'
  | 'filter'
  | 'window'
  | 'occurrence'
  | 'visit'
  | 'outside'
  | 'group'
  | 'rule'
  | 'limit'
  | 'observation'
  | 'exit'
  | 'collapse'
  | 'concept';

/** A piece of a text that stands for one place of the definition. */
export interface Chip {
  readonly text: string;
  readonly path: NodePath;
  readonly kind: ChipKind;
}

/** Running text, or a chip. */
export type Part = Chip | { readonly text: string };
export type Parts = readonly Part[];

export function isChip(part: Part): part is Chip {
  return 'path' in part;
}

/** The parts as plain text. */
export function partsText(parts: Parts): string {
  return parts.map(({ text }) => text).join('');
}
