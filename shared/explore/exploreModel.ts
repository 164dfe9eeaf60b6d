import type { Provenance } from '../workbenchApi.ts';

/** A text in both languages. */
export interface LocalText {
  readonly ja: string;
  readonly en: string;
}

/**
 * Something that persons are told apart by: at most 31 bins, of which a person may be in none, one or several (a
 * concept that was recorded, a year under observation). Sets of bins are bit masks.
 */
export interface Dimension {
  readonly id: string;
  /** How bins are chosen: a run of neighbours by brushing, or any by clicking. */
  readonly choice: 'range' | 'any';
  readonly bins: readonly Bin[];
}

export interface Bin {
  readonly label: LocalText;
  /** A longer name where the label is short, or a remark such as a code. */
  readonly detail?: string;
}

/** Counts of persons by the bins of something; charts are made of these. */
export interface Layer {
  readonly id: string;
  readonly bins: number;
  /** Dimensions whose filters do not apply: those of the chart that shows the layer. */
  readonly except: readonly string[];
  /** Whether persons are in a run of bins each: cubes then hold who comes in and, negative, who has left, by bin. */
  readonly running?: boolean;
}

export const MAX_BINS = 31;

/** Two fewer than bins: while they are read, one bit stands for what lies before and one for what lies after. */
export const MAX_YEARS = 29;

/** The chart families of the screen, in its order. */
export type ChartKind = 'pyramid' | 'time' | 'ranked' | 'histogram';

export interface ExploreChart {
  readonly id: string;
  readonly kind: ChartKind;
  /** Null where the title is a message `explore.chart.<id>`. */
  readonly title: LocalText | null;
  /** The unit of a histogram's values. */
  readonly unit: string | null;
  /** The dimension that brushing or clicking it filters. */
  readonly dimension: string;
  readonly layers: readonly string[];
  /** A layer that tells the first one in finer steps: so many for each bin. */
  readonly finer?: { readonly layer: string; readonly steps: number };
}

/** What there is to see of a release: its dimensions and charts, without a single count. */
export interface ExploreModel {
  readonly minimumCell: number;
  readonly dimensions: readonly Dimension[];
  readonly layers: readonly Layer[];
  readonly charts: readonly ExploreChart[];
  /** Dimensions that are counted together so that filters on them need no new cube; the first is there from the start. */
  readonly joints: readonly (readonly string[])[];
  /** By bin of the dimension `missing`: share of the table's rows without the value, in the whole release; null when withheld. */
  readonly missingShares: readonly (number | null)[];
  readonly provenance: Omit<Provenance, 'definitionHash'>;
}

export function dimensionOf(model: ExploreModel, id: string): Dimension | undefined {
  return model.dimensions.find((dimension) => dimension.id === id);
}

/** Where each layer's bins begin in a row of counts, and how many counts a row has. */
export function layerOffsets(layers: readonly Layer[]): {
  readonly offsets: readonly number[];
  readonly width: number;
} {
  let width = 0;
  const offsets = layers.map(({ bins }) => {
    const offset = width;
    width += bins;
    return offset;
  });
  return { offsets, width };
}
