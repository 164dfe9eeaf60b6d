import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemo } from '../../main/demo/createDemo.ts';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { shippedSafetyStudies } from '../../shared/demo/studies/shippedSafetyStudies.ts';
import { isWithheld } from '../../shared/disclosure/publishedCount.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { type Calculator, ownThread } from '../../shared/study/calculation/calculator.ts';
import type { SafetyAnalysis } from '../../shared/study/safety/analysis/analyseSafety.ts';
import { noFilter, type SafetyFilter, type SafetyResult } from '../../shared/study/safety/safetyResult.ts';
import type { Workbench } from '../../shared/workbench.ts';
import { attack, type Published } from '../study/safety/attackSafety.ts';

const [loxoprofen, glimepiride] = shippedSafetyStudies();
const bands = [0, 1, 2, 3, 4, 5];
const filters: readonly SafetyFilter[] = (['male', 'female', null] as const).flatMap((sex) =>
  [null, ...bands].map((ageBand) => ({ sex, ageBand })),
);

let folder: string;
let locator: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-filters-'));
  locator = process.env.AKASHI_FILTERED_RELEASE ?? join(folder, 'demo');
  if (!process.env.AKASHI_FILTERED_RELEASE)
    await createDemo({ folder: locator, persons: 5_000, seed: 11, kind: 'anonymized' }, new JobControl());
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Keeps the first analysis: the whole study's. */
function watched(): { readonly calculator: Calculator; readonly analyses: SafetyAnalysis[] } {
  const analyses: SafetyAnalysis[] = [];
  const calculator: Calculator = {
    async run(name, input, job) {
      const output = await ownThread.run(name, input, job);
      if (name === 'safety') analyses.push(output as SafetyAnalysis);
      return output;
    },
  };
  return { calculator, analyses };
}

async function opened(calculator: Calculator): Promise<Workbench> {
  const workbench = createNodeWorkbench({ userData: join(folder, 'user'), calculator });
  await workbench.run('release.open', { locator }, new JobControl());
  return workbench;
}

function withoutTimes({ provenance, ...result }: SafetyResult): object {
  return { ...result, definition: provenance.definitionHash };
}

test.each([
  ['loxoprofen', loxoprofen],
  ['glimepiride', glimepiride],
])(
  'of %s all filters, pictures and the whole tell no withheld count',
  { timeout: 300_000 },
  async (_, file) => {
    if (!file) throw new Error('no study is shipped');
    const { calculator, analyses } = watched();
    const workbench = await opened(calculator);
    const job = new JobControl();
    try {
      const whole = await workbench.run('safety.run', file, job);
      const hash = whole.studyHash;
      const filtered: SafetyResult[] = [];
      for (const filter of filters)
        filtered.push(await workbench.run('safety.filtered', { hash, filter }, job));
      const pictures: Published['pictures'][number][] = [];
      const [first] = whole.timesAtRisk;
      for (const { id: outcome } of first?.rows ?? []) {
        const timeAtRisk = first?.timeAtRisk ?? '';
        const own = await workbench.run(
          'safety.outcome',
          { hash, timeAtRisk, outcome, filter: noFilter },
          job,
        );
        pictures.push({ timeAtRisk, pictures: own });
      }
      const [analysis] = analyses;
      if (!analysis) throw new Error('nothing was analysed');
      const minimumCell = 10;
      expect(
        attack({ whole, filtered, pictures }, analysis.parts, minimumCell, { takesSums: false }),
      ).toEqual([]);
      for (const result of [whole, ...filtered, ...pictures])
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      // The filter of everybody is the whole study, and all filters have its outcomes.
      expect(filtered.find(({ filter }) => filter.sex === null && filter.ageBand === null)).toEqual(whole);
      expect(whole.exposure.groups.map(({ group }) => group)).toEqual(['exposed', 'unexposed', 'comparator']);
      const shown = filtered.flatMap(({ timesAtRisk }) =>
        timesAtRisk.flatMap(({ rows }) =>
          rows.flatMap(({ groups }) =>
            groups.flatMap(({ withEvent }) => (isWithheld(withEvent) ? [] : [withEvent])),
          ),
        ),
      );
      expect(shown.filter((count) => count > 0).length).toBeGreaterThan(50);
      expect(shown.filter((count) => count > 0 && count < minimumCell)).toEqual([]);
      // What the comparator group shows adds up where all of it is shown.
      const bySex = (sex: SafetyFilter['sex']) =>
        filtered.find(({ filter }) => filter.sex === sex && filter.ageBand === null);
      let compared = 0;
      first?.rows.forEach((row, i) => {
        const parts = [bySex('male'), bySex('female')].map(
          (own) => own?.timesAtRisk[0]?.rows[i]?.groups[2]?.withEvent,
        );
        const [men, women] = parts;
        const all = row.groups[2]?.withEvent;
        if (typeof men !== 'number' || typeof women !== 'number' || typeof all !== 'number') return;
        compared++;
        expect(men + women).toBe(all);
      });
      expect(compared).toBeGreaterThan(3);
    } finally {
      await workbench.close();
    }
  },
);

test('neither the order in which filters are asked nor whether any is asked changes a result', {
  timeout: 120_000,
}, async () => {
  if (!glimepiride) throw new Error('no study is shipped');
  const women: SafetyFilter = { sex: 'female', ageBand: null };
  const older: SafetyFilter = { sex: null, ageBand: 4 };
  const answers: object[][] = [];
  for (const order of [
    [women, older],
    [older, women],
  ]) {
    const workbench = await opened(ownThread);
    try {
      const { studyHash: hash } = await workbench.run('safety.run', glimepiride, new JobControl());
      const all = new Map<SafetyFilter, object>();
      for (const filter of order)
        all.set(
          filter,
          withoutTimes(await workbench.run('safety.filtered', { hash, filter }, new JobControl())),
        );
      const again = await workbench.run('safety.run', glimepiride, new JobControl());
      answers.push([all.get(women) ?? {}, all.get(older) ?? {}, withoutTimes(again)]);
    } finally {
      await workbench.close();
    }
  }
  expect(answers[0]).toEqual(answers[1]);
});

test('a run, and a filter, that are cancelled leave nothing behind', { timeout: 120_000 }, async () => {
  if (!glimepiride) throw new Error('no study is shipped');
  const workbench = await opened(ownThread);
  try {
    for (const phase of ['studyPopulation', 'analysing']) {
      const job = new JobControl((progress) => {
        if (progress.phase === phase) job.cancel();
      });
      await expect(workbench.run('safety.run', glimepiride, job)).rejects.toMatchObject({
        code: 'cancelled',
      });
    }
    const { studyHash: hash } = await workbench.run('safety.run', glimepiride, new JobControl());
    const filter: SafetyFilter = { sex: 'male', ageBand: null };
    const job = new JobControl(() => job.cancel());
    await expect(workbench.run('safety.filtered', { hash, filter }, job)).rejects.toMatchObject({
      code: 'cancelled',
    });
    const result = await workbench.run('safety.filtered', { hash, filter }, new JobControl());
    expect(result.filter).toEqual(filter);
    const unknown = workbench.run(
      'safety.filtered',
      { hash, filter: { sex: null, ageBand: 9 } },
      new JobControl(),
    );
    await expect(unknown).rejects.toMatchObject({ code: 'study.noSuchPart' });
  } finally {
    await workbench.close();
  }
});
