import type { Failure } from '../../shared/errors/akashiError.ts';
import type { Cube } from '../../shared/explore/cube.ts';
import type { ExploreModel } from '../../shared/explore/exploreModel.ts';
import type { ExploreView } from '../../shared/explore/exploreView.ts';
import type { Filters } from '../../shared/explore/filters.ts';

/** What the window knows of the Explore screen. */
export type ExploreState =
  | { readonly state: 'closed' | 'opening' | 'cancelled' | 'empty' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | OpenExplore;

export interface OpenExplore {
  readonly state: 'open';
  readonly model: ExploreModel;
  readonly filters: Filters;
  /** One for each joint at most, the latest first. */
  readonly cubes: readonly Cube[];
  /** The joint that was used last: whose cube is wanted when none answers. */
  readonly joint: number;
  /** What all charts show: follows from model, cubes and filters, and changes with them; see `exploreView`. */
  readonly view: ExploreView;
  /** The whole release, unfiltered. */
  readonly whole: ExploreView;
  /** Why the last cube did not come; null when it did. */
  readonly failure: Failure | null;
}

export const closedExplore: ExploreState = { state: 'closed' };
