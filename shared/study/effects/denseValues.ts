import { addColumn, type DesignColumn } from '../../stats/penalised/designColumn.ts';

/** All values of a column over `rows` rows. */
export function denseValues(column: DesignColumn, rows: number): Float64Array {
  if (column.kind === 'dense') return column.values;
  const values = new Float64Array(rows);
  addColumn(column, 1, values);
  return values;
}
