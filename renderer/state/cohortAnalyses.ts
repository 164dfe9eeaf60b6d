import type { Failure } from '../../shared/errors/akashiError.ts';
import type {
  CohortCharacteristics,
  EntryEvents,
  EntryIncidence,
  ObservationTime,
  PathwayOptions,
  TreatmentPathways,
} from '../../shared/features/characterisationApi.ts';
import type { FeatureDomain } from '../../shared/features/eventDomains.ts';
import type { IndexWindowId } from '../../shared/features/indexWindows.ts';
import type { CohortSummary } from '../../shared/workbenchApi.ts';

/** What is computed of a cohort when its tab opens. */
export interface AnalysisResults {
  readonly characteristics: CohortCharacteristics;
  readonly observation: ObservationTime;
  readonly entryEvents: EntryEvents;
  readonly incidence: EntryIncidence;
  readonly pathways: TreatmentPathways;
}

export type AnalysisKind = keyof AnalysisResults;

/** A result with what it was computed of: it stays on screen, dimmed, until a newer one is there. */
export interface Analysis<T> {
  readonly value: T | null;
  readonly failure: Failure | null;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** {@link versionOf} the cohort that was asked about. */
  readonly of: string;
}

/** By cohort. */
export type Analyses = {
  readonly [K in AnalysisKind]: Readonly<Record<string, Analysis<AnalysisResults[K]>>>;
};

export const noAnalyses: Analyses = {
  characteristics: {},
  observation: {},
  entryEvents: {},
  incidence: {},
  pathways: {},
};

/** Changes whenever the cohort was generated again. */
export function versionOf({ milliseconds, persons }: CohortSummary): string {
  return JSON.stringify([milliseconds, persons]);
}

/** How the records around index are looked at; outlives the tab. */
export interface FeatureView {
  readonly windows: readonly IndexWindowId[];
  readonly domain: FeatureDomain | 'all';
  readonly search: string;
  /** Column to sort by: `name`, or a window and what of it. */
  readonly sort: string;
  readonly descending: boolean;
  /** Only records of which a standardised difference is notable. */
  readonly notable: boolean;
}

export const firstFeatureView: FeatureView = {
  windows: ['yearBefore', 'monthBefore', 'index', 'yearAfter'],
  domain: 'all',
  search: '',
  sort: 'yearBefore first',
  descending: true,
  notable: false,
};

/** Which cohorts are treatments, and how paths are made of them. */
export interface PathwayChoice {
  readonly events: readonly string[];
  readonly options: PathwayOptions;
}

export const firstPathwayChoice: PathwayChoice = {
  events: [],
  options: { combinationDays: 30, minimumDays: 30, repeats: false },
};
