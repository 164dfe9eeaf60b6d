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

async function picture(name: string): Promise<void> {
  for (const { width, height } of sizes) {
    await app.electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      { width, height },
    );
    await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBe(width);
    await app.page.waitForTimeout(600);
    await app.page.screenshot({ path: join(import.meta.dirname, `${name}-${width}.png`) });
  }
}

test.each([
  ['ja', 'light'],
  ['en', 'dark'],
] as const)('pictures in %s, %s', async (locale: Locale, theme) => {
  await workbench.switchTheme(theme);
  await workbench.switchLanguage(locale);
  await workbench.goTo('releases');
  await picture(`release-${locale}`);
  await workbench.goTo('cohorts');
  if ((await workbench.cohorts().count()) === 0) {
    await workbench.button('cohorts.importShipped').click();
    await workbench.cohorts().first().waitFor();
    await workbench.generateAll();
  }
  await workbench.cohorts().nth(1).click();
  await workbench.openTab('overview');
  await app.page.locator('.flow-entry').waitFor();
  await app.page.waitForTimeout(7000);
  await picture(`cohort-${locale}`);
  await workbench.openTab('sql');
  await picture(`sql-${locale}`);
  await workbench.openTab('overview');
});
