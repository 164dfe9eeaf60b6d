import type { ReportCollector } from './reportBook.ts';
import { reportKey } from './reportKey.ts';
import { type FileProgress, isSuspected, type OpenedReports, type RowsLeft } from './reportRows.ts';

/**
 * Reports by their number (識別番号): the drugs suspected or interacting in one file, the events in another. A report
 * counts once for every pair of its drugs and events. Where there is a DEMO file only its reports count; HIST (diseases
 * that a patient had) says nothing about drugs and events.
 */
export function readJader(
  files: readonly OpenedReports[],
  collector: ReportCollector,
  left: RowsLeft,
  progressOf: FileProgress,
): void {
  const places = new Map<string, number>();
  const parts = (part: OpenedReports['part']) => files.filter((file) => file.part === part);
  const demo = parts('DEMO');
  for (const file of demo) {
    readNumbered(file, left, progressOf(file), null, (report) => {
      if (!places.has(report)) places.set(report, places.size);
    });
  }
  /** Place of a report; null where DEMO does not know it. */
  const placeOf = (report: string): number | null => {
    const known = places.get(report);
    if (known !== undefined) return known;
    if (demo.length > 0) return null;
    places.set(report, places.size);
    return places.size - 1;
  };
  const drugs: number[][] = [];
  const events: number[][] = [];
  for (const file of parts('DRUG')) {
    const roleAt = file.columns.role;
    readNumbered(file, left, progressOf(file), 'drug', (report, text, record) => {
      if (roleAt !== undefined && !isSuspected(record[roleAt] ?? '')) {
        left.concomitant++;
        return;
      }
      const place = placeOf(report);
      if (place === null) return;
      const drug = collector.drug(text);
      const isNew = note(drugs, place, drug);
      if (!isNew) left.repeated++;
      else if (drug === 0) collector.called(text, 1);
    });
  }
  for (const file of parts('REAC')) {
    readNumbered(file, left, progressOf(file), 'event', (report, text) => {
      const place = placeOf(report);
      if (place !== null && !note(events, place, collector.event(text))) left.repeated++;
    });
  }
  for (let place = 0; place < places.size; place++) collector.add(drugs[place] ?? [], events[place] ?? [], 1);
}

/**
 * One file that names report, drug and event in every row: a report has all drugs and all events of its rows, for who
 * reports does not say which drug did what.
 */
export function readListing(
  file: OpenedReports,
  collector: ReportCollector,
  left: RowsLeft,
  progress: (share: number) => void,
): void {
  const { role: roleAt, event: eventAt = 0 } = file.columns;
  const reports = new Map<string, { readonly drugs: number[][]; readonly events: number[][] }>();
  const rows = new Set<string>();
  readNumbered(file, left, progress, 'drug', (report, text, record) => {
    const event = record[eventAt] ?? '';
    if (event.trim() === '') left.incomplete++;
    else if (roleAt !== undefined && !isSuspected(record[roleAt] ?? '')) left.concomitant++;
    else {
      const own = reports.get(report) ?? { drugs: [], events: [] };
      reports.set(report, own);
      const [drug, number] = [collector.drug(text), collector.event(event)];
      if (note(own.drugs, 0, drug) && drug === 0) collector.called(text, 1);
      note(own.events, 0, number);
      const row = `${report}\n${drug}\n${number}`;
      if (rows.has(row)) left.repeated++;
      rows.add(row);
    }
  });
  for (const { drugs, events } of reports.values()) collector.add(drugs[0] ?? [], events[0] ?? [], 1);
}

/** @returns false: it is known already */
function note(lists: number[][], place: number, value: number): boolean {
  const list = lists[place];
  if (!list) {
    lists[place] = [value];
    return true;
  }
  if (list.includes(value)) return false;
  list.push(value);
  return true;
}

function readNumbered(
  { columns, records }: OpenedReports,
  left: RowsLeft,
  progress: (share: number) => void,
  wanted: 'drug' | 'event' | null,
  take: (report: string, text: string, record: readonly string[]) => void,
): void {
  const { report: reportAt = 0 } = columns;
  const textAt = wanted === null ? undefined : columns[wanted];
  records.read((record) => {
    const report = reportKey(record[reportAt] ?? '');
    const text = textAt === undefined ? '' : (record[textAt] ?? '');
    if (report === '' || (wanted !== null && text.trim() === '')) left.incomplete++;
    else take(report, text, record);
  }, progress);
}
