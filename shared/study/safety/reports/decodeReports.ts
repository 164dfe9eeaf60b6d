import { AkashiError } from '../../../errors/akashiError.ts';

/** Larger files do not fit into one text. */
export const LARGEST_REPORT_FILE = 500_000_000;

/**
 * The text of a report file: UTF-16 where a byte order mark says so, UTF-8, or else Shift_JIS.
 * @throws AkashiError `reports.encoding`, `reports.tooLarge`
 */
export function decodeReports(file: string, bytes: Uint8Array): string {
  if (bytes.length > LARGEST_REPORT_FILE) {
    const params = { file, bytes: bytes.length, limitBytes: LARGEST_REPORT_FILE };
    throw new AkashiError('reports.tooLarge', params);
  }
  for (const encoding of encodingsOf(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not of this encoding.
    }
  }
  throw new AkashiError('reports.encoding', { file });
}

function encodingsOf([first, second]: Uint8Array): readonly string[] {
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  return ['utf-8', 'shift_jis'];
}
