import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { type ElectronApp, openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

let app: ElectronApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  app = await openElectronApp();
  workbench = new WorkbenchPage(app);
});
afterAll(() => app.close());
afterEach(inspectAfterwards(() => app));

/** Presses Tab until something of that name has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await app.page.keyboard.press('Tab');
    const focused = await app.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (focused.includes(name)) return;
  }
  throw new Error(`Tab does not reach “${name}”.`);
}

test('a release is opened with Tab and Enter alone', async () => {
  await workbench.ready();
  await app.chooseNext(inject('demoRelease'));
  await tabTo(workbench.text('open.folder'));
  await app.page.keyboard.press('Enter');
  await workbench.opened();
});

test('what has the focus can be seen', async () => {
  await tabTo(workbench.text('nav.cohorts'));
  const outline = await app.page.evaluate(() => {
    const style = document.activeElement ? getComputedStyle(document.activeElement) : null;
    return { outline: style?.outlineStyle, shadow: style?.boxShadow };
  });
  expect(outline.outline !== 'none' || outline.shadow !== 'none').toBe(true);
});

test('cohorts are imported, generated and read by keyboard', async () => {
  app.page.once(
    'filechooser',
    (chooser) =>
      void chooser.setFiles(join(import.meta.dirname, 'definitions', 'Adults with treatment.json')),
  );
  await app.page.keyboard.press('Control+4');
  await tabTo(workbench.text('cohorts.importFiles'));
  await app.page.keyboard.press('Enter');
  await workbench.cohorts().first().waitFor();
  await app.page.keyboard.press('Control+Shift+Enter');
  await workbench
    .cohorts()
    .filter({ hasText: workbench.text('cohort.state.generated') })
    .waitFor();
  await tabTo('Adults with treatment');
  await app.page.keyboard.press('Enter');
  await workbench.heading('Adults with treatment').waitFor();
  await tabTo(workbench.text('cohort.tab.overview'));
  for (const key of ['End', 'ArrowLeft', 'ArrowLeft']) await app.page.keyboard.press(key);
  await expect.poll(() => workbench.tabText()).toContain('PrimaryCriteria');
});

test('the palette finds a command and gives it', async () => {
  await app.page.keyboard.press('Control+k');
  await app.page.getByRole('dialog').waitFor();
  await app.page.keyboard.type(workbench.text('command.go.releases'));
  await app.page.keyboard.press('Enter');
  await workbench.opened();
});
