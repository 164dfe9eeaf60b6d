import type { DesignColumn } from '../../stats/penalised/designColumn.ts';
import type { StudyPopulation } from '../population/studyPopulation.ts';

/** The rows of two arms of a population, in the population's order. */
export interface PairPersons {
  readonly rows: Int32Array;
  /** 1 target, 0 comparator. */
  readonly treated: Uint8Array;
  /** Place among `rows` of each row of the population, or −1. */
  readonly place: Int32Array;
  readonly targets: number;
  readonly comparators: number;
}

/** @param target place of the arm in the specification; so is `comparator` */
export function pairPersons(population: StudyPopulation, target: number, comparator: number): PairPersons {
  const { arm } = population;
  const rows = Int32Array.from(arm.keys()).filter((row) => arm[row] === target || arm[row] === comparator);
  const treated = Uint8Array.from(rows, (row) => (arm[row] === target ? 1 : 0));
  const place = new Int32Array(arm.length).fill(-1);
  rows.forEach((row, k) => {
    place[row] = k;
  });
  let targets = 0;
  for (const t of treated) targets += t;
  return { rows, treated, place, targets, comparators: rows.length - targets };
}

/** Values of a covariate over rows of the population. @param place of each row among them, or −1 */
export function valuesOver(column: DesignColumn, place: Int32Array, size: number): Float64Array {
  const values = new Float64Array(size);
  if (column.kind === 'dense') {
    place.forEach((k, row) => {
      if (k >= 0) values[k] = column.values[row] as number;
    });
    return values;
  }
  column.rows.forEach((row, at) => {
    const k = place[row] as number;
    if (k >= 0) values[k] = column.values ? (column.values[at] as number) : 1;
  });
  return values;
}

/** Values of a covariate at rows of the population, which may come several times. @param size rows of the population */
export function valuesOf(column: DesignColumn, rows: Int32Array, size: number): Float64Array {
  if (column.kind === 'dense') return Float64Array.from(rows, (row) => column.values[row] as number);
  const all = new Float64Array(size);
  column.rows.forEach((row, at) => {
    all[row] = column.values ? (column.values[at] as number) : 1;
  });
  return Float64Array.from(rows, (row) => all[row] as number);
}
