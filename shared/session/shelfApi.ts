import type { CohortOperation, DefinitionFile, ImportReport } from '../workbenchApi.ts';

/** A definition as it is kept outside the host: with the id that names it through every restart. */
export interface KeptDefinition extends DefinitionFile {
  readonly kind: 'definition';
  readonly id: string;
}

/** A combination as it is kept outside the host. */
export interface KeptCombination {
  readonly kind: 'combination';
  readonly id: string;
  readonly name: string;
  readonly operation: CohortOperation;
  /** Ids of the cohorts combined. */
  readonly members: readonly string[];
}

export type KeptCohort = KeptDefinition | KeptCombination;

/** Operations on the list of cohorts as a whole. */
export interface ShelfOperations {
  /**
   * Makes the list hold exactly these cohorts in this order; nothing is generated, and what is there as it should be
   * keeps its results. What cannot be read is reported and left out. Gives back a list after the host died, and takes
   * back changes of the list.
   */
  'cohorts.restore': { input: { cohorts: readonly KeptCohort[] }; output: ImportReport };
}
