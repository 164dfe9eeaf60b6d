import type { PublishedCount } from '../../disclosure/publishedCount.ts';

/** Operations on a definition while it is edited. */
export interface DraftOperations {
  /**
   * Counts along a definition. A newer call for the same draft interrupts the one before it, which fails with
   * `cancelled`.
   * @throws AkashiError `host.noRelease`, `definition.*` (the first problem), `engine.*`, `cancelled`
   */
  'drafts.count': {
    input: { draft: string; name: string; text: string; rulesOff: readonly number[] };
    output: DraftCounts;
  };
}

/** Persons along a definition, under the output rules and everything shown before. */
export interface DraftCounts {
  /** Persons with an entry event after observation window, limit and additional criteria. */
  readonly entry: PublishedCount;
  /** Every entry event, criterion, group and inclusion rule, in the order of the definition. */
  readonly nodes: readonly DraftNodeCount[];
  readonly final: PublishedCount;
  readonly milliseconds: number;
}

export interface DraftNodeCount {
  /** JSON path from the root of the file, as `pathText` writes it. */
  readonly path: string;
  /** Persons of the entry that meet this by itself. */
  readonly passes: PublishedCount;
  /** Persons that only this removes (for an entry event: that only this brings in). */
  readonly aloneRemoves: PublishedCount;
  /** Persons left after this and everything before it; null for what is switched off or within a group of ANY kind. */
  readonly remaining: PublishedCount | null;
}
