import type { ConceptFilters } from '../../shared/vocabulary/conceptApi.ts';

/** What the Concepts screen shows; stays when one goes elsewhere and comes back. */
export interface ConceptsState {
  readonly view: 'search' | 'sets';
  readonly text: string;
  readonly filters: ConceptFilters;
  /** The concept whose page is open. */
  readonly open: number | null;
  /** The concepts by which one came to the open one, oldest first. */
  readonly trail: readonly { readonly id: number; readonly name: string }[];
  /** The concept set that is open, by its key in the library. */
  readonly openSet: string | null;
  /** The sets chosen for comparison, in the order chosen. */
  readonly chosenSets: readonly string[];
}

export const noFilters: ConceptFilters = {
  domains: [],
  vocabularies: [],
  standardOnly: false,
  usedOnly: false,
};

export const noConcepts: ConceptsState = {
  view: 'search',
  text: '',
  filters: noFilters,
  open: null,
  trail: [],
  openSet: null,
  chosenSets: [],
};
