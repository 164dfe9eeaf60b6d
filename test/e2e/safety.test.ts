import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDemo } from '../../main/demo/createDemo.ts';
import { spokenColumn } from '../../renderer/screens/safety/table/EventGrid.tsx';
import { JobControl } from '../../shared/engine/job.ts';
import { accessibilityProblems } from './harness/accessibility.ts';
import { type ElectronApp, openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const RUN_MS = 120_000;
/** Enough for outcomes that may be shown. */
const PERSONS = 8_000;

let place: string;
let app: ElectronApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'akashi-safety-'));
  const folder = join(place, 'demo');
  await createDemo({ folder, persons: PERSONS, seed: 1 }, new JobControl());
  app = await openElectronApp({ open: folder });
  workbench = new WorkbenchPage(app);
  await workbench.opened();
}, RUN_MS);
afterAll(async () => {
  await app.close();
  await rm(place, { recursive: true, force: true });
});
afterEach(inspectAfterwards(() => app));

const table = () => app.page.getByRole('treegrid', { name: workbench.text('safety.table.title') });
const rows = () => table().locator('tbody tr[aria-level]');
const chosen = () => table().locator('tr[aria-selected="true"]');
const card = () => app.page.locator('.safety-card');

/** Buttons and panels take a moment for their colours. */
async function axe(): Promise<readonly string[]> {
  await app.page.waitForTimeout(700);
  return accessibilityProblems(app.page);
}

async function openView(key: 'dashboard' | 'exposed' | 'findings' | 'settings' | 'file'): Promise<void> {
  await app.page.getByRole('tab', { name: new RegExp(`^${workbench.text(`safety.view.${key}`)}`) }).click();
}

