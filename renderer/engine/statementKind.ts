import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';

const commentToken = 5;

/** How many statements a text holds and the keyword that the first one starts with, by DuckDB's own tokenizer. */
export function statementKind(
  bindings: DuckDBBindings,
  text: string,
): { readonly statements: number; readonly keyword: string } {
  const { offsets, types } = bindings.tokenize(text);
  // Token offsets count bytes of UTF-8.
  const bytes = new TextEncoder().encode(text);
  let statements = 0;
  let keyword = '';
  let atStart = true;
  for (const [index, offset] of offsets.entries()) {
    if (types[index] === commentToken) continue;
    const isSemicolon = bytes[offset] === 0x3b;
    if (!isSemicolon && atStart) {
      statements++;
      if (statements === 1) keyword = wordAt(bytes, offset);
    }
    atStart = isSemicolon;
  }
  return { statements, keyword };
}

function wordAt(bytes: Uint8Array, offset: number): string {
  return (
    /^\(*\s*([a-z]*)/i
      .exec(new TextDecoder().decode(bytes.subarray(offset, offset + 64)))?.[1]
      ?.toUpperCase() ?? ''
  );
}
