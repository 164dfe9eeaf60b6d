import type { PublishedCount } from '../../../disclosure/publishedCount.ts';
import type { ReportedRow } from '../safetyResult.ts';

/** A file of spontaneous reports as it was picked: text already decoded (UTF-8, UTF-16 or Shift_JIS). */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

/** How many reports the same name or code of the files has. */
export interface ReportedCode {
  readonly code: string;
  readonly reports: number;
}

/** Reports of the study's drug beside what the study observed in its first time-at-risk against the unexposed. */
export interface ReportedTable<C = PublishedCount> {
  /** Whether the files were picked, or lie in the release itself. */
  readonly source: 'files' | 'release';
  readonly timeAtRisk: string;
  readonly rows: readonly ReportedRow<C>[];
  /** Reports in the files, of the drug, and of the drug with an event that the study lists. */
  readonly reports: number;
  readonly ofDrug: number;
  readonly matched: number;
  /** What the files call the drug, the most reported first. */
  readonly drugNames: readonly ReportedCode[];
  /** Codes of events of the drug that the study does not know, the most reported first. */
  readonly unknownCodes: readonly ReportedCode[];
  /** Rows that say again what another says: summed where they count reports, left out where a report repeats itself. */
  readonly repeated: number;
  /** Rows without a drug or an event. */
  readonly incomplete: number;
  /** Rows of drugs that no one suspected: given along with the suspected ones. */
  readonly concomitant: number;
}
