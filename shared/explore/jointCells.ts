import type { Masks, PersonTable } from './personTable.ts';

/** Persons put into cells: two persons are in one cell when they are in the same bins of every dimension. */
export interface JointCells {
  readonly dimensions: readonly string[];
  readonly count: number;
  readonly ofPerson: Int32Array;
  /** The cells' bins of each dimension, as masks. */
  readonly bins: readonly Int32Array[];
}

/** Dimensions with more different masks than this are not counted jointly. */
const MOST_PATTERNS = 1024;

/**
 * Null when the cells would be too many for adding them up within a frame.
 * @param mostCells what a frame allows
 */
export function jointCells(
  table: PersonTable,
  dimensions: readonly string[],
  mostCells: number,
): JointCells | null {
  let count = 1;
  let ofPerson: Int32Array = new Int32Array(table.persons);
  let bins: Int32Array[] = [];
  for (const dimension of dimensions) {
    const masks = table.masks[dimension];
    const patterns = masks && findPatterns(masks);
    if (!patterns) return null;
    const width = patterns.masks.length;
    const cellOf = new Int32Array(count * width).fill(-1);
    const parents: number[] = [];
    const own: number[] = [];
    const next = new Int32Array(table.persons);
    for (let person = 0; person < table.persons; person += 1) {
      const parent = ofPerson[person] ?? 0;
      const pattern = patterns.ofPerson[person] ?? 0;
      let cell = cellOf[parent * width + pattern] ?? -1;
      if (cell < 0) {
        cell = parents.length;
        cellOf[parent * width + pattern] = cell;
        parents.push(parent);
        own.push(patterns.masks[pattern] ?? 0);
      }
      next[person] = cell;
    }
    if (parents.length > mostCells) return null;
    bins = bins.map((before) => Int32Array.from(parents, (parent) => before[parent] ?? 0));
    bins.push(Int32Array.from(own));
    ofPerson = next;
    count = parents.length;
  }
  return { dimensions, count, ofPerson, bins };
}

/** The different masks of a dimension, and which of them each person has. */
function findPatterns(masks: Masks): { readonly masks: Int32Array; readonly ofPerson: Uint16Array } | null {
  const known = new Map<number, number>();
  const ofPerson = new Uint16Array(masks.length);
  for (let person = 0; person < masks.length; person += 1) {
    const mask = masks[person] ?? 0;
    let pattern = known.get(mask);
    if (pattern === undefined) {
      if (known.size === MOST_PATTERNS) return null;
      pattern = known.size;
      known.set(mask, pattern);
    }
    ofPerson[person] = pattern;
  }
  return { masks: Int32Array.from(known.keys()), ofPerson };
}
