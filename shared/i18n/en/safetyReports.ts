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
  'reported.title': 'Reported against observed',
  'reported.job': '“{name}”: setting spontaneous reports beside it',
  'reported.choose': 'Choose report files',
  'reported.drop': 'Drop report files here.',
  'reported.useRelease': 'Back to the reports of the release',
  'reported.none': 'No spontaneous reports yet',
  'reported.drugNotInRelease':
    'The spontaneous reports of this release hold none of this drug. You can read reports from files of your own.',
  'reported.noneInRelease':
    'This release has no table of spontaneous reports. Choose, or drop here, a table of drug, event and count (CSV or tab-separated), or the DEMO, DRUG and REAC files of JADER. Files stay on this machine.',
  'reported.cancelled': 'Reading was cancelled. Choose the files again.',
  'reported.counts':
    '{source}: of {reports} reports, {ofDrug} are of this drug; {matched} of these name an event of the table.',
  'reported.source.release': 'Spontaneous reports of the release',
  'reported.drugNames': 'Names and codes taken for this drug: {names}.',
  'reported.joint': ', ',
  'reported.repeated': '{count} {count|row repeats|rows repeat} a pair and {count|was|were} merged.',
  'reported.incomplete':
    '{count} {count|row without|rows without} a drug or an event {count|is|are} not counted.',
  'reported.concomitant': '{count} {count|row|rows} of concomitant drugs {count|is|are} not counted.',
  'reported.unknown': 'Names and codes without an event: {codes}, in {reports} {reports|report|reports}',
  'reported.unknownText':
    'Events are placed only where a code or name is that of the vocabulary. A MedDRA preferred term is placed only if it is written as the name or a synonym of a condition. Nothing is guessed.',
  'reported.level': 'Levels shown',
  'reported.level.finest': 'Finest',
  'reported.level.reported': 'All levels',
  'reported.level.all': 'Unreported too',
  'reported.measures': 'Reports against reports (PRR …)',
  'reported.measuresLimit':
    'PRR, ROR, IC and EBGM measure imbalance among reports. They know neither how many took the drug nor how many cases there were, so they show neither risk nor cause. In brackets 95% intervals; for EBGM the 5% and 95% quantiles.',
  'reported.coverage':
    'Reporting fraction = reports ÷ cases that the drug caused in all use. It is no share unless the reports are of the people and time of this release (see below).',
  'reported.withheld':
    '“<” and “—*” are cases withheld to protect small groups; expected, excess and fraction from which they could be computed are withheld too. Numbers of reports are public and are shown.',
  'reported.unfiltered': 'Filters do not reach this panel: the figures are of the whole study.',
  'reported.noEvent': 'No report of this drug names an event of the study.',
  'reported.noMatch': 'No reported event fits what is chosen.',
  'reported.column.event': 'Event',
  'reported.column.code': 'Code',
  'reported.column.reports': 'Reports',
  'reported.column.observed': 'Observed',
  'reported.column.expected': 'Expected',
  'reported.column.excess': 'Excess',
  'reported.column.fraction': 'Reporting fraction (95%)',
  'reported.column.prr': 'PRR',
  'reported.column.ror': 'ROR',
  'reported.column.ic': 'IC',
  'reported.column.ebgm': 'EBGM',
  'reported.why': 'Why this differs from spontaneous reports',
  'reported.why.denominator':
    'Spontaneous reports count what somebody noticed and reported. They know neither how many took the drug (the denominator) nor how often the same happened to people who did not.',
  'reported.why.excess':
    'Observed are the cases of everybody exposed in the first time-at-risk. Expected are those that would have happened at the rate of the unexposed. The difference, the excess, is about how many cases the drug caused, if nothing else makes the two groups differ.',
  'reported.why.fraction':
    'The reporting fraction is reports ÷ the cases that the drug caused in all use: the excess, carried over from the treatments of the study to all person-time in which anybody in the release took the drug. Its interval holds the chance in reports and in cases alike. Without an excess there is none.',
  'reported.why.coverage':
    'It can be read as a share only if the reports are of the people and time of the release. Reports that also come from elsewhere make it too large, even above 100%. And it takes what the drug does to long users to be what it does to the new users of the study.',
  'reported.why.measures':
    'PRR, ROR, IC and EBGM compare reports with reports. Drugs and events in the news are reported more: they are no ratios of risks.',
} as const;
