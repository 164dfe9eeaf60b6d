import type { CsvRecords } from './csvRecords.ts';
import type { JaderPart, ReportColumns } from './reportColumns.ts';
import { reportKey } from './reportKey.ts';

/** A report file whose columns are known. */
export interface OpenedReports {
  readonly name: string;
  readonly columns: ReportColumns;
  readonly records: CsvRecords;
  /** Null: a table of drugs and events. */
  readonly part: JaderPart | null;
}

/** Rows that were not simply counted; see {@link ReportedTable}. */
export interface RowsLeft {
  repeated: number;
  incomplete: number;
  concomitant: number;
}

/** Tells how much of a file was read, 0 to 1. */
export type FileProgress = (file: OpenedReports) => (share: number) => void;

/** Drugs that were merely taken along do not count: 併用薬 of JADER, `C` of FAERS, 2 of E2B. */
export function isSuspected(role: string): boolean {
  return !/^(併用薬|concomitant.*|c|2)$/.test(reportKey(role));
}
