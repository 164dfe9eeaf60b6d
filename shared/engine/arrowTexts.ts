import type { Data } from 'apache-arrow';

/** The texts of an Arrow Utf8 array. Where they are ASCII, byte and character offsets agree: one decoding does for all. */
export function arrowTexts(data: Data): string[] {
  const offsets: Int32Array = data.valueOffsets;
  const bytes: Uint8Array = data.values;
  const [first, last] = [offsets[0] ?? 0, offsets[data.length] ?? 0];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const all = decoder.decode(bytes.subarray(first, last));
  const ascii = all.length === last - first;
  return Array.from({ length: data.length }, (_, row) => {
    const [start, end] = [offsets[row] ?? 0, offsets[row + 1] ?? 0];
    return ascii ? all.slice(start - first, end - first) : decoder.decode(bytes.subarray(start, end));
  });
}
