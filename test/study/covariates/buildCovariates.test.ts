import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNativeEngine } from '../../../main/engine/nativeEngine.ts';
import { PersonNumbers } from '../../../shared/cohort/personNumbers.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../../shared/engine/queryEngine.ts';
import { name, sql } from '../../../shared/engine/sql.ts';
import type { DesignColumn } from '../../../shared/stats/penalised/designColumn.ts';
import { buildCovariates } from '../../../shared/study/covariates/buildCovariates.ts';
import type { CovariateMatrix } from '../../../shared/study/covariates/covariateMatrix.ts';
import type { CovariateSettings } from '../../../shared/study/specification/comparisonSpecification.ts';
import type { ConceptSetItem } from '../../../shared/vocabulary/conceptSet.ts';
import { deviceAttributeConcept } from '../../../shared/vocabulary/deviceAttributes.ts';
import { createNodeWasmEngine } from '../../engine/nodeWasmEngine.ts';
import {
  loadWorld,
  populationOf,
  randomWorld,
  settingsOf,
  type World,
  type WorldRecord,
} from './covariateWorld.ts';
import { plainCovariates } from './plainCovariates.ts';

const job = new JobControl();
let engines: QueryEngine[];
let native: EngineConnection;
let wasm: EngineConnection;

beforeAll(async () => {
  engines = [await createNativeEngine({ threads: 2 }), await createNodeWasmEngine()];
  [native, wasm] = (await Promise.all(engines.map((engine) => engine.connect()))) as [
    EngineConnection,
    EngineConnection,
  ];
});
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

async function build(
  connection: EngineConnection,
  world: World,
  settings: CovariateSettings = settingsOf(),
  treatment: readonly ConceptSetItem[] = [],
): Promise<CovariateMatrix> {
  await loadWorld(connection, world);
  const persons = Math.max(0, ...world.rows.map(({ person }) => person + 1));
  await connection.run(
    sql`CREATE OR REPLACE TABLE ${name('work', 'person_number')} AS SELECT i + 1000 AS person_id, CAST(i AS INTEGER) AS person_no FROM range(${persons}) AS r(i)`,
  );
  return buildCovariates(
    connection,
    populationOf(world),
    new PersonNumbers().table,
    settings,
    treatment,
    job,
  );
}

/** Values over rows. */
function dense(column: DesignColumn, rows: number): number[] {
  if (column.kind === 'dense') return [...column.values];
  const values = new Array<number>(rows).fill(0);
  column.rows.forEach((row, k) => {
    values[row] = column.values?.[k] ?? 1;
  });
  return values;
}

function columnsById({ covariates, columns, rows }: CovariateMatrix): Map<string, number[]> {
  return new Map(covariates.map(({ id }, j) => [id, dense(columns[j] as DesignColumn, rows)]));
}

const rounded = (values: readonly number[]): string =>
  values
    .map((value) => value.toFixed(9))
    .join(' ')
    .replaceAll('-0.000000000', '0.000000000');

test('every covariate is what a plain recount of the records finds, and nothing is missing but repetitions', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, async (world) => {
      const matrix = await build(native, world);
      const found = columnsById(matrix);
      const expected = plainCovariates(world);
      for (const [id, values] of found) {
        expect(rounded(values), id).toBe(rounded(expected.get(id) ?? []));
      }
      const kept = new Set([...found.values()].map(rounded));
      const left = new Map(matrix.excluded.map(({ id, reason }) => [id, reason]));
      for (const [id, values] of expected) {
        if (found.has(id)) continue;
        // A group of one concept alone is that concept.
        if (id.startsWith('conditionGroup:') || id.startsWith('drugGroup:'))
          expect(left.get(id) ?? 'redundant').toBe('redundant');
        else expect(left.get(id), id).toBe('redundant');
        expect(new Set(values).size === 1 || kept.has(rounded(values)), id).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test('both engines give the same covariates in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, async (world) => {
      const settings = settingsOf({ excludeProxies: { definitions: true, correlation: 0.5 } });
      expect(await build(wasm, world, settings)).toEqual(await build(native, world, settings));
    }),
    { numRuns: 6 },
  );
});

