import type { PublishedCount } from '../../../disclosure/publishedCount.ts';
import type { ReportedRow } from '../safetyResult.ts';

/** A file of spontaneous reports as it was picked: text already decoded (UTF-8 or Shift_JIS). */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

/** Reports of the study's drug beside what the study observed in its first time-at-risk against the unexposed. */
export interface ReportedTable<C = PublishedCount> {
  readonly rows: readonly ReportedRow<C>[];
  /** Reports in the files, of the drug, and of the drug with an event that the study lists. */
  readonly reports: number;
  readonly ofDrug: number;
  readonly matched: number;
  /** Codes of events of the drug that the study does not know, the most reported first. */
  readonly unknownCodes: readonly { readonly code: string; readonly reports: number }[];
}
