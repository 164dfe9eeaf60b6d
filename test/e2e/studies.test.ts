import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDemo } from '../../main/demo/createDemo.ts';
import { type StudyTab, studyTabs } from '../../renderer/state/studies.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { accessibilityProblems } from './harness/accessibility.ts';
import { type ElectronApp, openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const RUN_MS = 120_000;
/** Enough for effects that may be shown. */
const PERSONS = 20_000;

let place: string;
let app: ElectronApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'akashi-studies-'));
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

/** The tab that is chosen. */
function chosenTab() {
  return app.page.getByRole('tab', { selected: true });
}

async function openTab(tab: StudyTab): Promise<void> {
  await app.page.getByRole('tab', { name: new RegExp(`^${workbench.text(`studies.tab.${tab}`)}`) }).click();
  await app.page.waitForTimeout(400);
}

/** Waits until the open study has run. */
async function ran(): Promise<void> {
  await app.page
    .locator('.study-head')
    .getByText(workbench.text('studies.state.done'), { exact: true })
    .waitFor({ timeout: RUN_MS });
}

describe('treatment comparison', () => {
  test('the section opens by its shortcut and says how to begin', async () => {
    await app.page.keyboard.press('Control+6');
    await workbench.heading(workbench.text('studies.none')).waitFor();
    expect(await accessibilityProblems(app.page)).toEqual([]);
  });

  test('shipped studies come onto the list and the first is opened by keyboard', async () => {
    await workbench.button('command.study.addShipped').focus();
    await app.page.keyboard.press('Enter');
    const table = app.page.getByRole('table', { name: workbench.text('studies.list') });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBeGreaterThan(3);
    expect(await accessibilityProblems(app.page)).toEqual([]);
    await table.locator('.study-link').first().focus();
    await app.page.keyboard.press('Enter');
    await workbench.button('studies.run').waitFor();
  });

  test('it runs by its shortcut, with progress that can be cancelled', { timeout: RUN_MS }, async () => {
    await app.page.keyboard.press('Control+Shift+R');
    await workbench.button('action.cancel').first().waitFor();
    await ran();
    await workbench.button('studies.runAgain').waitFor();
  });

  test('every tab is reached by the keyboard alone, axe-clean before and after', {
    timeout: RUN_MS,
  }, async () => {
    await openTab('arms');
    await chosenTab().focus();
    for (const [i, tab] of studyTabs.entries()) {
      if (i > 0) await app.page.keyboard.press('ArrowRight');
      await expect
        .poll(() => chosenTab().textContent())
        .toMatch(new RegExp(`^${workbench.text(`studies.tab.${tab}`)}`));
      await app.page.waitForTimeout(600);
      expect(await accessibilityProblems(app.page), tab).toEqual([]);
    }
    await app.page.keyboard.press('Control+Alt+V');
    await expect.poll(() => chosenTab().textContent()).toMatch(/^Arms/);
  });

  test('a stricter limit blinds the effect; a reason opens it and stays with it', {
    timeout: RUN_MS,
  }, async () => {
    await openTab('covariates');
    await app.page
      .getByRole('textbox', { name: workbench.text('studies.form.threshold.standardisedDifference') })
      .fill('0');
    await app.page.getByText(workbench.text('studies.staleWhy')).waitFor();
    await workbench.button('studies.runAgain').click();
    await expect
      .poll(() => app.page.getByText(workbench.text('studies.staleWhy')).count(), { timeout: RUN_MS })
      .toBe(0);
    await ran();
    await openTab('results');
    await workbench.heading(workbench.text('studies.blinded.title')).waitFor();
    expect(
      await app.page.getByRole('heading', { name: workbench.text('studies.effects.main') }).count(),
    ).toBe(0);
    expect(await accessibilityProblems(app.page)).toEqual([]);
    await workbench.button('studies.blinded.override').click();
    const dialog = app.page.getByRole('dialog');
    const open = dialog.getByRole('button', { name: workbench.text('studies.override.open') });
    expect(await open.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').first().fill('Looked at to learn, not to conclude.');
    await dialog.getByRole('textbox').last().fill('A. Analyst');
    // A button's colours take a moment.
    await app.page.waitForTimeout(500);
    expect(await accessibilityProblems(app.page)).toEqual([]);
    await open.click();
    await workbench.heading(workbench.text('studies.effects.main')).waitFor({ timeout: RUN_MS });
    await app.page.getByText('Looked at to learn, not to conclude.').waitFor();
    expect(await accessibilityProblems(app.page)).toEqual([]);
  });

  test('the file that is exported holds the reason, and charts are exported with their caption', async () => {
    const file = join(place, 'study.json');
    await app.chooseNext(file);
    await app.page.keyboard.press('Control+Shift+E');
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('A. Analyst');
    const report = join(place, 'report.html');
    await app.chooseNext(report);
    await workbench.button('studies.report').click();
    await app.page.getByRole('menuitem', { name: workbench.text('studies.report.html') }).click();
    await expect.poll(() => readFile(report, 'utf8').catch(() => ''), { timeout: 30_000 }).toContain('<svg');
    const print = join(place, 'report.pdf');
    await app.chooseNext(print);
    await workbench.button('studies.report').click();
    await app.page.getByRole('menuitem', { name: workbench.text('studies.report.pdf') }).click();
    await expect.poll(() => readFile(print, 'latin1').catch(() => ''), { timeout: 30_000 }).toMatch(/^%PDF-/);
    const chart = join(place, 'curves.csv');
    await app.chooseNext(chart);
    await app.page
      .getByRole('button', {
        name: workbench.text('export.menu', { chart: workbench.text('studies.curves.title') }),
      })
      .click();
    await app.page.getByRole('menuitem', { name: workbench.text('export.csv') }).click();
    await expect.poll(() => readFile(chart, 'utf8').catch(() => '')).toContain('akashi-demo');
  });

  test('typing in the JSON is a step that undo takes back; what is wrong leads to its line', async () => {
    await openTab('file');
    await app.page.getByRole('radio', { name: workbench.text('studies.view.json') }).click();
    const field = app.page.getByRole('textbox', { name: workbench.text('studies.json.label') });
    const text = await field.inputValue();
    await field.evaluate((element: HTMLTextAreaElement) => {
      const at = element.value.search(/(?<="seed": )\d/);
      element.focus();
      element.setSelectionRange(at, at + element.value.slice(at).search(/\D/));
    });
    await app.page.keyboard.type('-1');
    await app.page
      .getByRole('button', { name: /^Line \d+$/ })
      .first()
      .click();
    const line = await field.evaluate(
      (element: HTMLTextAreaElement) => element.value.slice(element.selectionStart).split('\n')[0],
    );
    expect(line).toContain('"seed": -1');
    expect(await accessibilityProblems(app.page)).toEqual([]);
    await app.page.getByRole('tab', { selected: true }).focus();
    await app.page.keyboard.press('Control+z');
    await expect.poll(() => field.inputValue()).toBe(text);
  });

  test('a copy stands beside what it was copied from, and goes again by undo', async () => {
    await app.page.getByRole('tab', { selected: true }).focus();
    await app.page.keyboard.press('Control+d');
    await openTab('file');
    await app.page.getByRole('radio', { name: workbench.text('studies.view.diff') }).click();
    await app.page
      .getByText(/Copy of/)
      .first()
      .waitFor();
    await app.page.getByRole('tab', { selected: true }).focus();
    await app.page.keyboard.press('Control+z');
    await expect.poll(() => app.page.getByRole('heading', { level: 1, name: /Copy of/ }).count()).toBe(0);
  });

  test('in Japanese and dark it is as clean', { timeout: RUN_MS }, async () => {
    await workbench.switchLanguage('ja');
    await workbench.switchTheme('dark');
    await app.page.keyboard.press('Control+6');
    if ((await app.page.locator('.study-link').count()) > 0)
      await app.page.locator('.study-link').first().click();
    for (const tab of ['results', 'balance', 'patients'] as const) {
      await openTab(tab);
      await app.page.waitForTimeout(600);
      expect(await accessibilityProblems(app.page), tab).toEqual([]);
    }
  });
});