/** Persons 0 … 7, the even ones in the first arm; index is day 16,000. */
const eight: World['rows'] = Array.from({ length: 8 }, (_, person) => ({
  person,
  arm: person % 2,
  index: 16_000,
  age: 50 + person,
  sex: person < 4 ? 0 : 1,
}));

const record = (
  person: number,
  domain: WorldRecord['domain'],
  concept: number,
  days: number,
): WorldRecord => ({
  person,
  domain,
  concept,
  day: 16_000 + days,
  value: null,
  unit: 0,
  valueConcept: 0,
  low: null,
  high: null,
});

const item = (conceptId: number, includeDescendants = true): ConceptSetItem => ({
  conceptId,
  isExcluded: false,
  includeDescendants,
  includeMapped: false,
});

describe('what tells the treatment', () => {
  const proxies = { excludeProxies: { definitions: true, correlation: 0.5 }, windows: ['long'] };

  test('what the arms are defined by is taken out of its groups, and a group of nothing else is gone', async () => {
    const records = [
      ...[0, 2, 4, 6].map((person) => record(person, 'drug', 201, -10)),
      ...[0, 1, 2].map((person) => record(person, 'drug', 202, -10)),
    ];
    const matrix = await build(native, { rows: eight, records }, settingsOf(proxies), [item(211, false)]);
    const found = columnsById(matrix);
    expect(found.has('drug:long:211')).toBe(false);
    expect(found.get('drug:long:212')).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
    expect(matrix.excluded).toContainEqual({
      id: 'drug:211',
      name: 'concept 211',
      reason: 'definesTreatment',
      correlation: null,
    });
    expect(matrix.excluded.find(({ id }) => id === 'drugGroup:221')?.reason).toBe('definesTreatment');
    // 222 also holds the other ingredient: without the treatment it is the same as that.
    expect(matrix.excluded.find(({ id }) => id === 'drugGroup:long:222')?.reason).toBe('redundant');
  });

  test('what nearly only one arm has is left out with its correlation, in every guise', async () => {
    const records = [0, 2, 4, 6].flatMap((person) => [
      record(person, 'procedure', 301, -5),
      record(person, 'device', 401, -5),
    ]);
    const matrix = await build(
      native,
      { rows: eight, records: [...records, record(1, 'procedure', 302, -5)] },
      settingsOf(proxies),
    );
    const left = matrix.excluded.filter(({ reason }) => reason === 'correlatesWithTreatment');
    expect(left.map(({ id, correlation }) => [id, correlation])).toEqual([
      ['procedure:long:301', 1],
      ['device:long:401', 1],
    ]);
    expect(columnsById(matrix).get('procedure:long:302')).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
  });

  test('attributes of devices tell it only where the arms are about procedures or devices', async () => {
    const { material } = deviceAttributeConcept;
    const records = [
      ...[0, 1, 3].map((person) => record(person, 'observation', material, -5)),
      ...[0, 2].map((person) => record(person, 'drug', 201, -5)),
      ...[0, 2].map((person) => record(person, 'procedure', 301, -5)),
    ];
    const reasonOf = async (treatment: number) => {
      const { covariates, excluded } = await build(native, { rows: eight, records }, settingsOf(proxies), [
        item(treatment),
      ]);
      const kept = covariates.some(({ id }) => id === `observation:long:${material}`);
      return kept ? 'kept' : excluded.find(({ id }) => id === `observation:${material}`)?.reason;
    };
    expect(await reasonOf(211)).toBe('kept');
    expect(await reasonOf(301)).toBe('definesTreatment');
  });

  test('age stays, however unlike the arms are', async () => {
    const rows = eight.map((row) => ({ ...row, age: row.arm === 0 ? 80 : 40 }));
    const matrix = await build(native, { rows, records: [] }, settingsOf(proxies));
    expect(columnsById(matrix).get('demographics:age')).toEqual([80, 40, 80, 40, 80, 40, 80, 40]);
  });
});