describe('adverse events', () => {
  test('the section says how to begin; shipped studies come onto its list by keyboard', async () => {
    await app.page.keyboard.press('Control+7');
    await workbench.heading(workbench.text('safety.none')).waitFor();
    expect(await axe()).toEqual([]);
    await workbench.button('command.safety.addShipped').focus();
    await app.page.keyboard.press('Enter');
    await app.page.locator('.study-link').first().waitFor();
    expect(await axe()).toEqual([]);
  });

  test('a study is begun from a drug of the release, with controls to be checked, and undone', async () => {
    const before = await app.page.locator('.study-link').count();
    await app.page.keyboard.press('Control+Alt+e');
    const dialog = app.page.getByRole('dialog');
    const field = workbench.text('safety.new.exposure');
    await dialog.getByRole('button', { name: `${field} · ${workbench.text('safety.new.drug')}` }).click();
    await app.page.keyboard.type('Clopidogrel');
    await app.page.locator('.picker-list').getByText('Clopidogrel').first().click();
    await dialog.getByText(/Check every one/).waitFor();
    expect(await axe()).toEqual([]);
    await dialog.getByRole('button', { name: workbench.text('studies.new.create') }).click();
    await workbench.heading('Adverse events of Clopidogrel').waitFor();
    await app.page.keyboard.press('Control+z');
    await expect.poll(() => app.page.locator('.study-link').count()).toBe(before);
  });

  test('it runs by its shortcut and shows the events of all groups', { timeout: RUN_MS }, async () => {
    await app.page.locator('.study-link').first().focus();
    await app.page.keyboard.press('Enter');
    await workbench.button('studies.run').first().waitFor();
    await app.page.keyboard.press('Control+Shift+R');
    await table().waitFor({ timeout: RUN_MS });
    expect(await rows().count()).toBeGreaterThan(10);
    await app.page.getByText(/comparisons made/).waitFor();
    expect(await axe()).toEqual([]);
  });

  test('the table is sorted, searched and walked by keyboard', async () => {
    const sort = workbench.text('features.sort', {
      column: spokenColumn(workbench.text('safety.column.n'), workbench.text('safety.column.n.full')),
    });
    await table().getByRole('button', { name: sort }).focus();
    await app.page.keyboard.press('Enter');
    const header = table().getByRole('columnheader', { name: sort });
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
    const counts = (await rows().locator('td:nth-child(3)').allTextContents())
      .map((text) => Number(text.replaceAll(',', '')))
      .filter((count) => !Number.isNaN(count));
    expect(counts.length).toBeGreaterThan(3);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    await app.page.getByRole('radio', { name: workbench.text('safety.table.tree') }).click();
    const all = Number(await table().getAttribute('aria-rowcount'));
    await table().focus();
    await app.page.keyboard.press('Home');
    await app.page.keyboard.press('ArrowLeft');
    await expect.poll(async () => Number(await table().getAttribute('aria-rowcount'))).toBeLessThan(all);
    await app.page.keyboard.press('ArrowRight');
    await expect.poll(async () => Number(await table().getAttribute('aria-rowcount'))).toBe(all);
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('Enter');
    const name = (await chosen().locator('.event-text').textContent()) ?? '';
    await card().getByRole('heading', { name }).waitFor();
    await app.page.getByRole('searchbox', { name: workbench.text('safety.search') }).fill('J06');
    await expect.poll(async () => Number(await table().getAttribute('aria-rowcount'))).toBeLessThan(all);
    await app.page
      .getByRole('button', { name: /J06/ })
      .filter({ has: app.page.locator('svg') })
      .click();
    await expect.poll(async () => Number(await table().getAttribute('aria-rowcount'))).toBe(all);
  });

  test('every scale and every time at risk is clean and says its columns', async () => {
    for (const scale of ['absolute', 'relative', 'both'] as const) {
      await app.page
        .getByRole('radio', { name: workbench.text(`safety.scale.${scale}`), exact: true })
        .click();
      const hasRatio = await table()
        .getByRole('button', {
          name: /Rate ratio \(95% CI\)/,
        })
        .count();
      expect(hasRatio > 0).toBe(scale !== 'absolute');
    }
    expect(await axe()).toEqual([]);
  });

  test('a filter says of whom the numbers are, and is lifted again', { timeout: RUN_MS }, async () => {
    await app.page.getByRole('radio', { name: workbench.text('safety.sex.female'), exact: true }).click();
    const shown = app.page.locator('.safety-shown');
    await shown
      .getByText(workbench.text('safety.shown', { persons: workbench.text('safety.sex.female') }))
      .waitFor({ timeout: RUN_MS });
    expect(await axe()).toEqual([]);
    await shown.getByRole('button', { name: workbench.text('explore.clearAll') }).click();
    await shown
      .getByText(workbench.text('safety.shown', { persons: workbench.text('safety.filter.everybody') }))
      .waitFor({ timeout: RUN_MS });
  });

  test('a finding is saved from the card, judged, listed, undone and done again', async () => {
    await card()
      .getByRole('button', { name: workbench.text('safety.finding.keep') })
      .click();
    const dialog = app.page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('Seen in two windows.');
    await dialog.getByRole('textbox').last().fill('A. Analyst');
    expect(await axe()).toEqual([]);
    await dialog.getByRole('button', { name: workbench.text('safety.finding.save') }).click();
    await openView('findings');
    const list = app.page.getByRole('table', { name: workbench.text('safety.findings.title') });
    await list.getByText('Seen in two windows.').waitFor();
    await list.getByRole('button', { name: /./ }).last().click();
    await app.page.getByRole('menuitem', { name: workbench.text('safety.finding.again') }).click();
    await dialog.getByRole('textbox').first().fill('Charts were read.');
    await dialog.getByRole('button', { name: workbench.text('safety.finding.save') }).click();
    await list.getByText('Charts were read.').waitFor();
    await list.getByText(workbench.text('safety.finding.earlier', { count: 1 })).waitFor();
    expect(await axe()).toEqual([]);
    const file = join(place, 'findings.csv');
    await app.chooseNext(file);
    await app.page
      .getByRole('button', {
        name: workbench.text('export.menu', { chart: workbench.text('safety.findings.title') }),
      })
      .click();
    await app.page.getByRole('menuitem', { name: workbench.text('export.csv') }).click();
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('Seen in two windows.');
    await app.page.getByRole('tab', { selected: true }).focus();
    await app.page.keyboard.press('Control+z');
    await expect.poll(() => list.getByText('Charts were read.').count()).toBe(0);
    await app.page.keyboard.press('Control+z');
    await expect.poll(() => list.count()).toBe(0);
    await app.page.keyboard.press('Control+Shift+z');
    await list.getByText('Seen in two windows.').waitFor();
  });

  test('a setting makes the dashboard stale and undo takes that back', async () => {
    await openView('settings');
    expect(await axe()).toEqual([]);
    await app.page.getByRole('textbox', { name: workbench.text('safety.settings.washout') }).fill('180');
    await app.page.getByText(workbench.text('studies.staleWhy')).waitFor();
    await app.page.getByRole('tab', { selected: true }).focus();
    await app.page.keyboard.press('Control+z');
    await expect.poll(() => app.page.getByText(workbench.text('studies.staleWhy')).count()).toBe(0);
    await openView('exposed');
    await workbench.heading(workbench.text('safety.exposed.funnel')).waitFor();
    expect(await axe()).toEqual([]);
  });

  test('in Japanese and dark it is as clean', async () => {
    await workbench.switchLanguage('ja');
    await workbench.switchTheme('dark');
    for (const view of ['dashboard', 'findings', 'exposed'] as const) {
      await openView(view);
      expect(await axe(), view).toEqual([]);
    }
  });
});
