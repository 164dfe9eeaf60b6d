import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityProblems } from './harness/accessibility.ts';
import { type ElectronApp, openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

let app: ElectronApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  app = await openElectronApp({ open: inject('demoRelease') });
  workbench = new WorkbenchPage(app);
  await workbench.opened();
  await workbench.goTo('cohorts');
  await workbench.button('cohorts.importShipped').click();
  await workbench.cohorts().first().waitFor();
});
afterAll(() => app.close());
afterEach(inspectAfterwards(() => app));

type Tab = 'overview' | 'characteristics' | 'entry' | 'observation' | 'incidence' | 'pathways';

async function openTab(tab: Tab): Promise<void> {
  await app.page.getByRole('tab', { name: workbench.text(`cohort.tab.${tab}`), exact: true }).click();
}

/** Looks at the window as it is, in both languages and both themes, and comes back to English and light. */
async function expectAccessible(): Promise<void> {
  const problems: string[] = [];
  for (const [theme, locale] of [
    ['dark', 'ja'],
    ['dark', 'en'],
    ['light', 'ja'],
    ['light', 'en'],
  ] as const) {
    await workbench.switchTheme(theme);
    await workbench.switchLanguage(locale);
    problems.push(...(await accessibilityProblems(app.page)).map((one) => `${theme}, ${locale}: ${one}`));
  }
  expect(problems).toEqual([]);
}

/** Nothing is wider than its place. */
async function expectNoOverflow(): Promise<void> {
  const width = await app.page
    .locator('.cohort-detail')
    .evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(width).toBeLessThanOrEqual(0);
}

test('attrition is a list, a waterfall and a flow diagram', async () => {
  await workbench.generateAll();
  await workbench.openCohort('Incident angina');
  await openTab('overview');
  await app.page.locator('.flow-entry').waitFor();
  for (const view of ['waterfall', 'flow'] as const) {
    await app.page.getByRole('radio', { name: workbench.text(`attrition.view.${view}`) }).click();
    await app.page.locator('.attrition .chart svg').waitFor();
  }
  await expect.poll(() => app.page.locator('.attrition .chart').innerHTML()).toContain('Excluded');
  await expectAccessible();
  await app.page.getByRole('radio', { name: workbench.text('attrition.view.list') }).click();
});

test('records around index are searched, sorted and taken out', async () => {
  await workbench.openCohort('New users of loxoprofen');
  await openTab('characteristics');
  const table = app.page.getByRole('table', { name: workbench.text('features.title') });
  await table.waitFor();
  await expectNoOverflow();
  const search = app.page.getByRole('searchbox', { name: workbench.text('features.search') });
  await search.fill('hypertension');
  await expect
    .poll(() => table.locator('tbody th').allTextContents())
    .toSatisfy((names) => (names as string[]).every((name) => /hypertension/i.test(name)));
  await search.fill('');
  await app.page
    .getByRole('button', {
      name: workbench.text('features.sort', { column: workbench.text('features.concept') }),
    })
    .click();
  await expect.poll(() => table.locator('th[aria-sort]').textContent()).toContain('Concept');
  const file = join(tmpdir(), `akashi-characteristics-${process.pid}.csv`);
  await app.chooseNext(file);
  await app.page
    .getByRole('button', {
      name: workbench.text('export.menu', { chart: workbench.text('features.title') }),
    })
    .click();
  await app.page.getByRole('menuitem', { name: workbench.text('export.csv') }).click();
  await expect
    .poll(async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').length)
    .toBeGreaterThan(20);
  const counts = (await readFile(file, 'utf8')).split('\n').flatMap((line) => line.split(',').slice(3));
  expect(counts.filter((count) => /^[1-9]$/.test(count))).toEqual([]);
  await rm(file);
  await expectAccessible();
});

test('a cohort beside it has its own colour and standardised differences', async () => {
  await app.page.getByRole('button', { name: workbench.text('compare.choose') }).click();
  await app.page.getByRole('menuitemradio', { name: /celecoxib/ }).click();
  await app.page.getByRole('heading', { name: workbench.text('love.title') }).waitFor();
  await app.page.locator('.letter.second').waitFor();
  await app.page.locator('.love .chart svg').waitFor();
  await expectNoOverflow();
  await expectAccessible();
});

describe('opens without being asked for:', () => {
  test.each([
    ['entry', 'entry.title'],
    ['observation', 'observed.before'],
    ['incidence', 'incidence.byYear'],
  ] as const)('%s', async (tab, heading) => {
    await openTab(tab);
    await app.page
      .getByRole('heading', { name: workbench.text(heading) })
      .first()
      .waitFor();
    await app.page.locator('[role=tabpanel] .letter.second').waitFor();
    await app.page.locator('[role=tabpanel] .chart svg').nth(1).waitFor();
    await expectNoOverflow();
    await expectAccessible();
  });
});

test('pathways are drawn in two ways of the treatments that were chosen', async () => {
  await openTab('pathways');
  await app.page.getByRole('heading', { name: workbench.text('pathways.choose') }).waitFor();
  await expectAccessible();
  await workbench.openCohort('Incident angina');
  await app.page.getByRole('button', { name: workbench.text('pathways.events') }).click();
  for (const name of [/low-dose aspirin/, /no revascularisation/]) {
    await app.page.getByRole('menuitemcheckbox', { name }).click();
  }
  await app.page.keyboard.press('Escape');
  await workbench.button('analysis.compute').click();
  await app.page
    .getByRole('heading', { name: workbench.text('pathways.sankey') })
    .first()
    .waitFor();
  await app.page.locator('[role=tabpanel] .chart svg').nth(1).waitFor();
  await app.page.locator('[role=tabpanel] .letter.second').waitFor();
  await expectNoOverflow();
  await expectAccessible();
});

test('every number opens its provenance', async () => {
  await openTab('characteristics');
  await app.page.getByRole('table', { name: workbench.text('features.title') }).waitFor();
  await app.page.locator('.features tbody .count').first().click();
  const dialog = app.page.getByRole('dialog');
  await dialog.waitFor();
  expect(await dialog.textContent()).toContain('characteristics');
  await app.page.keyboard.press('Escape');
});

test('the list can be put away and comes back', async () => {
  await workbench.button('cohort.list.hide').click();
  await expect.poll(() => workbench.cohorts().count()).toBe(0);
  expect(await accessibilityProblems(app.page)).toEqual([]);
  await workbench.button('cohort.list.show').click();
  await workbench.cohorts().first().waitFor();
});
