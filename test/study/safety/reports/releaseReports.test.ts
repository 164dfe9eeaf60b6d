import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createDemo } from '../../../../main/demo/createDemo.ts';
import { openLocalRelease } from '../../../../main/files/openLocalRelease.ts';
import { injectedEffects } from '../../../../shared/demo/adverseEvents.ts';
import { ingredientOf } from '../../../../shared/demo/codes/drugs.ts';
import { coincidentalReporting, reportingFraction } from '../../../../shared/demo/spontaneousReports.ts';
import { JobControl } from '../../../../shared/engine/job.ts';
import { toFailure } from '../../../../shared/errors/akashiError.ts';
import { ownThread } from '../../../../shared/study/calculation/calculator.ts';
import type { ReportedTable, ReportFile } from '../../../../shared/study/safety/reports/reportedTable.ts';
import { Workbench } from '../../../../shared/workbench.ts';
import { engines } from '../../../contract/engines.ts';
import { temporaryFolder } from '../../../demo/demoRelease.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = temporaryFolder();
beforeAll(() =>
  createDemo({ folder: folder.path, persons: 20_000, seed: 5, kind: 'pseudonymized' }, new JobControl()),
);
afterAll(() => folder.remove());

function workbenchOn({ create }: (typeof engines)[number]): Workbench {
  return new Workbench({
    createEngine: create,
    openFiles: openLocalRelease,
    now: () => new Date(2026, 10, 23),
    monotonic: () => 0,
    trustedKeys: [],
    record: async () => {},
    createDemo: null,
    calculator: ownThread,
    startLiveThread: null,
    writeTable: null,
  });
}

/** A study that counts as reports do: whoever takes the drug, from the first day to the last of a treatment, every event. */
function studyOf(ingredient: string, gapDays: number) {
  return {
    name: ingredient,
    text: JSON.stringify({
      akashiStudy: 1,
      type: 'safety',
      name: ingredient,
      seed: 1,
      exposure: { name: ingredient, drugs: [{ conceptId: ingredientOf(ingredient).conceptId }] },
      population: { washoutDays: 0, priorObservationDays: 0 },
      timesAtRisk: [{ kind: 'onTreatment', id: 'on', name: 'on', fromDay: 0, lagDays: 0, gapDays }],
      events: { cleanWindowDays: 0, count: 'recurrent' },
      tree: { replications: 99 },
    }),
  };
}

async function reported(
  workbench: Workbench,
  ingredient: string,
  files: readonly ReportFile[] | null,
  gapDays = 3650,
): Promise<ReportedTable> {
  const { studyHash: hash } = await workbench.run(
    'safety.run',
    studyOf(ingredient, gapDays),
    new JobControl(),
  );
  return workbench.run('safety.reported', { hash, files }, new JobControl());
}

const engineOf = (kind: string) => engines.find((engine) => engine.kind === kind) as (typeof engines)[number];

describe('on a demo release', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = workbenchOn(engineOf('native'));
    await workbench.run('release.open', { locator: folder.path }, new JobControl());
  });
  afterAll(() => workbench.close());

  test('the planted share of reports is recovered', async () => {
    const shown: string[] = [];
    for (const ingredient of [
      'Loxoprofen',
      'Pregabalin',
      'Amlodipine',
      'Candesartan',
      'Trichlormethiazide',
    ]) {
      const effect = injectedEffects.find((each) => each.ingredient === ingredient);
      if (!effect) throw new Error(ingredient);
      const table = await reported(workbench, ingredient, null, 90).catch((thrown: unknown) => {
        expect(toFailure(thrown).code).toBe('reports.drugNotReported');
        return null;
      });
      const fraction = table?.rows.find(({ code }) => code === effect.icd10)?.reportingFraction;
      if (!fraction) continue;
      shown.push(ingredient);
      // Events that merely happen during treatment are reported now and then too: as many per caused one as there are.
      const planted =
        reportingFraction(ingredient, effect.icd10) + coincidentalReporting / (effect.rateRatio - 1);
      expect({ ingredient, low: fraction.lower <= planted, high: planted <= (fraction.upper ?? 1) }).toEqual({
        ingredient,
        low: true,
        high: true,
      });
    }
    expect(shown.length).toBeGreaterThan(1);
  });

  test('a drug is found by all its names, an event by code, name and what lies above it', async () => {
    const text = [
      ['ロキソプロフェンナトリウム水和物', 'K25.4', '3'],
      ['M01AE', '出血性胃潰瘍', '5'],
      ['1149019F1560', 'Gastric ulcer', '2'],
      ['Loxoprofen', 'k259', '1'],
      ['loxoprofen', 'Acute kidney injury', '7'],
      ['アスピリン', 'K25.4', '11'],
    ];
    const csv = ['一般名,有害事象,件数', ...text.map((row) => row.join(','))].join('\r\n');
    const found = await reported(workbench, 'Loxoprofen', [{ name: 'a.csv', text: csv }]);
    const reports = (code: string) => found.rows.find((row) => row.code === code)?.reports;
    // M01AE is a class, not the drug.
    expect([found.reports, found.ofDrug, found.matched]).toEqual([29, 13, 6]);
    expect([reports('K25.4'), reports('K25'), reports('K20-K31'), reports('K00-K93')]).toEqual([3, 6, 6, 6]);
    expect(found.unknownCodes).toEqual([{ code: 'Acute kidney injury', reports: 7 }]);
    expect(found.drugNames.map(({ reports: n }) => n)).toEqual([7, 3, 2, 1]);
  });

  test('what is withheld in the table of events is withheld beside reports', async () => {
    const run = await workbench.run('safety.run', studyOf('Loxoprofen', 3650), new JobControl());
    const table = await reported(workbench, 'Loxoprofen', null).catch(() => null);
    const own = await reported(workbench, 'Loxoprofen', [
      { name: 'a.csv', text: 'drug,event\nloxoprofen,K25.4' },
    ]);
    for (const { rows } of table ? [table, own] : [own]) {
      for (const row of rows) {
        const groups = run.timesAtRisk[0]?.rows.find(({ id }) => id === row.id)?.groups;
        expect(row.observed).toEqual(groups?.[0]?.events);
        if (groups?.[0]?.rate == null || groups[1]?.rate == null) {
          expect([row.expected, row.excess, row.reportingFraction]).toEqual([null, null, null]);
        }
      }
    }
  });

  test('both engines read the same reports of a release', async () => {
    const other = workbenchOn(engineOf('wasm'));
    try {
      await other.run('release.open', { locator: folder.path }, new JobControl());
      expect(await reported(other, 'Amlodipine', null)).toEqual(
        await reported(workbench, 'Amlodipine', null),
      );
    } finally {
      await other.close();
    }
  });
});
