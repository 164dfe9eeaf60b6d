import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createNodeWorkbench } from '../../../main/host/nodeWorkbench.ts';
import { shippedSafetyStudies } from '../../../shared/demo/studies/shippedSafetyStudies.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import { AkashiError } from '../../../shared/errors/akashiError.ts';
import type { SafetyResult } from '../../../shared/study/safety/safetyResult.ts';
import { type SmallPerson, small, writeSmallSafetyRelease } from './smallSafetyRelease.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'akashi-safety-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

const study = {
  akashiStudy: 1,
  type: 'safety',
  name: '試験 / Test',
  seed: 1,
  exposure: { name: '薬 / Drug', drugs: [{ conceptId: small.drug }] },
  timesAtRisk: [{ kind: 'intentionToTreat', id: 'year', name: '1 年 / One year', capDays: 365 }],
  events: { minimumPersons: 1 },
  tree: { replications: 99 },
} as const;

/** What `safety.run` says of a study on a release: its result, or the error's codes, those inside first. */
async function run(persons: readonly SmallPerson[], asked: unknown): Promise<SafetyResult | string[]> {
  const workbench = createNodeWorkbench({
    engine: { threads: 1 },
    userData: join(folder, `user${made}`),
  });
  const job = new JobControl();
  try {
    const locator = writeSmallSafetyRelease(join(folder, `release${made++}`), persons);
    await workbench.run('release.open', { locator }, job);
    const text = typeof asked === 'string' ? asked : JSON.stringify(asked);
    const result = await workbench.run('safety.run', { name: 'test', text }, job);
    expectHonest(result);
    return result;
  } catch (error) {
    if (!(error instanceof AkashiError)) throw error;
    const { failures } = error.params as { readonly failures?: readonly { readonly code: string }[] };
    return [...(failures ?? []).map(({ code }) => code), error.code];
  } finally {
    await workbench.close();
  }
}

async function resultOf(persons: readonly SmallPerson[], asked: unknown): Promise<SafetyResult> {
  const result = await run(persons, asked);
  if (Array.isArray(result)) throw new Error(result.join(', '));
  return result as SafetyResult;
}

/** Every figure is a number or null, as it will be on its way through JSON. */
function expectHonest(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  if (typeof value === 'object' && value !== null)
    for (const inside of Object.values(value)) expectHonest(inside);
}

/** So many persons alike. */
const times = (count: number, person: SmallPerson): SmallPerson[] =>
  Array.from({ length: count }, () => person);
const exposed: SmallPerson = { drugs: [[small.drug, 0]] };

/** The row of the condition. */
const row = (result: SafetyResult) => result.timesAtRisk[0]?.rows.find(({ id }) => id === String(small.ill));

describe('persons that a study cannot use', () => {
  test('a drug nobody took', async () => {
    expect(await run(times(20, {}), study)).toEqual(['study.nobodyExposed']);
  });

  test('a drug that the release does not know', async () => {
    const unknown = { ...study, exposure: { name: 'x', drugs: [{ conceptId: 2_000_000_999 }] } };
    expect(await run(times(20, exposed), unknown)).toEqual(['study.nobodyExposed']);
  });

  test('everybody exposed: nobody is left to compare with', async () => {
    expect(await run(times(20, exposed), study)).toEqual(['study.nobodyUnexposed']);
  });

  test('nobody of the same sex', async () => {
    const women: SmallPerson = { sex: 'female' };
    expect(await run([...times(10, exposed), ...times(40, women)], study)).toEqual(['study.nobodyUnexposed']);
  });

  test('a release of one person', async () => {
    expect(await run([exposed], study)).toEqual(['study.nobodyUnexposed']);
    expect(await run([{}], study)).toEqual(['study.nobodyExposed']);
  });

  test('nobody observed for as long as is asked', async () => {
    const short = times(10, { ...exposed, observed: [-100, 800] });
    expect(await run([...short, ...times(40, {})], study)).toEqual(['study.nobodyExposed']);
  });

  test('observation that ends on the first day: persons without time at risk', async () => {
    const result = await resultOf(
      [...times(10, { ...exposed, observed: [-800, 0] }), ...times(40, { observed: [-800, 0] })],
      study,
    );
    expect(result.exposure.groups.map(({ personYears }) => personYears ?? 0)).toEqual([0, 0]);
    expect(result.timesAtRisk[0]?.rows).toEqual([]);
  });
});

