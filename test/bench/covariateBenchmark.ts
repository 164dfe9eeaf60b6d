import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { PersonNumbers } from '../../shared/cohort/personNumbers.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection } from '../../shared/engine/queryEngine.ts';
import { epochDays, sql } from '../../shared/engine/sql.ts';
import { openRelease } from '../../shared/release/openRelease.ts';
import { buildCovariates } from '../../shared/study/covariates/buildCovariates.ts';
import type { CovariatePopulation } from '../../shared/study/covariates/covariateContext.ts';
import { uploadIndexDates } from '../../shared/study/covariates/indexDates.ts';
import { comparisonSpecification } from '../../shared/study/specification/comparisonSpecification.ts';
import { integers } from '../../shared/vocabulary/conceptTable.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { naiveCovariates } from './naiveCovariates.ts';
import { writeWideRelease } from './wideRelease.ts';

const PERSONS = 100_000;

/** All covariates of a comparison, against a query for each family and window. */
export const covariateBenchmark: Benchmark = {
  name: 'covariates',
  async *run({ scale, release, engine }) {
    if (release !== undefined) {
      yield* onRelease(release, Math.round(PERSONS * scale), engine);
      return;
    }
    const folder = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
    try {
      const persons = Math.round(PERSONS * scale);
      await writeWideRelease(folder, persons);
      yield* onRelease(folder, persons, engine);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function* onRelease(locator: string, persons: number, kind: 'native' | 'wasm'): AsyncIterable<Figure> {
  const engine = kind === 'wasm' ? await createNodeWasmEngine() : await createNativeEngine();
  const job = new JobControl();
  try {
    await openRelease(await openLocalRelease(locator), engine, { trustedKeys: [], today: '2026-04-01', job });
    const connection = await engine.connect();
    const numbers = new PersonNumbers();
    await numbers.numbered(connection, job);
    const population = await lastDrugOf(connection, numbers, persons);
    const settings = comparisonSpecification.shape.covariates.parse({});
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const matrix = await buildCovariates(connection, population, numbers.table, settings, [], job);
    const milliseconds = performance.now() - start;
    const grown = process.memoryUsage().rss - before;
    const values = matrix.columns.reduce(
      (sum, { values: some, ...of }) => sum + ('rows' in of ? of.rows.length : (some?.length ?? 0)),
      0,
    );
    const index = await uploadIndexDates(connection, population, numbers.table, job);
    const begun = performance.now();
    const rows = await naiveCovariates(connection, index.table, settings.windows, job);
    const naive = performance.now() - begun;
    yield {
      what: `${population.rows.toLocaleString('en-GB')} persons × ${matrix.covariates.length.toLocaleString('en-GB')} covariates (${values.toLocaleString('en-GB')} values)`,
      engine: kind,
      milliseconds,
      note: `${(milliseconds / naive).toFixed(2)} of a query per family and window; memory +${Math.round(grown / 1024 ** 2)} MiB`,
    };
    yield {
      what: `a query per family and window, presence only (${rows.toLocaleString('en-GB')} rows)`,
      engine: kind,
      milliseconds: naive,
    };
  } finally {
    await engine.close();
  }
}

/** So many persons from the day of a drug about the middle of their records, in two arms by the parity of their number. */
async function lastDrugOf(
  connection: EngineConnection,
  persons: PersonNumbers,
  most: number,
): Promise<CovariatePopulation> {
  const day = sql`CAST(quantile_disc(${epochDays(sql`e.drug_exposure_start_date`)}, ${0.5}) AS INTEGER)`;
  const found = await connection.query(
    sql`SELECT n.person_no, ${day} AS day, CAST(MAX(p.year_of_birth) AS INTEGER) AS born,
  CAST(MAX(CASE p.gender_concept_id WHEN 8507 THEN 0 WHEN 8532 THEN 1 ELSE 2 END) AS INTEGER) AS sex
FROM cdm.drug_exposure AS e
JOIN cdm.person AS p ON p.person_id = e.person_id
JOIN ${persons.table} AS n ON n.person_id = e.person_id
GROUP BY n.person_no
ORDER BY n.person_no
LIMIT ${most}`,
  );
  const [personNo, indexDay, born, sex] = [0, 1, 2, 3].map((at) => integers(found, at)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  return {
    rows: found.rowCount,
    personNo,
    indexDay,
    age: born.map((year, row) => Math.floor((indexDay[row] as number) / 365.25) + 1970 - year),
    sex: Uint8Array.from(sex),
    arm: Uint8Array.from(personNo, (number) => number % 2),
  };
}
