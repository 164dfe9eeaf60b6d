import { AkashiError } from '../../../errors/akashiError.ts';
import type { Checkpoint } from '../../../stats/outcome.ts';
import { csvRecords } from './csvRecords.ts';
import { readJader, readListing } from './jaderReports.ts';
import { type ReportBook, ReportCollector } from './reportBook.ts';
import { expectedColumns, jaderPart, reportColumns } from './reportColumns.ts';
import type { ReportFile } from './reportedTable.ts';
import { drugMatcher, reportKey } from './reportKey.ts';
import { type FileProgress, isSuspected, type OpenedReports, type RowsLeft } from './reportRows.ts';

/** At most so many characters of a header are told. */
const LONGEST_HEADER = 300;

/**
 * Reads spontaneous reports: tables of drug, event and number of reports; tables with one report a row; reports by their
 * number with several rows; and the DEMO, DRUG, REAC and HIST files of JADER, in any mixture.
 * @param drugKeys keys of the study's drug
 * @throws AkashiError `reports.*`
 */
export function readReports(
  files: readonly ReportFile[],
  drugKeys: ReadonlySet<string>,
  checkpoint?: Checkpoint,
): ReportBook {
  const opened = files.map(openReports);
  const [only] = files;
  if (!only) throw new AkashiError('reports.empty', { file: '' });
  const collector = new ReportCollector(drugMatcher(drugKeys), reportKey);
  const left: RowsLeft = { repeated: 0, incomplete: 0, concomitant: 0 };
  const progress = progressOver(files, checkpoint);
  for (const file of opened) {
    if (file.part !== null) continue;
    const isByReport = file.columns.report !== undefined && file.columns.count === undefined;
    if (isByReport) readListing(file, collector, left, progress(file));
    else readTable(file, collector, left, progress(file));
  }
  const jader = opened.filter(({ part }) => part !== null);
  if (jader.length > 0) {
    for (const part of ['DEMO', 'DRUG', 'REAC'] as const) {
      if (!jader.some((file) => file.part === part))
        throw new AkashiError('reports.jaderPart', { missing: part });
    }
    readJader(jader, collector, left, progress);
  }
  const book = collector.book(left);
  if (book.weight.length > 0) return book;
  if (jader.length > 0) throw new AkashiError('reports.notJoined', {});
  throw new AkashiError('reports.empty', { file: only.name });
}

function progressOver(files: readonly ReportFile[], checkpoint: Checkpoint | undefined): FileProgress {
  const total = files.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  return ({ name }) => {
    const size = files.find((file) => file.name === name)?.text.length ?? 0;
    const from = before;
    before += size;
    return (share) => checkpoint?.(Math.min(1, (from + share * size) / total));
  };
}

function openReports(file: ReportFile): OpenedReports {
  const records = csvRecords(file);
  const part = jaderPart(records.header);
  const columns = reportColumns(records.header);
  if (part === null && (columns.drug === undefined || columns.event === undefined)) {
    const found = records.header.map((name) => name.trim()).join(', ');
    throw new AkashiError('reports.columns', {
      file: file.name,
      found: found.length > LONGEST_HEADER ? `${found.slice(0, LONGEST_HEADER)}…` : found,
      expected: expectedColumns,
    });
  }
  return { name: file.name, columns, records, part };
}

function readTable(
  { name, columns, records }: OpenedReports,
  collector: ReportCollector,
  left: RowsLeft,
  progress: (share: number) => void,
): void {
  const field = (record: readonly string[], place: number | undefined): string =>
    place === undefined ? '' : (record[place] ?? '');
  const seen = new Set<string>();
  records.read((record, line) => {
    const drug = field(record, columns.drug);
    const event = field(record, columns.event);
    const reports =
      columns.count === undefined ? 1 : countOf(field(record, columns.count), { file: name, line });
    if (drug.trim() === '' || event.trim() === '') {
      left.incomplete++;
      return;
    }
    if (columns.role !== undefined && !isSuspected(field(record, columns.role))) {
      left.concomitant++;
      return;
    }
    const pair = [collector.drug(drug), collector.event(event)] as const;
    if (columns.count !== undefined) {
      const key = `${reportKey(drug)}\n${pair[1]}`;
      if (seen.has(key)) left.repeated++;
      seen.add(key);
    }
    if (pair[0] === 0) collector.called(drug, reports);
    collector.add([pair[0]], [pair[1]], reports);
  }, progress);
}

/** A whole number from 0; digits may be full-width and grouped by commas. */
function countOf(text: string, place: { readonly file: string; readonly line: number }): number {
  const digits = text.normalize('NFKC').trim();
  const count = /^(\d+|\d{1,3}(,\d{3})+)(\.0+)?$/.test(digits)
    ? Number(digits.replaceAll(',', ''))
    : Number.NaN;
  if (!Number.isSafeInteger(count)) throw new AkashiError('reports.count', place);
  return count;
}
