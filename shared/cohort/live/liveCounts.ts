import type { PersonSet } from '../../disclosure/shownSets.ts';

/** Persons along a definition. Raw: publish before anything of it is shown. */
export interface LiveCounts {
  /** Everybody in the release. */
  readonly everybody: number;
  /** Entry events, additional criteria where there are some, inclusion rules where there are some. */
  readonly stages: readonly LiveStage[];
  readonly entry: PersonSet;
  readonly final: PersonSet;
}

/** Parts that are asked of the same persons. */
export interface LiveStage {
  /** Whether somebody passes the stage by passing all of its parts, or any. */
  readonly kind: 'all' | 'any';
  /** Names those who are asked. */
  readonly key: string;
  readonly universe: PersonSet;
  /** In the order of the definition, a group before its members. */
  readonly nodes: readonly LiveNode[];
}

export interface LiveNode {
  readonly path: string;
  readonly passes: PersonSet;
  /** Who passes the stage with this part, and who would without it: one contains the other. */
  readonly withIt: PersonSet;
  readonly withoutIt: PersonSet;
  /** Null for what is off or in a group that is not of kind ALL. */
  readonly remaining: PersonSet | null;
  /** Null in a group that is not of kind ALL. */
  readonly conditions: NodeConditions | null;
}

/** Sets of conditions, named by their content, of which somebody passes all (or any) who is in one of a node's sets. */
export interface NodeConditions {
  readonly passes: readonly string[];
  readonly withIt: readonly string[];
  readonly withoutIt: readonly string[];
  readonly remaining: readonly string[];
}