describe('outcomes of which little can be said', () => {
  test('before exposure in everybody: nobody is at risk, nothing is listed', async () => {
    const before: SmallPerson = { conditions: [[small.ill, -10]] };
    const persons = [...times(10, { ...exposed, ...before }), ...times(40, before)];
    for (const cleanWindowDays of [null, 365]) {
      const result = await resultOf(persons, { ...study, events: { minimumPersons: 1, cleanWindowDays } });
      expect(result.timesAtRisk[0]?.rows).toEqual([]);
      expect(result.tree).toEqual([]);
    }
  });

  test('on the first day in everybody: why the drug was given, not what it did', async () => {
    const result = await resultOf(
      [...times(10, { ...exposed, conditions: [[small.ill, 0]] }), ...times(40, {})],
      study,
    );
    expect(row(result)).toBeUndefined();
  });

  test('in the exposed alone: the ratio has no end, its lower limit stands', async () => {
    const result = await resultOf(
      [...times(10, { ...exposed, conditions: [[small.ill, 50]] }), ...times(40, {})],
      study,
    );
    const [against] = row(result)?.against ?? [];
    expect(against?.rateRatio).toEqual({ estimate: null, lower: expect.any(Number), upper: null });
    expect(against?.rateRatio?.lower).toBeGreaterThan(1);
    expect(against?.p).toBeLessThan(0.01);
    expect([against?.calibrated, against?.signal]).toEqual([null, false]);
    expect(row(result)?.groups.map(({ withEvent }) => withEvent)).toEqual([10, 0]);
  });

  test('in the unexposed alone: a ratio of 0', async () => {
    const result = await resultOf(
      [...times(10, exposed), ...times(40, { conditions: [[small.ill, 50]] })],
      study,
    );
    expect(row(result)?.against[0]?.rateRatio).toMatchObject({ estimate: 0, lower: 0 });
    expect(row(result)?.against[0]?.signal).toBe(false);
  });

  test('strata of one person', async () => {
    const persons = [25, 45, 55, 65, 75, 85].flatMap((age): SmallPerson[] => [
      { ...exposed, born: 2020 - age, conditions: age % 20 === 5 ? [[small.ill, 40]] : [] },
      { born: 2020 - age, conditions: age > 60 ? [[small.ill, 60]] : [] },
    ]);
    const result = await resultOf(persons, study);
    expect(result.exposure.groups.map((group) => group.persons)).toEqual([6, 6]);
    expect(row(result)?.groups.map(({ withEvent }) => withEvent)).toEqual([4, 3]);
    expect(row(result)?.against[0]?.rateRatio?.estimate).toBeGreaterThan(1);
  });

  test('no conditions in the release at all', async () => {
    const result = await resultOf([...times(10, exposed), ...times(40, {})], study);
    expect(result.timesAtRisk[0]?.rows).toEqual([]);
    expect(result.comparisons).toBe(0);
  });

  test('controls that nobody has: nothing is calibrated', async () => {
    const result = await resultOf(
      [...times(10, { ...exposed, conditions: [[small.ill, 50]] }), ...times(40, {})],
      {
        ...study,
        negativeControls: [
          { id: 'none', name: 'なし / None', domain: 'condition', concepts: [{ conceptId: 2_000_000_998 }] },
        ],
      },
    );
    expect(result.controls).toMatchObject({ asked: 1, estimable: 0, nullMean: null, points: [] });
    expect(row(result)?.against[0]?.calibrated).toBeNull();
  });

  test('a comparator that nobody took', async () => {
    const result = await resultOf(
      [...times(10, { ...exposed, conditions: [[small.ill, 50]] }), ...times(40, {})],
      {
        ...study,
        comparator: { name: '他 / Other', drugs: [{ conceptId: small.other }] },
      },
    );
    expect(result.exposure.groups.map(({ group }) => group)).toEqual(['exposed', 'unexposed']);
  });
});

describe('studies that are none', () => {
  const persons = [...times(5, exposed), ...times(20, {})];
  const [comparison] = shippedSafetyStudies();
  test.each<[string, unknown, string]>([
    ['no JSON', '{"akashiStudy": 1,', 'study.notJson'],
    ['from a newer version', { ...study, akashiStudy: 99 }, 'study.newer'],
    ['of another type', { ...study, type: 'comparison' }, 'study.invalidValue'],
    [
      'a time at risk that ends before it begins',
      { ...study, timesAtRisk: [{ kind: 'fixed', id: 'a', name: 'a', from: 30, to: 8 }] },
      'study.noTimeAtRisk',
    ],
    [
      'a cap before the first day',
      { ...study, timesAtRisk: [{ kind: 'onTreatment', id: 'a', name: 'a', fromDay: 5, capDays: 2 }] },
      'study.noTimeAtRisk',
    ],
    ['no time at risk', { ...study, timesAtRisk: [] }, 'study.invalidValue'],
    [
      'a cohort that is not defined',
      { ...study, exposure: { name: 'x', cohort: 'missing' } },
      'study.unknownName',
    ],
    [
      'an outcome cohort that is not defined',
      { ...study, events: { kind: 'cohorts', cohorts: [{ id: 'a', name: 'a', cohort: 'missing' }] } },
      'study.unknownName',
    ],
    ['cohorts asked for and none listed', { ...study, events: { kind: 'cohorts' } }, 'study.noEvents'],
    ['an exposure of nothing', { ...study, exposure: { name: 'x' } }, 'study.exposureOfNothing'],
    ['a setting that is not known', { ...study, surprise: true }, 'study.unknownKey'],
  ])('%s', async (_, asked, code) => {
    const codes = await run(persons, asked);
    expect(codes).toContain(code);
    expect(codes).toContain('study.problems');
  });

  test('a shipped study that is cut short is refused, not guessed', async () => {
    expect(await run(persons, comparison?.text.slice(0, 900))).toContain('study.problems');
  });
});
