import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from './harness/accessibility.ts';
import { openBrowserApp } from './harness/browserApp.ts';
import { inspectAfterwards, type OpenApp } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

let app: OpenApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  app = await openBrowserApp();
  workbench = new WorkbenchPage(app);
  await workbench.ready();
});
afterAll(() => app.close());
afterEach(inspectAfterwards(() => app));

test('a browser has the settings that it can have, and says what it has not', async () => {
  await app.page.keyboard.press('Control+,');
  const dialog = app.page.getByRole('dialog');
  await workbench.button('settings.larger').click();
  await dialog.getByText('110%').waitFor();
  for (const section of ['folders', 'keys', 'own'] as const) {
    await dialog.getByRole('tab', { name: workbench.text(`settings.${section}`) }).click();
    await dialog.getByText(workbench.text('settings.own.browser')).waitFor();
  }
  expect(await accessibilityProblems(app.page)).toEqual([]);
  await app.page.reload();
  await workbench.ready();
  expect(await app.page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('17.6px');
});

test('its glossary, licences and palette need no network', async () => {
  const dialog = app.page.getByRole('dialog');
  await app.page.keyboard.press('Control+k');
  await app.page.keyboard.type('about akashi');
  await dialog.getByRole('menuitem').first().waitFor();
  await app.page.keyboard.press('Enter');
  await dialog.getByRole('tab', { name: workbench.text('about.licences') }).click();
  await dialog.getByRole('option').first().waitFor();
  expect(await accessibilityProblems(app.page)).toEqual([]);
});

test('a project is saved as a download and opened from a file', async () => {
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  const downloading = app.page.waitForEvent('download');
  await app.page.keyboard.press('Control+s');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('akashi.akashi');
  const path = await download.path();
  expect(path).toBeTruthy();
  await expect.poll(() => app.page.title(), { timeout: 10_000 }).toMatch(/^akashi — /);
});
