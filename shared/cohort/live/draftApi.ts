import type { PublishedCount } from '../../disclosure/publishedCount.ts';

/** Operations on a definition while it is edited. */
export interface DraftOperations {
  /**
   * Counts along a definition. A newer call for the same draft interrupts the one before it, which fails with
   * `cancelled`.
   * @param rulesOff places of inclusion rules that are switched off: they are counted, but nothing is held to them
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
  /**
   * Every entry event, criterion, group and inclusion rule, in the order of the definition, a group before its members.
   * Censoring criteria, and criteria around another criterion's events (`CorrelatedCriteria`), have no counts of their own.
   */
  readonly nodes: readonly DraftNodeCount[];
  /** Persons of the cohort: after rules, exit and censor window. Equal to what generating the cohort gives. */
  readonly final: PublishedCount;
  readonly milliseconds: number;
}

/**
 * Counts of one part. "The entry" is, for additional criteria, the entry events before them, and for inclusion rules
 * the events that they are asked of. A person counts where one event of the entry does.
 */
export interface DraftNodeCount {
  /**
   * JSON path from the root of the file, as `pathText` writes it, of the member of its list: `….CriteriaList[0]`,
   * `….DemographicCriteriaList[0]`, `….Groups[0]`, `$.InclusionRules[0]` (its outermost group is the rule itself),
   * `$.AdditionalCriteria`.
   */
  readonly path: string;
  /** Persons of the entry that meet this by itself; for an entry event: who have it, in observation. */
  readonly passes: PublishedCount;
  /**
   * Persons by whom the outcome would differ without this part: whom only it removes, or, in an ANY or AT_LEAST group
   * and for entry events, whom only it brings in. For a rule that is off, and what is in it: as if it were on.
   */
  readonly aloneRemoves: PublishedCount;
  /**
   * Persons left after this and everything before it (for entry events: in by this or one before); null for what is
   * switched off, or inside a group that is not of kind ALL.
   */
  readonly remaining: PublishedCount | null;
}
