import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { StudyFile } from '../studyApi.ts';
import type { Refinement, RefinementResult } from './refine/refinementResult.ts';
import type { ReportedTable, ReportFile } from './reports/reportedTable.ts';
import type { OutcomePictures, SafetyFilter, SafetyResult } from './safetyResult.ts';

/**
 * What can be asked about safety studies. A study is named by the text of its file; results are kept by its hash.
 * All throw AkashiError `study.*`, `cohort.*`, `host.noRelease`, `engine.*`, `cancelled`; those that take a hash also
 * `study.notRun`, and `study.noSuchPart` for outcomes and times at risk that the study does not have.
 */
export interface SafetyOperations {
  /** The safety studies shipped with Akashi, for the demo release. */
  'safety.shipped': { input: Record<string, never>; output: readonly StudyFile[] };
  /** Who took the drugs at all, within a moment, rounded: what is known before the study has run. */
  'safety.firstNumbers': { input: StudyFile; output: SafetyFirstNumbers };
  'safety.run': { input: StudyFile; output: SafetyResult };
  /** The dashboard of a part of the persons. */
  'safety.filtered': { input: { hash: string; filter: SafetyFilter }; output: SafetyResult };
  /** What is drawn of one outcome. */
  'safety.outcome': {
    input: { hash: string; timeAtRisk: string; outcome: string; filter: SafetyFilter };
    output: OutcomePictures;
  };
  /** Spontaneous reports beside what was observed; `files` null: the reports that the release itself holds. */
  'safety.reported': {
    input: { hash: string; files: readonly ReportFile[] | null };
    output: ReportedTable;
  };
  /** One finding looked at by another design. */
  'safety.refine': {
    input: { hash: string; outcome: string; refinement: Refinement };
    output: RefinementResult;
  };
}

/** Persons with any record of the drugs, rounded to the minimum cell; null where it takes a cohort to know. */
export interface SafetyFirstNumbers<C = PublishedCount> {
  readonly exposed: C | null;
  readonly comparator: C | null;
}
