import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityProblems } from './harness/accessibility.ts';
import { openBrowserApp } from './harness/browserApp.ts';
import { openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const demo = inject('demoRelease');
const PATIENCE_MS = 50_000;
const appearances = [
  ['light', 'ja'],
  ['light', 'en'],
  ['dark', 'ja'],
  ['dark', 'en'],
] as const;

describe.each([
  { host: 'native', place: 'Electron', open: openElectronApp },
  { host: 'wasm', place: 'a browser', open: openBrowserApp },
] as const)('exploring with the $host host in $place', ({ host, open }) => {
  let workbench: WorkbenchPage;

  beforeAll(async () => {
    workbench = new WorkbenchPage(await open());
    await workbench.ready();
  });
  afterAll(() => workbench.app.close());
  afterEach(inspectAfterwards(() => workbench.app));

  const chart = (name: string) => workbench.page.getByRole('listbox', { name, exact: true });
  const ages = () => chart(workbench.text('explore.chart.age'));
  const conditions = () => chart(workbench.text('explore.chart.condition'));
  const chips = () =>
    workbench.page.getByRole('list', { name: workbench.text('explore.filters') }).getByRole('button');
  const selected = async () => {
    const text = (await workbench.page.getByRole('status').locator('.explore-count').textContent()) ?? '';
    return Number(text.replaceAll(/[^\d]/g, ''));
  };
  /** Waits until the numbers are those of the filters. */
  const settled = () =>
    workbench.page.locator('.explore-board[aria-busy="false"]').waitFor({ timeout: PATIENCE_MS });
  const option = (list: Locator, bin: number) => list.locator(`[data-bin="${bin}"]`);
  const middle = async (target: Locator) => {
    const box = await target.boundingBox();
    if (!box) throw new Error('it is not on screen');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  test('without a release the screen says what to do', async () => {
    await workbench.goTo('explore');
    await workbench.heading(workbench.text('explore.noRelease')).waitFor();
    expect(await accessibilityProblems(workbench.page)).toEqual([]);
    await workbench.goTo('releases');
  });

  test('the release is counted and shown, and it is said that numbers are rounded', async () => {
    await workbench.openRelease(demo);
    await workbench.goTo('explore');
    await ages().waitFor({ timeout: PATIENCE_MS });
    await settled();
    expect(await selected()).toBe(2000);
    await workbench.page.getByText(workbench.text('explore.rounded', { below: 10 })).waitFor();
    expect(await workbench.page.locator('.explore-chart').count()).toBeGreaterThan(12);
  });

  test('a brush over ages filters every other chart while it is drawn', async () => {
    const before = await option(conditions(), 0).getAttribute('title');
    const own = await option(ages(), 3).getAttribute('aria-label');
    const from = await middle(option(ages(), 15));
    const to = await middle(option(ages(), 12));
    await workbench.page.mouse.move(from.x, from.y);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move(to.x, to.y, { steps: 8 });
    const during = await option(conditions(), 0).getAttribute('title');
    expect(during).not.toBe(before);
    await workbench.page.mouse.up();
    expect(await option(conditions(), 0).getAttribute('title')).toBe(during);
    expect(await option(ages(), 3).getAttribute('aria-label')).toBe(own);
    expect(await selected()).toBeLessThan(2000);
    expect(await chips().count()).toBe(1);
    expect(await chips().first().textContent()).toContain('60–79');
  });

  test('a click on a category joins in, and its chip takes it away again', async () => {
    const before = await selected();
    await option(conditions(), 0).click();
    await settled();
    const joined = await selected();
    expect(joined).toBeLessThan(before);
    expect(await chips().count()).toBe(2);
    await chips().nth(1).click();
    await settled();
    expect(await selected()).toBe(before);
    expect(await chips().count()).toBe(1);
  });

  test('the same by keyboard: arrows, Space, Shift and Escape', async () => {
    await workbench.button('explore.clearAll').click();
    await settled();
    expect(await selected()).toBe(2000);
    await option(ages(), 15).focus();
    await workbench.page.keyboard.press('Space');
    await workbench.page.keyboard.press('Shift+ArrowDown');
    await workbench.page.keyboard.press('Shift+ArrowDown');
    expect(await chips().first().textContent()).toContain('65–79');
    expect(await option(ages(), 13).getAttribute('aria-selected')).toBe('true');
    const bySex = workbench.button('chart.sex.female');
    await bySex.focus();
    await workbench.page.keyboard.press('Enter');
    expect(await bySex.getAttribute('aria-pressed')).toBe('true');
    expect(await chips().count()).toBe(2);
    await option(ages(), 13).focus();
    await workbench.page.keyboard.press('Escape');
    expect(await chips().count()).toBe(1);
    await workbench.page.keyboard.press('Control+z');
    await expect.poll(() => chips().count()).toBe(2);
  });

  test('a brush over values, whose persons only the host knows', async () => {
    await workbench.button('explore.clearAll').click();
    await settled();
    const values = chart(workbench.text('explore.chart.daysSupply'));
    await values.scrollIntoViewIfNeeded();
    const from = await middle(option(values, 0));
    const to = await middle(option(values, 1));
    await workbench.page.mouse.move(from.x, from.y);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move(to.x, to.y, { steps: 3 });
    await workbench.page.mouse.up();
    await settled();
    expect(await selected()).toBeLessThan(2000);
    await workbench.button('explore.clearAll').click();
    await settled();
    expect(await selected()).toBe(2000);
    expect(await chips().count()).toBe(0);
  });

  test('a chart has a table of the same numbers', async () => {
    await workbench.page
      .getByRole('radiogroup', {
        name: workbench.text('chart.view', { chart: workbench.text('explore.chart.condition') }),
      })
      .getByRole('radio', { name: workbench.text('chart.asTable') })
      .click();
    const rows = workbench.page
      .getByRole('table', { name: workbench.text('explore.chart.condition') })
      .getByRole('row');
    await expect.poll(() => rows.count()).toBeGreaterThan(10);
  });

  test.each(host === 'native' ? appearances : appearances.slice(0, 1))(
    'axe-core finds nothing wrong, filtered: %s, %s',
    async (theme, locale) => {
      await workbench.switchTheme(theme);
      await workbench.switchLanguage(locale);
      if ((await chips().count()) === 0) {
        await option(ages(), 14).focus();
        await workbench.page.keyboard.press('Space');
      }
      expect(await accessibilityProblems(workbench.page)).toEqual([]);
    },
  );

  test('frames while brushing', async () => {
    await workbench.page.locator('.main').evaluate((main) => main.scrollTo(0, 0));
    const from = await middle(option(ages(), 20));
    const to = await middle(option(ages(), 1));
    await workbench.page.evaluate(() => {
      const frames: number[] = [];
      (globalThis as unknown as { frames: number[] }).frames = frames;
      let last = performance.now();
      const next = (now: number) => {
        frames.push(now - last);
        last = now;
        if (frames.length < 400) requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    });
    await workbench.page.mouse.move(from.x, from.y);
    await workbench.page.mouse.down();
    for (let stroke = 0; stroke < 4; stroke += 1) {
      const target = stroke % 2 === 0 ? to : from;
      await workbench.page.mouse.move(target.x, target.y, { steps: 30 });
    }
    await workbench.page.mouse.up();
    const frames = await workbench.page.evaluate(() =>
      (globalThis as unknown as { frames: number[] }).frames.slice(1).sort((a, b) => a - b),
    );
    const at = (share: number) => (frames[Math.floor(frames.length * share)] ?? 0).toFixed(1);
    process.stdout.write(
      `frames while brushing, ${host}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms of ${frames.length}\n`,
    );
    expect(frames.length).toBeGreaterThan(5);
  });
});
