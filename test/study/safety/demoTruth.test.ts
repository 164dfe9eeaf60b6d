import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDemo } from '../../../main/demo/createDemo.ts';
import { createNodeWorkbench } from '../../../main/host/nodeWorkbench.ts';
import { conceptIdOf } from '../../../shared/demo/codes/conceptId.ts';
import { shippedSafetyStudies } from '../../../shared/demo/studies/shippedSafetyStudies.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import type { ReleaseSession } from '../../../shared/session/releaseSession.ts';
import { temporaryFolder } from '../../demo/demoRelease.ts';
import { openSeedRelease } from '../seeds/seedRelease.ts';
import { analyseOne, oneSafetySeed, type SafetySeed } from './seeds/oneSafetySeed.ts';
import { safetySeedTable } from './seeds/safetySeedTable.ts';

/**
 * That the shipped safety studies find what was put into a demo release and little else. The short form makes a release
 * of few persons, in which rare effects cannot be told; AKASHI_DEMO_RELEASE names one that is there already, and with
 * 100,000 persons or more every true signal must be found. `npm run safety:seeds` is the same over many seeds.
 */
const persons = 30_000;
const folder = temporaryFolder();
const given = process.env.AKASHI_DEMO_RELEASE;
const locator = given ?? `${folder.path}/demo`;
const job = new JobControl();
let release: ReleaseSession;
let found: SafetySeed;
let isLarge: boolean;

beforeAll(async () => {
  if (given === undefined) await createDemo({ folder: locator, persons, seed: 3 }, job);
  release = await openSeedRelease(locator, job);
  isLarge = release.card.persons >= 100_000;
  found = await oneSafetySeed(release, locator, job);
}, 300_000);
afterAll(async () => {
  await release.close();
  folder.remove();
});

describe('what a drug truly causes', () => {
  test('has its rate ratio in the intervals', () => {
    expect(found.signals.length).toBeGreaterThanOrEqual(isLarge ? 7 : 5);
    const held = found.signals.filter(({ truth, estimate, calibrated }) =>
      [estimate, calibrated].some(
        (interval) =>
          interval !== null &&
          interval.lower <= truth &&
          truth <= (interval.upper ?? Number.POSITIVE_INFINITY),
      ),
    );
    // One of seven 95% intervals may miss; two miss in one release of twenty.
    expect(held.length).toBeGreaterThanOrEqual(found.signals.length - 1);
  });

  test('leads the ranking of everything that is tested', () => {
    const ranks = found.signals.map(({ rank }) => rank).sort((a, b) => a - b);
    expect(ranks[0]).toBe(0);
    // By chance the middle one of seven would stand at about the fortieth place.
    expect(ranks[Math.floor(ranks.length / 2)]).toBeLessThanOrEqual(isLarge ? 0 : 5);
    if (!isLarge) return;
    for (const { what, rank, isFound } of found.signals) {
      if (what.endsWith('unexposed')) expect([what, rank, isFound]).toEqual([what, 0, true]);
    }
  });
});

test('next to nothing else is called a finding', () => {
  expect(found.compared).toHaveLength(7);
  const able = found.compared.filter(({ canFind }) => canFind);
  expect(able.length).toBeGreaterThanOrEqual(5);
  const wrong = able.flatMap(({ falseFindings }) => falseFindings);
  // At 5% for each comparison, more than two in one release are rarer than one in a hundred.
  expect(wrong.length).toBeLessThanOrEqual(2);
});

test('negative controls are null once calibrated', () => {
  const controls = found.compared.flatMap((one) =>
    one.controls.flatMap(({ calibrated }) => calibrated ?? []),
  );
  expect(controls.length).toBeGreaterThan(100);
  const below = (level: number): number => controls.filter((p) => p < level).length / controls.length;
  expect(below(0.05)).toBeLessThan(0.11);
  expect(below(0.5)).toBeGreaterThan(0.35);
  expect(below(0.5)).toBeLessThan(0.65);
});

test('what a drug is given for does not look caused by it', async () => {
  for (const timeAtRisk of ['on-treatment', 'one-year']) {
    const { analysed } = await analyseOne(release, 'loxoprofen-safety', timeAtRisk, job);
    for (const icd10 of ['M54.5', 'J06.9']) {
      const row = analysed.table.rows.find(({ id }) => id === String(conceptIdOf('ICD10JP', icd10)));
      const ratio = row?.against.find(({ with: other }) => other === 'unexposed')?.rateRatio;
      expect(ratio?.estimate, `${icd10} ${timeAtRisk}`).toBeGreaterThan(0.8);
      expect(ratio?.estimate, `${icd10} ${timeAtRisk}`).toBeLessThan(1.25);
    }
  }
});

test('the share of what is caused that is reported is recovered', () => {
  const sum = (of: (one: SafetySeed['reporting'][number]) => number): number =>
    found.reporting.reduce((total, one) => total + of(one), 0);
  const reports = sum((one) => one.reports);
  const expected = sum(({ truth, excess }) => truth * Math.max(0, excess));
  expect(reports).toBeGreaterThan(0);
  // Reports are few: Poisson noise, and as much again of the excess.
  expect(Math.abs(reports - expected)).toBeLessThan(4 * Math.sqrt(Math.max(expected, reports)));
  // Nine of ten cases and more are never reported.
  expect(reports).toBeLessThan(0.3 * sum(({ excess }) => Math.max(0, excess)));
});

test('a user sees that share beside the study, from the reports that the release holds', async () => {
  const workbench = createNodeWorkbench({ engine: { threads: 2 }, userData: `${folder.path}/user` });
  try {
    await workbench.run('release.open', { locator }, job);
    const file = shippedSafetyStudies().find(({ name }) => name === 'pregabalin-safety');
    if (!file) throw new Error('no such study');
    const { studyHash: hash } = await workbench.run('safety.run', file, job);
    const reported = await workbench.run('safety.reported', { hash, files: null }, job);
    const row = reported.rows.find(({ code }) => code === 'R42');
    const share = found.reporting.find(({ what }) => what === 'Pregabalin: R42');
    expect(row?.reports).toBe(share?.reports);
    // Of few persons the cases are withheld.
    if (!isLarge) return;
    expect(row?.reportingFraction?.lower).toBeLessThan(share?.truth ?? 0);
    expect(row?.reportingFraction?.upper).toBeGreaterThan(share?.truth ?? 1);
  } finally {
    await workbench.close();
  }
}, 120_000);

test('what many seeds say is told as tables', () => {
  const text = safetySeedTable([found, found]);
  expect(text).toContain('| loxoprofen-safety against unexposed | 2 | 4 |');
  expect(text).not.toContain('NaN');
});
