import type { Cube } from './cube.ts';
import type { ExploreModel } from './exploreModel.ts';
import type { Filters } from './filters.ts';

/** Operations of the Explore screen. */
export interface ExploreOperations {
  /**
   * Reads every person's bins once (kept by the host for the release) and answers what there is to see, with the first
   * cube. Null when the release holds nobody.
   * @throws AkashiError `host.noRelease`, `engine.*`, `cancelled`
   */
  'explore.open': { input: Record<string, never>; output: ExploreOpened | null };
  /**
   * The cube of one of the model's joints under filters; a working copy from which only `exploreView` may show anything.
   * @throws AkashiError `host.noRelease`, `host.invalidInput`, `cancelled`
   */
  'explore.cube': { input: { joint: number; filters: Filters }; output: Cube };
}

export interface ExploreOpened {
  readonly model: ExploreModel;
  readonly cube: Cube;
}
