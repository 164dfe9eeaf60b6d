import { afterAll, afterEach, beforeAll, inject, test } from 'vitest';
import { openBrowserApp } from './harness/browserApp.ts';
import { inspectAfterwards, type OpenApp } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const RUN_MS = 120_000;

let app: OpenApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  app = await openBrowserApp();
  workbench = new WorkbenchPage(app);
  await workbench.ready();
  await workbench.openRelease(inject('demoRelease'));
}, RUN_MS);
afterAll(() => app.close());
afterEach(inspectAfterwards(() => app));

test('a study runs in a worker of its own', { timeout: RUN_MS }, async () => {
  await app.page.keyboard.press('Control+6');
  await workbench.button('command.study.addShipped').click();
  await app.page.locator('.study-link').nth(1).click();
  await workbench.button('studies.run').click();
  await app.page
    .locator('.study-head')
    .getByText(workbench.text('studies.state.done'), { exact: true })
    .waitFor({ timeout: RUN_MS });
  await app.page.getByRole('tab', { name: new RegExp(`^${workbench.text('studies.tab.results')}`) }).click();
  await app.page
    .getByRole('table', { name: workbench.text('study.table.diagnostics') })
    .first()
    .waitFor();
});
