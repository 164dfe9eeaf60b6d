import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EffectMeasure } from '../../../shared/study/result/comparisonResult.ts';
import { Table } from '../../golden/stats/table.ts';
import { goldenDataOf } from './goldenStudyCase.ts';
import { runGoldenStudy } from './runGoldenStudy.ts';

type Numbers = Readonly<Record<'estimate' | 'standardError' | 'lower' | 'upper', number>>;

interface DataOfR {
  readonly data: string;
  readonly group: string;
  readonly time: string;
  readonly event: string;
  readonly covariates: readonly string[];
  readonly horizon: number;
  readonly competing: boolean;
  readonly studies: readonly {
    readonly adjustment: Readonly<Record<string, unknown>>;
    readonly outcomeModel: Readonly<Record<string, unknown>> | null;
    /** Persons that the adjustment leaves. */
    readonly rows: number;
    readonly expected: Readonly<Partial<Record<EffectMeasure, Numbers>>>;
  }[];
}

/** Written by studiesOfR.R. */
const written = JSON.parse(
  readFileSync(join(import.meta.dirname, 'studiesOfR.json'), 'utf8'),
) as readonly DataOfR[];
const folder = resolve(import.meta.dirname, '../../golden/stats/data');

/** R's models end at a relative change of 1e-13 or so; crr's at 1e-10. */
const RELATIVE = 1e-6;

describe.each(written.map((each) => [each.data, each] as const))('%s', (_, given) => {
  const table = Table.fromCsv(readFileSync(join(folder, given.data), 'utf8'));
  const data = goldenDataOf(table, given);
  const { horizon, competing } = given;

  test.each(
    given.studies.map(
      (study) => [JSON.stringify({ ...study.adjustment, ...study.outcomeModel }), study] as const,
    ),
  )(
    '%s',
    async (__, { adjustment, outcomeModel, rows, expected }) => {
      const result = await runGoldenStudy(data, {
        arms: [1, 0],
        horizons: [horizon],
        competing,
        adjustment,
        outcomeModel: outcomeModel ?? {},
      });
      const [pair] = result.pairs;
      const last = pair?.propensity.steps.at(-1);
      expect(Number(last?.target) + Number(last?.comparator)).toBe(rows);
      const effects = pair?.outcomes[0]?.estimates?.adjusted ?? [];
      for (const [measure, numbers] of Object.entries(expected)) {
        const found = effects.find(
          (each) => each.measure === measure && (each.horizon ?? horizon) === horizon,
        );
        for (const [name, value] of Object.entries(numbers)) {
          const error = Math.abs((found?.[name as keyof Numbers] ?? Number.NaN) / value - 1);
          expect(error, `${measure} ${name}: ${found?.[name as keyof Numbers]} for ${value}`).toBeLessThan(
            RELATIVE,
          );
        }
      }
    },
    60_000,
  );
});
