import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { hasDisplay, startVirtualDisplay } from '../../main/dev/display.ts';
import { translate } from '../../shared/i18n/translate.ts';
import { openElectronApp } from '../e2e/harness/electronApp.ts';
import type { Benchmark, Figure } from './benchmark.ts';

const PATIENCE_MS = 300_000;
const STROKES = 6;
const MOVES = 60;
const MOVE_MS = 9;
const FRAME_MS = 1000 / 60;

/**
 * Frames of the real application while a mouse draws over charts of Explore: the time between one animation frame and
 * the next, with every chart of the screen showing the new numbers. Needs `npm run build` and `--release`.
 */
export const brushingBenchmark: Benchmark = {
  name: 'brushing',
  async *run({ release }) {
    if (release === undefined) return;
    const display = hasDisplay() ? null : await startVirtualDisplay();
    if (display) process.env.DISPLAY = display.name;
    const app = await openElectronApp({ open: release });
    try {
      yield* brushed(app.page);
    } finally {
      await app.close();
      display?.stop();
    }
  },
};

async function* brushed(page: Page): AsyncIterable<Figure> {
  await page.locator('#release-title').waitFor({ timeout: PATIENCE_MS });
  const start = performance.now();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${translate('en', 'nav.explore')}`) })
    .click();
  const settled = page.locator('.explore-board[aria-busy="false"]');
  await settled.waitFor({ timeout: PATIENCE_MS });
  yield { what: 'from the click to the charts', engine: 'native', milliseconds: performance.now() - start };
  const charts = [
    { what: 'ages', name: translate('en', 'explore.chart.age') },
    { what: 'years', name: translate('en', 'explore.chart.observed') },
    { what: 'days supplied', name: translate('en', 'explore.chart.daysSupply') },
  ];
  const metrics = await page.context().newCDPSession(page);
  await metrics.send('Performance.enable');
  for (const { what, name } of charts) {
    const plot = page.getByRole('listbox', { name, exact: true });
    await plot.scrollIntoViewIfNeeded();
    await plot.hover();
    await settled.waitFor({ timeout: PATIENCE_MS });
    await pause(500);
    const before = await busyMilliseconds(metrics);
    const frames = await framesWhile(page, () => draw(page, plot));
    const busy = (await busyMilliseconds(metrics)) - before;
    yield* spread(`frame while brushing over ${what}`, frames);
    yield {
      what: `of it scripts, styles and layout`,
      engine: 'native',
      milliseconds: busy / frames.length,
      note: 'on average; the rest is drawing',
    };
    await page.getByRole('button', { name: translate('en', 'explore.clearAll') }).click();
    await settled.waitFor({ timeout: PATIENCE_MS });
  }
}

/** How long the page's own thread has worked so far, without drawing. */
async function busyMilliseconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const own = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];
  return metrics.reduce((sum, { name, value }) => (own.includes(name) ? sum + 1000 * value : sum), 0);
}

/** Draws back and forth over a chart without waiting for what it shows. */
async function draw(page: Page, plot: Locator): Promise<void> {
  const box = await plot.boundingBox();
  if (!box) throw new Error('The chart is not on screen.');
  const at = (share: number) => ({
    x: box.x + 4 + (box.width - 8) * share,
    y: box.y + 4 + (box.height - 8) * share,
  });
  const from = at(0.5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const sent: Promise<void>[] = [];
  for (let move = 0; move < STROKES * MOVES; move += 1) {
    const { x, y } = at(0.5 + 0.5 * Math.sin((2 * Math.PI * move) / MOVES));
    sent.push(page.mouse.move(x, y));
    await pause(MOVE_MS);
  }
  await Promise.all(sent);
  await page.mouse.up();
}

/** The milliseconds between animation frames, without the first and the last. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    const measured = globalThis as unknown as { frames: number[]; goOn: boolean };
    measured.frames = frames;
    measured.goOn = true;
    const next = (time: number) => {
      frames.push(time);
      if (measured.goOn) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await work();
  const times = await page.evaluate(() => {
    const measured = globalThis as unknown as { frames: number[]; goOn: boolean };
    measured.goOn = false;
    return measured.frames;
  });
  return times.slice(1).map((time, i) => time - (times[i] ?? time));
}

function* spread(what: string, frames: readonly number[]): Iterable<Figure> {
  const sorted = [...frames].sort((a, b) => a - b);
  for (const percent of [50, 95, 99]) {
    const milliseconds =
      sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
    const within = sorted.filter((frame) => frame < 1.5 * FRAME_MS).length / sorted.length;
    yield {
      what: `${what}, p${percent}`,
      engine: 'native',
      milliseconds,
      note: `${frames.length} frames, ${Math.round(100 * within)} % on time`,
    };
  }
}
