import { parse } from 'csv-parse/browser/esm/sync';
import { AkashiError } from '../../../errors/akashiError.ts';
import { reportColumns } from './reportColumns.ts';
import type { ReportFile } from './reportedTable.ts';

const DELIMITERS = [',', '\t', ';', '|'];
/** Characters that are parsed at once. */
const BLOCK = 1_000_000;
/** The header is looked for in so many. */
const HEADER = 100_000;

/** The header of a report file, and how to read the records below it. */
export interface CsvRecords {
  readonly header: readonly string[];
  /** Gives every record that is not blank with its line. @param progress share of the text that was read */
  read(take: (record: readonly string[], line: number) => void, progress: (share: number) => void): void;
}

/**
 * A CSV text with a header: fields between commas, tabs, semicolons or bars, whichever makes most known columns; quoted
 * or not; lines ending as they like; a byte order mark does not matter.
 * @throws AkashiError `reports.empty`, `reports.quote`
 */
export function csvRecords({ name, text }: ReportFile): CsvRecords {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const [first = ''] = /[^\r\n]*\S[^\r\n]*/.exec(text.slice(start, start + HEADER)) ?? [];
  const delimiter = delimiterOf(first);
  const read: CsvRecords['read'] = (take, progress) => {
    let line = 1;
    for (let from = start; from < text.length; ) {
      const to = nextBlock(text, from, BLOCK);
      line = readBlock(name, text.slice(from, to), delimiter, line, take);
      from = to;
      progress(from / text.length);
    }
  };
  let header: readonly string[] | null = null;
  readUntil(read, (record) => {
    header = record;
  });
  if (header === null) throw new AkashiError('reports.empty', { file: name });
  return {
    header,
    read: (take, progress) => {
      let isHeader = true;
      read((record, line) => {
        if (isHeader) isHeader = false;
        else take(record, line);
      }, progress);
    },
  };
}

/** The first record alone. */
function readUntil(read: CsvRecords['read'], take: (record: readonly string[]) => void): void {
  const found = new Error();
  try {
    read(
      (record) => {
        take(record);
        throw found;
      },
      () => undefined,
    );
  } catch (thrown) {
    if (thrown !== found) throw thrown;
  }
}

/** Where the records end that begin at `from` and take at least so many characters: a line end outside quotes. */
function nextBlock(text: string, from: number, least: number): number {
  let end = text.indexOf('\n', from + least - 1);
  let quotes = 0;
  let counted = from;
  while (end >= 0) {
    for (let at = text.indexOf('"', counted); at >= 0 && at < end; at = text.indexOf('"', at + 1)) quotes++;
    counted = end;
    if (quotes % 2 === 0) return end + 1;
    end = text.indexOf('\n', end + 1);
  }
  return text.length;
}

/** @returns the line after the block */
function readBlock(
  file: string,
  block: string,
  delimiter: string,
  firstLine: number,
  take: (record: readonly string[], line: number) => void,
): number {
  const text = block.includes('\r') ? block.replace(/\r\n?/g, '\n') : block;
  const give = (record: readonly string[], line: number): void => {
    if (record.some((field) => field.trim() !== '')) take(record, line);
  };
  const lines = text.split('\n');
  if (!text.includes('"')) {
    // Most of a large file has no quotes; then splitting is all that parsing is, and ten times as fast.
    lines.forEach((line, i) => {
      give(line.split(delimiter), firstLine + i);
    });
  } else {
    for (const { record, info } of parsed(file, text, delimiter, firstLine)) {
      give(record, firstLine + info.lines - 1);
    }
  }
  return firstLine + lines.length - 1;
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parsed(file: string, text: string, delimiter: string, firstLine: number): readonly ParsedRecord[] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      info: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as ParsedRecord[];
  } catch (thrown) {
    const { lines } = thrown as { readonly lines?: unknown };
    throw new AkashiError(
      'reports.quote',
      { file, line: firstLine - 1 + (typeof lines === 'number' ? lines : 1) },
      thrown,
    );
  }
}

function delimiterOf(header: string): string {
  const hits = DELIMITERS.map((delimiter) => {
    const names = header.split(delimiter).map((field) => field.replace(/"/g, ''));
    return Object.keys(reportColumns(names)).length;
  });
  return DELIMITERS[hits.indexOf(Math.max(...hits))] ?? ',';
}
