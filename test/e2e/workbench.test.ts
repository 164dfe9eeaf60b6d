import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowserApp } from './harness/browserApp.ts';
import { openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const demo = inject('demoRelease');

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

  test('the shipped definitions are added and generated', async () => {
    await workbench.addExamples();
    expect(await workbench.cohorts().count()).toBeGreaterThan(3);
    await workbench.generateAll();
    const states = await workbench.cohorts().allTextContents();
    expect(states.filter((state) => !state.includes(workbench.text('cohort.state.generated')))).toEqual([]);
  });

  test('a cohort shows its attrition, its charts with table twins, its definition and its provenance', async () => {
    await workbench.openCohort(0);
    await workbench.page.locator('.flow-entry').waitFor();
    expect(
      await workbench.page.locator('.overview svg[class*="marks"], .overview canvas').count(),
    ).toBeGreaterThan(0);
    await workbench.openTab('json');
    expect(await workbench.page.getByRole('tabpanel').textContent()).toContain('PrimaryCriteria');
    await workbench.openTab('sql');
    expect(await workbench.page.getByRole('tabpanel').textContent()).toMatch(/SELECT/i);
    await workbench.openTab('provenance');
    expect(await workbench.page.getByRole('tabpanel').textContent()).toMatch(/[0-9a-f]{64}/);
    await workbench.openTab('overview');
  });

  test('language and theme change at once, everywhere', async () => {
    await workbench.switchLanguage('ja');
    await workbench.page.getByRole('tab', { name: workbench.text('cohort.tab.overview') }).waitFor();
    await workbench.switchTheme('dark');
    await workbench.switchTheme('light');
    await workbench.switchLanguage('en');
  });
});
