const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The lines on which records of a well-formed CSV file begin, as an editor counts them: quoted line breaks and empty
 * lines move them on. Works on bytes: neither UTF-8 nor Shift_JIS has these marks inside a character.
 * @param records numbers of data records, from 1; the header is no record
 * @returns the line, from 1, of each record in the order asked; 0 when the file has no such record
 */
export async function linesOfRecords(
  stream: AsyncIterable<Uint8Array>,
  records: readonly number[],
): Promise<readonly number[]> {
  const lines = new Map<number, number>();
  const wanted = new Set(records);
  let line = 1;
  let record = -1;
  let quoted = false;
  let empty = true;
  for await (const piece of stream) {
    for (const byte of piece) {
      if (byte === LINE_FEED) {
        line++;
        if (!quoted) empty = true;
        continue;
      }
      if (byte === QUOTE) quoted = !quoted;
      if (!empty || byte === CARRIAGE_RETURN) continue;
      empty = false;
      record++;
      if (wanted.has(record)) lines.set(record, line);
    }
    if (lines.size === wanted.size) break;
  }
  return records.map((each) => lines.get(each) ?? 0);
}
