/** Messages about spontaneous reports beside what a study observed. */
export const safetyReports = {
  'error.reports.columns':
    '{file} has no columns of drug and event. Columns found: {found}. Names that are read are, for example: {expected}. For JADER, choose its DEMO, DRUG and REAC files together.',
  'error.reports.empty': '{file} holds no report at all.',
  'error.reports.encoding':
    'The encoding of {file} could not be told. Save it again as CSV or tab-separated text in UTF-8, UTF-16 or Shift_JIS.',
  'error.reports.tooLarge':
    '{file} is too large to read ({bytes} bytes; the limit is {limitBytes}). Keep only the columns that are needed.',
  'error.reports.quote': '{file}, line {line}: a quotation mark (") is not closed as it should be.',
  'error.reports.count':
    '{file}, line {line}: the number of reports is not a whole number from 0. Negative numbers, decimals and text cannot be counted.',
  'error.reports.jaderPart':
    'Of the files of JADER, {missing} is missing. Choose DEMO, DRUG and REAC together (HIST is optional).',
  'error.reports.notJoined':
    'The files of JADER have no report number in common. Choose DEMO, DRUG and REAC of the same publication.',
  'error.reports.drugNotReported':
    'Nobody reported “{drug}” in this material. Check the name or code of the drug (generic name, YJ code, ATC code).',
  'error.reports.noneInRelease':
    'This release has no table of spontaneous reports. Choose a file of reports (a table of drug, event and count, or JADER).',
} as const;
