import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AdjustedSample } from '../../../shared/study/analysis/adjustedSample.ts';
import { Table } from '../../golden/stats/table.ts';

/** A data set of the golden cases. */
export function goldenTable(file: string): Table {
  return Table.fromCsv(readFileSync(resolve(import.meta.dirname, '../../golden/stats/data', file), 'utf8'));
}

/** A sample of columns, unweighted and without strata unless given. */
export function sampleOf(
  columns: {
    readonly treated: ArrayLike<number>;
    readonly days: ArrayLike<number>;
    readonly status: ArrayLike<number>;
  } & Partial<Pick<AdjustedSample, 'weights' | 'strata' | 'propensity'>>,
): AdjustedSample {
  const n = columns.days.length;
  return {
    rows: Int32Array.from({ length: n }, (_, i) => i),
    treated: Uint8Array.from(columns.treated),
    days: Int32Array.from(columns.days),
    status: Uint8Array.from(columns.status),
    weights: columns.weights ?? new Float64Array(n).fill(1),
    strata: columns.strata ?? null,
    propensity: columns.propensity ?? null,
  };
}
