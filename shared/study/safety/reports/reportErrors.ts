/** Errors of files of spontaneous reports. `file` is the name of the file, `line` counts from 1. */
export interface ReportErrors {
  /** No columns of drug and event; `found` are those that the file has, `expected` names that are known. */
  'reports.columns': { file: string; found: string; expected: string };
  'reports.empty': { file: string };
  /** Neither UTF-8, UTF-16 nor Shift_JIS, or no text at all. */
  'reports.encoding': { file: string };
  'reports.tooLarge': { file: string; bytes: number; limitBytes: number };
  /** A quotation mark that is never closed, or text behind a closed one. */
  'reports.quote': { file: string; line: number };
  /** A number of reports that is none: negative, with decimals, or not a number. */
  'reports.count': { file: string; line: number };
  /** Some of the files of JADER, and one of those that are needed is not among them. */
  'reports.jaderPart': { missing: string };
  /** The files of JADER have no report in common. */
  'reports.notJoined': Record<string, never>;
  'reports.drugNotReported': { drug: string };
  'reports.noneInRelease': Record<string, never>;
}
