import { AkashiError } from '../../errors/akashiError.ts';

/** Whole lines of a text file. */
export interface TextBlock {
  readonly text: string;
  /** Line number of the first line, from 1. */
  readonly line: number;
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
}

const newline = 0x0a;

/** A line longer than this is no line of a table. */
const longestLineBytes = 64 * 1024 * 1024;

/**
 * Decodes a file strictly, cut at line ends, without a byte order mark. Neither encoding has a newline byte inside a
 * character, so that every block decodes by itself and a fault has a line number.
 * @throws AkashiError `release.encoding` with the line of the first wrong byte
 */
export async function* decodeLines(
  stream: AsyncIterable<Uint8Array>,
  encoding: 'utf-8' | 'shift_jis',
  file: string,
): AsyncGenerator<TextBlock> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  let line = 1;
  let bytesRead = 0;

  const decode = (bytes: Uint8Array): string => {
    try {
      return decoder.decode(bytes);
    } catch (thrown) {
      throw new AkashiError('release.encoding', { file, row: line + faultyLine(bytes, encoding) }, thrown);
    }
  };

  for await (const piece of stream) {
    bytesRead += piece.length;
    const end = piece.lastIndexOf(newline) + 1;
    if (end > 0) {
      const block = joined([...rest, piece.subarray(0, end)]);
      rest = [];
      restBytes = 0;
      yield { text: decode(block), line, bytesRead };
      line += countNewlines(block);
    }
    if (end === piece.length) continue;
    // The piece may be a buffer that its source fills anew.
    rest.push(piece.slice(end));
    restBytes += piece.length - end;
    if (restBytes > longestLineBytes) {
      throw new AkashiError('release.csvRow', { file, row: line, expected: 1, found: 0 });
    }
  }
  if (restBytes > 0) yield { text: decode(joined(rest)), line, bytesRead };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (pieces.length === 1 && first) return first;
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}

function countNewlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}

/** Which line of the block, from 0, does not decode. */
function faultyLine(bytes: Uint8Array, encoding: string): number {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let start = 0;
  for (let line = 0; ; line++) {
    const at = bytes.indexOf(newline, start);
    const end = at < 0 ? bytes.length : at + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    if (end >= bytes.length) return line;
    start = end;
  }
}
