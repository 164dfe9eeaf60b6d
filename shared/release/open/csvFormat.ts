import { parse } from 'csv-parse/browser/esm/sync';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { CsvFormat } from '../../engine/queryEngine.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import type { CdmTable } from '../cdm/cdmTable.ts';
import type { DataFile } from './dataFile.ts';

type Encoding = CsvFormat['encoding'];

const HEADER_BYTES = 64 * 1024;
const DELIMITERS = [',', '\t', ';', '|'];

/**
 * Finds out how a CSV file is written. All columns are read as text: the cast to the CDM's types, and finding the row
 * that resists it, is then the same on every engine.
 * @throws AkashiError `release.fileDamaged` (no header), `release.duplicateColumn`, `release.encoding` (declared
 * encoding unknown)
 */
export async function detectCsvFormat(file: DataFile, job: Job): Promise<CsvFormat> {
  const { path } = file.entry;
  const encoding = file.encoding ? declaredEncoding(path, file.encoding) : await detectEncoding(file, job);
  const line = firstLine(new TextDecoder(encoding).decode(await head(file)));
  const delimiter = file.delimiter ?? bestDelimiter(line, file.table);
  const header = headerOf(line, delimiter);
  if (!header || header.every((name) => name === '') || header.some((name) => /\p{Cc}/u.test(name)))
    throw new AkashiError('release.fileDamaged', { file: path });
  const names = header.map((name, i) => name.trim().toLowerCase() || `column ${i + 1}`);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated) throw new AkashiError('release.duplicateColumn', { file: path, column: repeated });
  return { kind: 'csv', encoding, delimiter, columns: names.map((name) => ({ name, type: 'text' })) };
}

function declaredEncoding(path: string, label: string): Encoding {
  if (/^(utf-?8(-?sig|-?bom)?|(us-)?ascii)$/i.test(label)) return 'utf-8';
  if (/^(shift[-_]?jis|sjis|cp932|ms932|windows-31j)$/i.test(label)) return 'shift_jis';
  throw new AkashiError('release.encoding', { file: path, row: 1 });
}

/** UTF-8 unless it is not; text that is neither is left to the engine, which finds the row. */
async function detectEncoding({ entry }: DataFile, job: Job): Promise<Encoding> {
  const candidates = new Map<Encoding, InstanceType<typeof TextDecoder>>([
    ['utf-8', new TextDecoder('utf-8', { fatal: true })],
    ['shift_jis', new TextDecoder('shift_jis', { fatal: true })],
  ]);
  let ascii = true;
  let done = 0;
  for await (const piece of entry.stream()) {
    throwIfCancelled(job);
    done += piece.length;
    job.report({ phase: 'reading', fraction: done / Math.max(done, entry.bytes), detail: entry.path });
    if (ascii && isAscii(piece)) continue;
    ascii = false;
    for (const [encoding, decoder] of candidates) {
      if (!decodes(decoder, piece)) candidates.delete(encoding);
    }
    if (candidates.size === 0) return 'utf-8';
  }
  for (const [encoding, decoder] of candidates) {
    if (decodes(decoder)) return encoding;
  }
  return 'utf-8';
}

function decodes(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined });
    return true;
  } catch {
    return false;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) >= 0x80) return false;
  return true;
}

async function head({ entry }: DataFile): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.min(HEADER_BYTES, entry.bytes));
  let at = 0;
  for await (const piece of entry.stream()) {
    bytes.set(piece.subarray(0, bytes.length - at), at);
    at += piece.length;
    if (at >= bytes.length) break;
  }
  return bytes;
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

/** The delimiter that makes most column names of the table. */
function bestDelimiter(line: string, table: CdmTable): string {
  const known = new Set(table.columns.map(({ name }) => name));
  const hits = DELIMITERS.map(
    (delimiter) =>
      (headerOf(line, delimiter) ?? []).filter((name) => known.has(name.trim().toLowerCase())).length,
  );
  return DELIMITERS[hits.indexOf(Math.max(...hits))] ?? ',';
}

function headerOf(line: string, delimiter: string): readonly string[] | null {
  try {
    const records = parse(line, { delimiter, bom: true }) as string[][];
    return records[0] ?? null;
  } catch {
    return null;
  }
}
