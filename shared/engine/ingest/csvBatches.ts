import { AkashiError } from '../../errors/akashiError.ts';
import { type Job, throwIfCancelled } from '../job.ts';
import type { CsvFormat, MountableFile } from '../queryEngine.ts';
import type { Batch } from './batch.ts';
import { type ColumnBuilder, columnBuilder } from './columnBuilder.ts';
import { decodeLines } from './decodeLines.ts';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const rowsPerBatch = 16_384;

/** A quote that is not closed within so many characters never will be. */
const longestRecord = 64 * 1024 * 1024;

/**
 * Reads a CSV file (RFC 4180, with a header line) in one pass into typed batches. Strict: every record has the header's
 * number of fields (one empty field more at the end is let pass), a quoted field ends at its quote, every value is one
 * of its column's type. Empty lines are skipped unless there is only one column. Rows in errors are line numbers of the
 * file, the header being 1.
 * @throws AkashiError `release.csvRow`, `release.csvQuote`, `release.type`, `release.encoding`, `cancelled`
 */
export async function* csvBatches(file: MountableFile, format: CsvFormat, job: Job): AsyncGenerator<Batch> {
  const reader = new RecordReader(file.path, format);
  for await (const block of decodeLines(file.stream(), format.encoding, file.path)) {
    throwIfCancelled(job);
    yield* reader.read(block.text, block.line);
    job.report({
      phase: 'reading',
      fraction: file.bytes > 0 ? Math.min(1, block.bytesRead / file.bytes) : null,
      detail: file.path,
    });
  }
  yield* reader.finish();
}

class RecordReader {
  readonly #file: string;
  readonly #format: CsvFormat;
  readonly #delimiter: number;
  readonly #builders: readonly ColumnBuilder[];
  /** A record whose quoted field goes on in the next block. */
  #open = '';
  #openLine = 0;
  #header = true;
  #rows = 0;

  constructor(file: string, format: CsvFormat) {
    this.#file = file;
    this.#format = format;
    this.#delimiter = format.delimiter.charCodeAt(0);
    this.#builders = format.columns.map(({ type }) => columnBuilder(type, rowsPerBatch));
  }

  *read(block: string, blockLine: number): Generator<Batch> {
    const text = this.#open + block;
    let line = this.#open === '' ? blockLine : this.#openLine;
    this.#open = '';
    for (let at = 0; at < text.length; ) {
      const next = this.#record(text, at, line);
      if (next < 0) {
        this.#open = text.slice(at);
        this.#openLine = line;
        if (this.#open.length > longestRecord) throw this.#quoteFault(line);
        return;
      }
      line += this.#linesIn(text, at, next);
      at = next;
      if (this.#rows === rowsPerBatch) yield this.#take();
    }
  }

  *finish(): Generator<Batch> {
    if (this.#open !== '') throw this.#quoteFault(this.#openLine);
    if (this.#rows > 0) yield this.#take();
  }

  /** Reads the record at `start`. @returns where the next one starts, or -1 when the text ends inside a quoted field */
  #record(text: string, start: number, line: number): number {
    const { columns } = this.#format;
    const first = text.charCodeAt(start);
    if (
      columns.length > 1 &&
      (first === lineFeed || (first === carriageReturn && text.charCodeAt(start + 1) === lineFeed))
    ) {
      return first === lineFeed ? start + 1 : start + 2;
    }
    let at = start;
    let fields = 0;
    for (;;) {
      const from = at;
      let end: number;
      if (text.charCodeAt(at) === quote) {
        const closing = closingQuote(text, at + 1);
        if (closing < 0) return -1;
        at = closing + 1;
        this.#addQuoted(fields, text, from + 1, closing, line);
      } else {
        at = this.#fieldEnd(text, at);
        end = at;
        if (
          end > from &&
          text.charCodeAt(end - 1) === carriageReturn &&
          (end === text.length || text.charCodeAt(end) === lineFeed)
        )
          end--;
        this.#add(fields, text, from, end, line);
      }
      fields++;
      if (
        text.charCodeAt(at) === carriageReturn &&
        (at + 1 === text.length || text.charCodeAt(at + 1) === lineFeed)
      )
        at++;
      if (at >= text.length || text.charCodeAt(at) === lineFeed) break;
      if (text.charCodeAt(at) !== this.#delimiter) throw this.#quoteFault(line);
      at++;
    }
    if (fields < columns.length) throw this.#rowFault(line, fields);
    if (this.#header) this.#header = false;
    else this.#rows++;
    return Math.min(at + 1, text.length);
  }

  #fieldEnd(text: string, start: number): number {
    const delimiter = this.#delimiter;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === lineFeed) break;
    }
    return at;
  }

  #addQuoted(field: number, text: string, start: number, end: number, line: number): void {
    const content = text.slice(start, end);
    if (!content.includes('"')) this.#add(field, text, start, end, line);
    else {
      const value = content.replaceAll('""', '"');
      this.#add(field, value, 0, value.length, line);
    }
  }

  #add(field: number, text: string, start: number, end: number, line: number): void {
    if (this.#header) return;
    const builder = this.#builders[field];
    if (!builder) {
      // One empty field after the last is what a trailing delimiter makes.
      if (field > this.#builders.length || start !== end) throw this.#rowFault(line, field + 1);
      return;
    }
    if (builder.add(this.#rows, text, start, end)) return;
    const column = this.#format.columns[field];
    throw new AkashiError('release.type', {
      file: this.#file,
      row: line,
      column: column?.name ?? '',
      type: column?.type ?? '',
    });
  }

  #take(): Batch {
    const rowCount = this.#rows;
    this.#rows = 0;
    return { rowCount, columns: this.#builders.map((builder) => builder.take(rowCount)) };
  }

  #linesIn(text: string, start: number, end: number): number {
    let lines = 0;
    for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines++;
    return lines;
  }

  #quoteFault(row: number): AkashiError {
    return new AkashiError('release.csvQuote', { file: this.#file, row });
  }

  #rowFault(row: number, found: number): AkashiError {
    return new AkashiError('release.csvRow', {
      file: this.#file,
      row,
      expected: this.#format.columns.length,
      found,
    });
  }
}

/** The quote that ends the field whose content starts at `start`; -1 when there is none in the text. */
function closingQuote(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== quote) return at;
  }
  return -1;
}
