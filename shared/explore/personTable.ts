import type { Layer } from './exploreModel.ts';

/** Bit masks, one for each person: the narrowest array that holds so many bins. */
export type Masks = Uint8Array | Uint16Array | Int32Array;

export function createMasks(bins: number, persons: number): Masks {
  if (bins <= 8) return new Uint8Array(persons);
  return bins <= 16 ? new Uint16Array(persons) : new Int32Array(persons);
}

/** The first and the last bin of each person's run, both included; −1 and −1 for who is in none. */
export interface Runs {
  readonly first: Int16Array;
  readonly last: Int16Array;
}

/**
 * What is known of every person, by position: which bins of which dimension and layer. It never leaves the engine's
 * side; see countCube.ts for what does.
 */
export interface PersonTable {
  readonly persons: number;
  /** How often a person counts: 0, 1 or 2; see personWeights.ts. */
  readonly weights: Uint8Array;
  /** By dimension. */
  readonly masks: Readonly<Record<string, Masks>>;
  readonly layers: readonly TableLayer[];
}

/** `runs` where the layer is a running one, else `masks`. */
export type TableLayer = Layer & { readonly masks: Masks | null; readonly runs?: Runs };
