import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemo } from '../../main/demo/createDemo.ts';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { isWithheld, type PublishedCount } from '../../shared/disclosure/publishedCount.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { indexWindows } from '../../shared/features/indexWindows.ts';
import type { Workbench } from '../../shared/workbench.ts';

const job = new JobControl();
const below = 10;
let folder: string;
let workbench: Workbench;
/** Cohorts by name. */
const ids = new Map<string, string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-characterisation-'));
  await createDemo({ folder: join(folder, 'demo'), persons: 6000, seed: 3 }, job);
  workbench = createNodeWorkbench({ userData: join(folder, 'user'), engine: { threads: 1 } });
  await workbench.run('release.open', { locator: join(folder, 'demo') }, job);
  const files = await workbench.run('cohorts.shipped', {}, job);
  await workbench.run('cohorts.import', { files }, job);
  for (const { id, name } of await workbench.run('cohorts.generate', { ids: [] }, job)) ids.set(name, id);
});
afterAll(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true });
});

const idOf = (name: string) => ids.get(name) ?? '';

function expectSafe(count: PublishedCount): void {
  expect(isWithheld(count) || count === 0 || count >= below, String(count)).toBe(true);
}

test('characteristics show no small count, and the same table when asked again', async () => {
  const id = idOf('angina-incident');
  const table = await workbench.run('cohorts.characteristics', { id }, job);
  expect(table.features.length).toBeGreaterThan(50);
  for (const { persons } of table.features)
    for (const { id: window } of indexWindows) expectSafe(persons[window]);
  for (const { before, after } of table.values) {
    for (const side of [before, after]) {
      expectSafe(side.persons);
      expect(side.statistics !== null).toBe(!isWithheld(side.persons) && side.persons > 0);
    }
  }
  expect(table.provenance.method).toContain('characteristics');
  expect(await workbench.run('cohorts.characteristics', { id }, job)).toBe(table);
});

test('a cohort whose index differs for few persons has no table beside the other', async () => {
  const name = 'angina-incident';
  await workbench.run('cohorts.characteristics', { id: idOf(name) }, job);
  const shipped = await workbench.run('cohorts.shipped', {}, job);
  const file = shipped.find((each) => each.name === name);
  const { expression, ...document } = JSON.parse(file?.text ?? '');
  // The few who entered before that day enter on it.
  const CensorWindow = { StartDate: '2013-04-15' };
  const text = JSON.stringify({ ...document, expression: { ...expression, CensorWindow } });
  const { imported } = await workbench.run('cohorts.import', { files: [{ name: 'later', text }] }, job);
  const [{ id } = { id: '' }] = imported;
  await workbench.run('cohorts.generate', { ids: [id] }, job);
  const asked = workbench.run('cohorts.characteristics', { id }, job);
  await expect(asked).rejects.toMatchObject({
    code: 'cohort.tooAlike',
    params: { name: 'later', other: name, below },
  });
});

test('a cohort within another differs from it by few in no count', async () => {
  const outer = await workbench.run('cohorts.characteristics', { id: idOf('angina-incident') }, job);
  const inner = await workbench.run('cohorts.characteristics', { id: idOf('angina-conservative') }, job);
  const others = new Map(
    outer.features.map(({ domain, concept, persons }) => [`${domain} ${concept.id}`, persons]),
  );
  let compared = 0;
  for (const { domain, concept, persons } of inner.features) {
    for (const { id } of indexWindows) {
      const [a, b] = [persons[id], others.get(`${domain} ${concept.id}`)?.[id]];
      if (typeof a !== 'number' || typeof b !== 'number') continue;
      compared += 1;
      const difference = Math.abs(a - b);
      expect(difference === 0 || difference >= below, `${concept.name} ${id}: ${a} and ${b}`).toBe(true);
    }
  }
  expect(compared).toBeGreaterThan(50);
});

