import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityProblems } from './harness/accessibility.ts';
import { type ElectronApp, openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const demo = inject('demoRelease');
let app: ElectronApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  app = await openElectronApp();
  workbench = new WorkbenchPage(app);
});
afterAll(() => app.close());
afterEach(inspectAfterwards(() => app));

/** Looks at the window as it is, in both languages and both themes. */
async function expectAccessible(): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await workbench.switchTheme(theme);
    for (const locale of ['ja', 'en'] as const) {
      await workbench.switchLanguage(locale);
      expect(await accessibilityProblems(app.page), `${theme}, ${locale}`).toEqual([]);
    }
  }
}

describe('axe-core finds nothing wrong with', () => {
  test('the first window', async () => {
    await workbench.ready();
    await expectAccessible();
  });

  test('a release that was refused', async () => {
    await workbench.startOpening(join(import.meta.dirname, 'pages'));
    await app.page.getByRole('alert').waitFor();
    await expectAccessible();
    await workbench.button('action.close').click();
  });

  test('an open release', async () => {
    await workbench.openRelease(demo);
    await expectAccessible();
  });

  test('the empty list of cohorts', async () => {
    await workbench.goTo('cohorts');
    await expectAccessible();
  });

  test('definitions that were refused', async () => {
    await workbench.importDefinitions(
      ['broken', 'Adults with treatment', 'Everybody with a hospital stay'].map((name) =>
        join(import.meta.dirname, 'definitions', `${name}.json`),
      ),
    );
    await expectAccessible();
    await app.page
      .getByRole('alert')
      .getByRole('button', { name: workbench.text('action.close') })
      .click();
  });

  test.each(['overview', 'json', 'sql', 'provenance'] as const)('a cohort: %s', async (tab) => {
    if (tab === 'overview') {
      await workbench.generateAll();
      await workbench.openCohort('Adults with treatment');
    }
    await workbench.openTab(tab);
    await expectAccessible();
  });

  test('the command palette and the list of shortcuts', async () => {
    await app.page.keyboard.press('Control+k');
    await app.page.getByRole('dialog').waitFor();
    expect(await accessibilityProblems(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('Control+/');
    await app.page.getByRole('dialog').waitFor();
    expect(await accessibilityProblems(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
  });
});