test('what a study lists and what too few have is left out and named', async () => {
  const records = [
    ...[0, 1, 2].map((person) => record(person, 'condition', 101, -10)),
    ...[0, 1, 3].map((person) => record(person, 'condition', 103, -10)),
    record(5, 'condition', 104, -10),
  ];
  const matrix = await build(
    native,
    { rows: eight, records },
    settingsOf({
      domains: ['condition', 'conditionGroup'],
      windows: ['long'],
      minimumPersons: 2,
      exclude: [item(110)],
    }),
  );
  expect(matrix.covariates.map(({ id }) => id)).toEqual(['condition:long:103']);
  expect(matrix.excluded.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
    'condition:101 excluded',
    'conditionGroup:110 excluded',
    'conditionGroup:long:120 redundant',
    'condition:104 tooFew',
  ]);
});

describe('picked covariates', () => {
  const picked = (changes: Readonly<Record<string, unknown>>) =>
    settingsOf({
      domains: [],
      picked: [
        {
          id: 'mine',
          name: '私の / Mine',
          domain: 'measurement',
          concepts: [item(501), item(502)],
          ...changes,
        },
      ],
    });
  const valued = (person: number, concept: number, days: number, value: number, unit: number) => ({
    ...record(person, 'measurement', concept, days),
    value,
    unit,
  });

  test('a value is the last in the commonest unit; who has none counts with the mean, and another covariate says so', async () => {
    const records = [
      valued(0, 501, -20, 4, 9),
      valued(0, 502, -10, 6, 9),
      valued(1, 501, -10, 8, 9),
      valued(1, 501, 3, 100, 9),
      valued(2, 501, -10, 700, 8),
    ];
    const matrix = await build(native, { rows: eight, records }, picked({ take: 'value' }));
    expect(columnsById(matrix)).toEqual(
      new Map([
        ['picked:anyTime:mine', [6, 8, 7, 7, 7, 7, 7, 7]],
        ['picked:anyTime:mine:missing', [0, 0, 1, 1, 1, 1, 1, 1]],
      ]),
    );
    expect(matrix.covariates.map(({ name: called }) => called)).toEqual([
      '私の / Mine',
      '私の（記録なし） / Mine (not recorded)',
    ]);
  });

  test('several of one table are told apart, in their order', async () => {
    const records = [
      record(0, 'condition', 101, -10),
      record(1, 'condition', 103, -10),
      record(2, 'condition', 101, -200),
      record(2, 'condition', 102, -5),
    ];
    const of = (id: string, concept: number, window: string) => ({
      id,
      name: id,
      domain: 'condition',
      window,
      concepts: [item(concept)],
    });
    const settings = settingsOf({
      domains: [],
      picked: [of('third', 103, 'long'), of('group', 110, 'short'), of('first', 101, 'long')],
    });
    expect([...columnsById(await build(native, { rows: eight, records }, settings))]).toEqual([
      ['picked:long:third', [0, 1, 0, 0, 0, 0, 0, 0]],
      ['picked:short:group', [1, 0, 1, 0, 0, 0, 0, 0]],
      ['picked:long:first', [1, 0, 1, 0, 0, 0, 0, 0]],
    ]);
  });

  test('presence in the window is kept even where nobody or everybody has it', async () => {
    const records = eight.map(({ person }) => record(person, 'measurement', 501, -10));
    const short = await build(native, { rows: eight, records }, picked({ window: 'short' }));
    expect(columnsById(short).get('picked:short:mine')).toEqual(eight.map(() => 1));
    const onIndex = await build(native, { rows: eight, records }, picked({ window: 'index' }));
    expect(columnsById(onIndex).get('picked:index:mine')).toEqual(eight.map(() => 0));
  });
});

test('age and sex stay in a population smaller than the minimum', async () => {
  const matrix = await build(native, { rows: eight, records: [] }, settingsOf({ minimumPersons: 100 }));
  expect(matrix.covariates.map(({ id }) => id)).toEqual(['demographics:age', 'demographics:female']);
});

test('nobody in the population makes no covariates', async () => {
  const matrix = await build(native, { rows: [], records: [] });
  expect(matrix.covariates).toEqual([]);
  expect(matrix.columns).toEqual([]);
});
