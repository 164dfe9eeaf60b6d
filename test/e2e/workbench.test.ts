import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowserApp } from './harness/browserApp.ts';
import { openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const demo = inject('demoRelease');
const definitions = ['Adults with treatment', 'Everybody with a hospital stay', 'broken'].map((name) =>
  join(import.meta.dirname, 'definitions', `${name}.json`),
);

describe.each([
  { host: 'native', place: 'Electron', open: openElectronApp },
  { host: 'wasm', place: 'a browser', open: openBrowserApp },
] as const)('with the $host host in $place', ({ host, open }) => {
  let workbench: WorkbenchPage;

  beforeAll(async () => {
    workbench = new WorkbenchPage(await open());
  });
  afterAll(() => workbench.app.close());
  afterEach(inspectAfterwards(() => workbench.app));

  test('the window opens, isolated, with the engine that was chosen', async () => {
    await workbench.ready();
    expect(await workbench.page.evaluate(() => crossOriginIsolated)).toBe(true);
    await workbench.page.getByText(workbench.text(`engine.${host}`), { exact: true }).waitFor();
    await workbench.heading(workbench.text('open.title')).waitFor();
  });

  test('a folder that is no release is refused with the reason', async () => {
    await workbench.startOpening(`${import.meta.dirname}/pages`);
    const alert = workbench.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain(workbench.text('open.failedNothing'));
    await workbench.button('action.close').click();
    await alert.waitFor({ state: 'detached' });
  });

  test('a release is verified, opened and described', async () => {
    await workbench.openRelease(demo);
    const card = workbench.page.locator('.release-card');
    const facts = await card.textContent();
    expect(facts).toContain('2,000');
    expect(facts).toContain(workbench.text('release.purpose'));
    expect(facts).toMatch(/sha256:[0-9a-f]{64}/);
  });

  test('definitions are imported from files; a bad one is reported and does not stop the others', async () => {
    await workbench.importDefinitions(definitions);
    expect(await workbench.cohorts().count()).toBe(2);
    expect(await workbench.page.getByRole('alert').textContent()).toContain('broken');
    await workbench.page
      .getByRole('alert')
      .getByRole('button', { name: workbench.text('action.close') })
      .click();
  });

  test('cohorts are generated', async () => {
    await workbench.generateAll();
    const rows = await workbench.cohorts().allTextContents();
    expect(rows.filter((row) => row.includes(workbench.text('cohort.state.generated')))).toHaveLength(2);
  });

  test('a cohort shows its attrition, its charts, its definition and its provenance', async () => {
    await workbench.openCohort('Adults with treatment');
    const rules = workbench.page.getByRole('grid', { name: workbench.text('attrition.rules') });
    await rules.getByRole('row').first().waitFor();
    expect(await rules.getByRole('row').allTextContents()).toEqual([
      expect.stringContaining('40 years or older'),
      expect.stringContaining('a prescription within a year'),
    ]);
    await expect
      .poll(() => workbench.page.getByRole('img').locator('svg, canvas').count())
      .toBeGreaterThan(2);
    await workbench.openTab('json');
    expect(await workbench.tabText()).toContain('PrimaryCriteria');
    await workbench.openTab('sql');
    expect(await workbench.tabText()).toMatch(/SELECT/i);
    await workbench.openTab('provenance');
    expect(await workbench.tabText()).toMatch(/[0-9a-f]{64}/);
    await workbench.openTab('overview');
  });

  test('every chart has its numbers as a table', async () => {
    const panels = workbench.page.locator('.chart-grid .panel');
    for (const panel of await panels.all()) {
      await panel.getByRole('radio', { name: workbench.text('chart.asTable') }).click();
      expect(await panel.getByRole('row').count()).toBeGreaterThan(1);
      await panel.getByRole('radio', { name: workbench.text('chart.asChart') }).click();
    }
  });

  test('language and theme change at once, everywhere', async () => {
    await workbench.switchLanguage('ja');
    await workbench.page.getByRole('tab', { name: workbench.text('cohort.tab.overview') }).waitFor();
    await workbench.switchTheme('dark');
    await workbench.switchTheme('light');
    await workbench.switchLanguage('en');
  });
});