test('a cohort that is another but for a few persons is not shown beside it', async () => {
  const { id: few } = await workbench.run(
    'cohorts.combine',
    {
      operation: 'difference',
      ids: [idOf('users-loxoprofen'), idOf('stent-polymer-small-long')],
      name: 'without few',
    },
    job,
  );
  await workbench.run('cohorts.characteristics', { id: idOf('users-loxoprofen') }, job);
  const asked = workbench.run('cohorts.characteristics', { id: few }, job);
  await expect(asked).rejects.toMatchObject({ code: 'cohort.tooNear', params: { name: 'without few' } });
});

test('entry events add up to the cohort, codes to their concept', async () => {
  const entry = await workbench.run('cohorts.entryEvents', { id: idOf('angina-incident') }, job);
  const shown = (counts: readonly PublishedCount[]) =>
    counts.reduce<number>((sum, count) => sum + (isWithheld(count) ? 0 : count), 0);
  expect(entry.concepts?.every(({ criterion }) => criterion === 0)).toBe(true);
  expect(shown(entry.concepts?.map(({ persons }) => persons) ?? [])).toBe(entry.persons);
  for (const { persons, codes } of entry.concepts ?? []) {
    expect(shown(codes.map((code) => code.persons))).toBe(persons);
  }
  for (const { persons, departments, daysSinceStart } of entry.visits) {
    expectSafe(persons);
    for (const part of [...departments, ...daysSinceStart]) expectSafe(part.persons);
  }
});

test('incidence has entries over person-years with an interval around it', async () => {
  const { overall, byYear, priorDays } = await workbench.run(
    'cohorts.incidence',
    { id: idOf('users-loxoprofen') },
    job,
  );
  expect(priorDays).toBe(180);
  const { entries, personYears, rate } = overall;
  expect(rate?.estimate).toBeCloseTo((Number(entries) / Number(personYears)) * 1000, 2);
  expect(rate?.lower).toBeLessThan(rate?.estimate ?? 0);
  expect(rate?.upper).toBeGreaterThan(rate?.estimate ?? 0);
  for (const year of byYear) for (const cell of [year.all, year.male, year.female]) expectSafe(cell.entries);
});

test('pathways of angina begin with its medicines; a combination of cohorts has them too', async () => {
  const events = ['angina-aspirin-low-dose', 'angina-calcium-antagonist', 'angina-beta-blocker'].map(idOf);
  const options = { combinationDays: 30, minimumDays: 30, repeats: false };
  const { steps, none, persons } = await workbench.run(
    'cohorts.pathways',
    { id: idOf('angina-incident'), events, options },
    job,
  );
  expect(steps[0]?.events).toEqual([0]);
  const total = steps.reduce((sum, step) => sum + step.persons, 0);
  expect(total + (none === null || isWithheld(none) ? 0 : none)).toBe(persons);
  for (const step of steps) expectSafe(step.persons);
});

test('few persons are not characterised at all', async () => {
  const file = (await workbench.run('cohorts.shipped', {}, job)).find(({ name }) => name === 'angina-bypass');
  const rarer = Array.from({ length: 12 }, (_, i) => {
    const rare = JSON.parse(file?.text ?? '{}');
    rare.expression.PrimaryCriteria.ObservationWindow = { PriorDays: 1000 + 300 * i, PostDays: 0 };
    return { name: `rare ${i}`, text: JSON.stringify(rare) };
  });
  const { imported } = await workbench.run('cohorts.import', { files: rarer }, job);
  const listed = await workbench.run('cohorts.generate', { ids: imported.map((cohort) => cohort.id) }, job);
  const few = listed.find(({ persons }) => typeof persons === 'object' && persons?.withheld === 'small');
  expect(few).toBeDefined();
  const id = few?.id ?? '';
  for (const operation of ['cohorts.characteristics', 'cohorts.observation', 'cohorts.incidence'] as const) {
    await expect(workbench.run(operation, { id }, job)).rejects.toMatchObject({
      code: 'cohort.tooFewPersons',
    });
  }
});

test('a cancelled table leaves nothing behind and can be asked for again', async () => {
  const cancelled = new JobControl();
  const asked = workbench.run('cohorts.characteristics', { id: idOf('users-celecoxib') }, cancelled);
  cancelled.cancel();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  const table = await workbench.run('cohorts.characteristics', { id: idOf('users-celecoxib') }, job);
  expect(table.features.length).toBeGreaterThan(0);
});
