import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CdmIndex, isoOf, requiredIn } from './cdmData.ts';
import { cohortRows, type EvaluatedEvent, type Evaluation, evaluateCohort } from './cohort.ts';
import { readDbUnit } from './dbUnit.ts';
import { readParquet, readParquetFolder } from './parquetCdm.ts';

/**
 * The evaluator against rows that Circe's own SQL gave. `AKASHI_ACCEPTANCE=all` takes every definition of the open
 * set; otherwise a spread sample.
 */
const material = resolve(import.meta.dirname, '../../../../shared/circe');
const present = existsSync(material);
if (!present) process.stderr.write(`skipped: the Circe acceptance sets are not at ${material}\n`);
const everyNth = process.env.AKASHI_ACCEPTANCE === 'all' ? 1 : 6;

interface UpstreamCase {
  readonly test: string;
  readonly schema: string;
  readonly prep: readonly string[];
  readonly verify: string;
  readonly runs: readonly { readonly cohort_id: number; readonly expression: unknown }[];
}

describe.runIf(present)("Circe's own test suite", () => {
  const cases: readonly UpstreamCase[] = present
    ? JSON.parse(readFileSync(join(material, 'upstream_cases.json'), 'utf8'))
    : [];
  test.each(cases)('$test', ({ schema, prep, verify, runs }) => {
    const cdm = new CdmIndex(readDbUnit(...prep.map((file) => join(material, file))));
    const got = runs.flatMap(({ cohort_id, expression }) =>
      cohortRows(evaluateCohort(expression, cdm)).map((row) =>
        [cohort_id, row.subject, isoOf(row.start), isoOf(row.end)].join(' '),
      ),
    );
    const content = JSON.parse(readFileSync(join(material, verify), 'utf8')) as Record<
      string,
      readonly Record<string, unknown>[]
    >;
    const expected = (content[`${schema}.cohort`] ?? []).map((row) =>
      ['cohort_definition_id', 'subject_id', 'cohort_start_date', 'cohort_end_date']
        .map((column) => row[column])
        .join(' '),
    );
    expect(got.sort()).toEqual(expected.sort());
  });
});

describe.runIf(present)('OHDSI Phenotype Library definitions on the open data set', () => {
  const ids = present
    ? readdirSync(join(material, 'open/definitions'))
        .map((file) => Number(file.replace('.json', '')))
        .sort((a, b) => a - b)
        .filter((_, i) => i % everyNth === 0)
    : [];
  let cdm = new CdmIndex({});
  const expectedRows = new Map<number, string[]>();
  const expectedStats = new Map<number, string[]>();
  const open = new Set<string>();

  beforeAll(async () => {
    cdm = new CdmIndex(await readParquetFolder(join(material, 'open/cdm')));
    for (const row of await readParquet(join(material, 'open/tie_sensitive.parquet'))) {
      open.add(`${requiredIn(row, 'definition_id')} ${requiredIn(row, 'subject_id')}`);
    }
    for (const row of await readParquet(join(material, 'open/expected.parquet'))) {
      const id = requiredIn(row, 'cohort_definition_id');
      const subject = requiredIn(row, 'subject_id');
      if (open.has(`${id} ${subject}`)) continue;
      const dates = ['cohort_start_date', 'cohort_end_date'].map((column) => isoOf(requiredIn(row, column)));
      append(expectedRows, id, [subject, ...dates].join(' '));
    }
    for (const row of await readParquet(join(material, 'open/expected_inclusion_stats.parquet'))) {
      const numbers = ['rule_sequence', 'person_count', 'gain_count', 'person_total'].map((column) =>
        requiredIn(row, column),
      );
      append(expectedStats, requiredIn(row, 'definition_id'), numbers.join(' '));
    }
  });

  test.each(ids)('definition %i', (id) => {
    const expression = JSON.parse(readFileSync(join(material, `open/definitions/${id}.json`), 'utf8'));
    const evaluation = evaluateCohort(expression, cdm);
    const got = cohortRows(evaluation)
      .filter(({ subject }) => !open.has(`${id} ${subject}`))
      .map(({ subject, start, end }) => [subject, isoOf(start), isoOf(end)].join(' '));
    expect(got.sort()).toEqual((expectedRows.get(id) ?? []).sort());
    const rules: number = expression.InclusionRules.length;
    expect(statsByEvent(evaluation, rules)).toEqual((expectedStats.get(id) ?? []).sort());
  });
});

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Per rule: events that pass it, events that fail only it, all events. */
function statsByEvent(evaluation: Evaluation, rules: number): string[] {
  const events: EvaluatedEvent[] = [...evaluation.values()].flatMap(
    (outcomes) => outcomes?.[0]?.events ?? [],
  );
  const all = (1n << BigInt(rules)) - 1n;
  return Array.from({ length: rules }, (_, i) => {
    const bit = 1n << BigInt(i);
    const passed = events.filter((event) => event.rules & bit).length;
    const gained = events.filter((event) => event.rules === all - bit).length;
    return [i, passed, gained, events.length].join(' ');
  }).sort();
}
