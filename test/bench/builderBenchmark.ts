import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { hasDisplay, startVirtualDisplay } from '../../main/dev/display.ts';
import { shippedDefinitions } from '../../shared/demo/cohorts/shippedCohorts.ts';
import { translate } from '../../shared/i18n/translate.ts';
import { openElectronApp } from '../e2e/harness/electronApp.ts';
import { WorkbenchPage } from '../e2e/pages/workbenchPage.ts';
import type { Benchmark, Figure } from './benchmark.ts';

const patienceMs = 300_000;
const times = 20;
const definition = 'angina-beta-blocker';

/**
 * Live counts as somebody at the keyboard meets them: from the key to the numbers on screen, in the real application.
 * Needs `npm run build` and `--release`.
 */
export const builderBenchmark: Benchmark = {
  name: 'builder',
  async *run({ release }) {
    if (release === undefined) return;
    const display = hasDisplay() ? null : await startVirtualDisplay();
    if (display) process.env.DISPLAY = display.name;
    const folder = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
    const app = await openElectronApp({ open: release });
    try {
      const file = join(folder, `${definition}.json`);
      const shipped = shippedDefinitions.find(({ id }) => id === definition);
      await writeFile(file, JSON.stringify(shipped?.expression));
      await app.page.locator('#release-title').waitFor({ timeout: patienceMs });
      const workbench = new WorkbenchPage(app);
      await workbench.importDefinitions([file]);
      await workbench.cohorts().first().click();
      await app.page.keyboard.press('Control+e');
      yield* edited(app.page);
    } finally {
      await app.close();
      display?.stop();
      await rm(folder, { recursive: true });
    }
  },
};

async function* edited(page: Page): AsyncIterable<Figure> {
  await page.locator('.outline [role="row"]').first().waitFor({ timeout: patienceMs });
  await counted(page);
  // Events are read ahead meanwhile, as while somebody looks at the first counts.
  await pause(20_000);
  const rows = page.locator('.outline [role="row"]');
  const rule = rows.filter({ has: page.getByRole('checkbox') }).first();
  const { keyboard } = page;
  yield spread('rule on or off', await each(page, () => rule.getByRole('checkbox').press('Space')));
  await rule.click();
  const move = (i: number) => keyboard.press(i % 2 === 0 ? 'Alt+ArrowDown' : 'Alt+ArrowUp');
  yield spread('order of rules', await each(page, move));
  await rows.first().click();
  const days = page.getByLabel(translate('en', 'builder.field.PriorDays'), { exact: true });
  yield spread('observation window of the entry', await each(page, (i) => days.fill(`${200 + i}`)));
}

/** Milliseconds of edits, one after the other. */
async function each(page: Page, edit: (i: number) => Promise<void>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i++) {
    await watch(page);
    await edit(i);
    found.push(await watched(page));
    await pause(300);
  }
  return found;
}

async function counted(page: Page): Promise<void> {
  await page.locator('.outline:not(.stale)').waitFor({ timeout: patienceMs });
}

interface Watched {
  watched: Promise<number>;
}

/** Notes when a key or button is pressed and when the numbers are on screen that come of it. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    (globalThis as unknown as Watched).watched = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('no new numbers')), 30_000);
      let from = Number.NaN;
      let wasStale = false;
      const note = () => {
        from = performance.now();
      };
      const options = { capture: true, once: true };
      for (const kind of ['pointerdown', 'keydown', 'input']) addEventListener(kind, note, options);
      const frame = () => {
        const isStale = document.querySelector('.outline.stale') !== null;
        if (wasStale && !isStale) resolve(performance.now() - from);
        else requestAnimationFrame(frame);
        wasStale ||= isStale;
      };
      requestAnimationFrame(frame);
    });
  });
}

function watched(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as Watched).watched);
}

function spread(what: string, milliseconds: readonly number[]): Figure {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return {
    what: `${what}, from the key to the numbers`,
    engine: 'native',
    milliseconds: at(0.95),
    note: `p50 ${at(0.5).toFixed(0)}, p95 ${at(0.95).toFixed(0)} of ${sorted.length}`,
  };
}
