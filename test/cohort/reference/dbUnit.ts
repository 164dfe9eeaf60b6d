import { readFileSync } from 'node:fs';
import { type CdmData, type Cell, dayOf, type Row } from './cdmData.ts';

/** Reads data sets of circe-be's own tests, `{"schema.table": [{column: value}]}`; later files replace whole tables. */
export function readDbUnit(...files: readonly string[]): CdmData {
  const tables: Record<string, readonly Row[]> = {};
  for (const file of files) {
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly Record<string, Cell>[]>;
    for (const [name, rows] of Object.entries(content)) {
      tables[name.slice(name.indexOf('.') + 1)] = rows.map(withDays);
    }
  }
  return tables;
}

function withDays(row: Readonly<Record<string, Cell>>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      column.endsWith('_date') && typeof value === 'string' ? dayOf(value.slice(0, 10)) : value,
    ]),
  );
}
