import type { Failure } from '../../shared/errors/akashiError.ts';
import type { Refinement, RefinementResult } from '../../shared/study/safety/refine/refinementResult.ts';
import type { ReportedTable } from '../../shared/study/safety/reports/reportedTable.ts';
import type { SafetyFirstNumbers } from '../../shared/study/safety/safetyApi.ts';
import {
  noFilter,
  type OutcomePictures,
  type SafetyComparison,
  type SafetyFilter,
  type SafetyResult,
} from '../../shared/study/safety/safetyResult.ts';
import type { Loaded } from './appState.ts';

/** What was found of a safety study, with what it was computed of: it stays until a newer one is there. */
export interface SafetyRun {
  /** The dashboard on screen: of the part of the persons that its `filter` says. */
  readonly result: SafetyResult | null;
  /** Known before the study has run. */
  readonly firstNumbers: SafetyFirstNumbers | null;
  /** The text that the result is of. */
  readonly text: string;
  /** Digest of the release that it was computed on. */
  readonly release: string;
  /** Milliseconds that it took. */
  readonly took: number;
  /** Why the last run, or the last filter, has no result. */
  readonly failure: Failure | null;
  readonly state: 'running' | 'filtering' | 'done' | 'failed' | 'cancelled';
}

/** What is shown of a safety study. */
export const safetyViews = ['dashboard', 'exposed', 'findings', 'settings', 'file'] as const;
export type SafetyView = (typeof safetyViews)[number];

/** What is looked at of a dashboard: the one truth that the table and every picture follow. */
export interface SafetyChoice {
  /** Id of the time-at-risk; null: the first. */
  readonly timeAtRisk: string | null;
  /** The outcome that the pictures are of; null: none is chosen. */
  readonly outcome: string | null;
  readonly against: SafetyComparison['with'];
  /** Outcome under which rows are listed (chapter, block …); null: all. */
  readonly within: string | null;
  readonly search: string;
  /** Outcomes picked out in a picture (brushed in the volcano); null: all. */
  readonly picked: readonly string[] | null;
  readonly scale: 'absolute' | 'both' | 'relative';
  /** The part of the persons that is wanted; what is on screen says its own. */
  readonly filter: SafetyFilter;
}

export const firstSafetyChoice: SafetyChoice = {
  timeAtRisk: null,
  outcome: null,
  against: 'unexposed',
  within: null,
  search: '',
  picked: null,
  scale: 'both',
  filter: noFilter,
};

/** What is known of safety studies besides their files. By study where not said otherwise. */
export interface SafetyWork {
  readonly runs: Readonly<Record<string, SafetyRun>>;
  readonly choices: Readonly<Record<string, SafetyChoice>>;
  /** By {@link outcomeKey}. */
  readonly outcomes: Readonly<Record<string, Loaded<OutcomePictures>>>;
  /** Spontaneous reports beside what was observed; `files` are the picked ones, null: the release's own, `of` the {@link reportedOf} that they stand beside. */
  readonly reported: Readonly<
    Record<string, Loaded<ReportedTable> & { readonly files: readonly File[] | null; readonly of: string }>
  >;
  /** By {@link refinementKey}. */
  readonly refinements: Readonly<Record<string, Loaded<RefinementResult>>>;
}

export const noSafetyWork: SafetyWork = {
  runs: {},
  choices: {},
  outcomes: {},
  reported: {},
  refinements: {},
};

export function outcomeKey(
  hash: string,
  timeAtRisk: string,
  outcome: string,
  { sex, ageBand }: SafetyFilter,
): string {
  return `${hash} ${timeAtRisk} ${outcome} ${sex} ${ageBand}`;
}

/** What reports are set beside: a study on a release. */
export function reportedOf({ studyHash, provenance }: SafetyResult): string {
  return `${studyHash} ${provenance.releaseDigest}`;
}

export function refinementKey(hash: string, outcome: string, refinement: Refinement): string {
  return `${hash} ${outcome} ${refinement}`;
}
