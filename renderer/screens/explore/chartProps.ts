import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import type { Bin, ExploreChart, ExploreModel } from '../../../shared/explore/exploreModel.ts';
import type { Texts } from '../../state/AppContext.tsx';
import type { BinChoice } from './useBinChoice.ts';

/** What every drawing on the Explore screen is given; its numbers it takes from the state, see useFill.ts. */
export interface BinChartProps {
  readonly model: ExploreModel;
  readonly chart: ExploreChart;
  /** The chart's name, for those who hear it. */
  readonly label: string;
  readonly bins: readonly Bin[];
  readonly choice: BinChoice;
}

/** The largest of the counts, at least 1. */
export function largest(series: readonly (readonly PublishedCount[])[]): number {
  let most = 1;
  for (const counts of series)
    for (const count of counts) if (!isWithheld(count) && count > most) most = count;
  return most;
}

/** How long a count's bar is, as a share of the longest; 0 for a withheld one. */
export function share(count: PublishedCount | undefined, most: number): number {
  return count === undefined || isWithheld(count) ? 0 : count / most;
}

/** A count as it is read out: `1,230 人`, `10 人未満`. */
export function spokenCount(count: PublishedCount | undefined, { t, count: text }: Texts): string {
  if (count === undefined) return '';
  return isWithheld(count)
    ? t('explore.below', { below: count.below })
    : t('explore.persons', { n: text(count) });
}
