import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemo } from '../../../main/demo/createDemo.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import type { Locale } from '../../../shared/i18n/translate.ts';
import { type ElectronApp, openElectronApp } from '../harness/electronApp.ts';
import { WorkbenchPage } from '../pages/workbenchPage.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

let place: string;
let app: ElectronApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'akashi-screenshots-'));
  const folder = join(place, 'demo');
  await createDemo({ folder, persons: 20_000, seed: 1 }, new JobControl());
  app = await openElectronApp({ open: folder });
  workbench = new WorkbenchPage(app);
  await workbench.opened();
});
afterAll(async () => {
  await app.close();
  await rm(place, { recursive: true, force: true });
});

/** Takes the window as it is, once everything in it has settled. */
async function picture(name: string): Promise<void> {
  for (const { width, height } of sizes) {
    await app.electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      { width, height },
    );
    await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBe(width);
    await app.page.waitForTimeout(1500);
    await app.page.screenshot({ path: join(import.meta.dirname, `${name}-${width}.png`) });
  }
}

/** The first shipped study, run, with the tabs that say most. */
async function studies(locale: Locale): Promise<void> {
  await workbench.goTo('studies');
  if ((await app.page.locator('.study-table').count()) === 0) {
    const empty = workbench.button('command.study.addShipped');
    if ((await empty.count()) > 0) await empty.click();
    else await workbench.button('studies.back').click();
    await app.page.locator('.study-table').waitFor();
  }
  await app.page.locator('.study-link').first().click();
  if ((await workbench.button('studies.runAgain').count()) === 0) {
    await workbench.button('studies.run').click();
    await workbench.button('studies.runAgain').waitFor({ timeout: 120_000 });
  }
  for (const tab of ['arms', 'balance', 'results', 'patients'] as const) {
    await app.page.getByRole('tab', { name: new RegExp(`^${workbench.text(`studies.tab.${tab}`)}`) }).click();
    await app.page.waitForTimeout(2000);
    await picture(`study-${tab}-${locale}`);
  }
}

/** The first shipped safety study, run: its dashboard from the top, and the pictures of its leading outcome. */
async function safety(locale: Locale): Promise<void> {
  await workbench.goTo('safety');
  if ((await workbench.button('command.safety.addShipped').count()) > 0) {
    await workbench.button('command.safety.addShipped').click();
  }
  if ((await app.page.locator('.event-grid').count()) === 0) {
    await app.page.locator('.study-link').first().click();
    await workbench.button('studies.run').first().click();
    await workbench.button('studies.runAgain').waitFor({ timeout: 120_000 });
  }
  await app.page.waitForTimeout(9000);
  await app.page.locator('.event-grid').scrollIntoViewIfNeeded();
  await picture(`safety-events-${locale}`);
  await app.page
    .getByRole('heading', { name: workbench.text('safety.onset.title') })
    .scrollIntoViewIfNeeded();
  await picture(`safety-outcome-${locale}`);
}

test.each([
  ['ja', 'light'],
  ['en', 'dark'],
] as const)('pictures in %s, %s', async (locale: Locale, theme) => {
  await workbench.goTo('releases');
  await workbench.switchTheme(theme);
  await workbench.switchLanguage(locale);
  await picture(`release-${locale}`);
  await workbench.goTo('explore');
  await app.page.waitForTimeout(8000);
  await picture(`explore-${locale}`);
  await workbench.goTo('concepts');
  await app.page
    .getByRole('searchbox')
    .first()
    .fill(locale === 'ja' ? '狭心症' : 'angina');
  await app.page.waitForTimeout(1000);
  await app.page.getByRole('option').first().click();
  await picture(`concepts-${locale}`);
  await workbench.goTo('cohorts');
  if ((await workbench.cohorts().count()) === 0) {
    await workbench.button('cohorts.importShipped').click();
    await workbench.cohorts().first().waitFor();
    await workbench.generateAll();
  }
  await workbench.cohorts().nth(1).click();
  await app.page.waitForTimeout(7000);
  for (const tab of ['overview', 'characteristics', 'incidence', 'pathways'] as const) {
    await workbench.openTab(tab);
    await app.page.waitForTimeout(3000);
    await picture(`cohort-${tab}-${locale}`);
  }
  await workbench.openTab('overview');
  await workbench.button('builder.edit').first().click();
  for (const view of ['tree', 'sentences'] as const) {
    await app.page.getByRole('radio', { name: workbench.text(`builder.view.${view}`), exact: true }).click();
    await app.page.waitForTimeout(2000);
    await picture(`builder-${view}-${locale}`);
  }
  await studies(locale);
  await safety(locale);
  await app.page.keyboard.press('Control+,');
  await app.page.getByRole('dialog').waitFor();
  await picture(`settings-${locale}`);
  await app.page.keyboard.press('Escape');
});
