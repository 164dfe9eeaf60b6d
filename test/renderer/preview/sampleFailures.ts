import type { Failure } from '../../../shared/errors/akashiError.ts';

/** What a badly damaged release answers. */
export const sampleFailures: readonly Failure[] = [
  { code: 'release.hashMismatch', params: { file: 'cdm/condition_occurrence.parquet' } },
  { code: 'release.csvRow', params: { file: 'cdm/measurement.csv', row: 10_482, expected: 12, found: 11 } },
  {
    code: 'release.type',
    params: { file: 'cdm/person.csv', row: 77, column: 'year_of_birth', type: 'integer' },
  },
  { code: 'release.missingFile', params: { file: 'cdm/death.parquet' } },
];
