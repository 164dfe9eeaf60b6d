import type { DesignColumn } from '../../stats/penalised/designColumn.ts';

/** A hash of a column's content (FNV-1a over 32-bit words). */
export function hashOfColumn(column: DesignColumn): number {
  let hash = 0x811c9dc5;
  const mix = (words: Int32Array): void => {
    for (let k = 0; k < words.length; k++) hash = Math.imul(hash ^ (words[k] as number), 0x01000193);
  };
  if (column.kind === 'sparse') mix(column.rows);
  if (column.values) mix(wordsOf(column.values));
  return hash;
}

export function sameColumn(a: DesignColumn, b: DesignColumn): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'sparse' && b.kind === 'sparse' && !sameWords(a.rows, b.rows)) return false;
  if (!a.values || !b.values) return a.values === b.values;
  return sameWords(wordsOf(a.values), wordsOf(b.values));
}

function wordsOf({ buffer, byteOffset, length }: Float64Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length * 2);
}

function sameWords(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

/** Whether every row has the same value. */
export function isConstant(column: DesignColumn, rows: number): boolean {
  if (column.kind === 'dense') return column.values.every((value) => value === column.values[0]);
  if (column.rows.length === 0) return true;
  if (column.rows.length < rows) return column.values?.every((value) => value === 0) ?? false;
  return !column.values || column.values.every((value) => value === column.values?.[0]);
}
