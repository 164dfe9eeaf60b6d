import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';
import { sandboxArguments } from '../../../main/dev/electronRuntime.ts';
import { findChromium } from '../../../main/dev/systemPackages.ts';

/**
 * Takes pictures of every screen and state with invented data, and tells what the console and (with `AXE=1`) axe-core
 * complain of. Run by Vite's `runnerImport`; `PICTURES="OUT name…"` says where to and which, `LOOKS` which looks.
 */
const [out = join(tmpdir(), 'akashi-screens'), ...only] = (process.env.PICTURES ?? '')
  .split(' ')
  .filter((word) => word !== '');
mkdirSync(out, { recursive: true });

const server = await createServer({
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'error',
  cacheDir: join(tmpdir(), 'akashi-preview-cache'),
  server: { fs: { strict: false }, host: '127.0.0.1' },
});
await server.listen();
const base = server.resolvedUrls?.local[0] ?? '';
const program = findChromium();
if (program === null) throw new Error('There is no Chromium, Chrome or Edge here.');
const browser = await chromium.launch({ executablePath: program, args: [...sandboxArguments()] });

const open = async (page: Page) => {
  await page.getByRole('button', { name: /フォルダーを開く|Open a folder/ }).click();
  await page.getByRole('heading', { name: '狭心症と歯周病' }).first().waitFor();
};
const cohorts = async (page: Page) => {
  await open(page);
  await page.locator('[data-guide="nav-cohorts"]').click();
};
const cohort = async (page: Page) => {
  await cohorts(page);
  await page.getByRole('row', { name: 'β遮断薬の新規使用者（狭心症）' }).click();
  await page.locator('.chart svg').first().waitFor();
  await page.waitForTimeout(500);
};

const studies = async (page: Page) => {
  await open(page);
  await page.locator('[data-guide="nav-studies"]').click();
  await page.getByRole('button', { name: /付属の研究を加える|Add the shipped studies/ }).click();
  await page.locator('.study-table').waitFor();
};
const study = async (page: Page) => {
  await studies(page);
  await page.locator('.study-link').first().click();
  await page.locator('.study-head').waitFor();
};
const studyTab = (tab: string) => ({
  act: async (page: Page) => {
    await study(page);
    await page.locator('.study-head .primary').click();
    await page.waitForTimeout(500);
    await page.locator(`[role="tab"][data-key="${tab}"]`).click();
    await page.waitForTimeout(1200);
  },
});

const pictures: Readonly<Record<string, { query?: string; act: (page: Page) => Promise<void> }>> = {
  welcome: { act: async () => {} },
  opening: {
    query: 'step=2000',
    act: async (page) => {
      await page.getByRole('button', { name: /フォルダーを開く|Open a folder/ }).click();
      await page.waitForTimeout(3000);
    },
  },
  release: { act: open },
  failed: {
    act: async (page) => {
      await open(page);
      await page.getByRole('button', { name: /zip/ }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  cohortsEmpty: { query: 'cohorts=none', act: cohorts },
  cohorts: { act: cohorts },
  cohort: { act: cohort },
  rare: {
    act: async (page) => {
      await cohorts(page);
      await page.getByRole('row', { name: '高度徐脈を伴う若年狭心症' }).click();
      await page.waitForTimeout(700);
    },
  },
  nobody: {
    act: async (page) => {
      await cohorts(page);
      await page.getByRole('row', { name: '小児の冠動脈ステント' }).click();
      await page.waitForTimeout(700);
    },
  },
  notGenerated: {
    act: async (page) => {
      await cohorts(page);
      await page.getByRole('row', { name: '消化管出血' }).click();
      await page.waitForTimeout(700);
    },
  },
  failedCohort: {
    act: async (page) => {
      await cohorts(page);
      await page.getByRole('row', { name: '脳卒中後' }).click();
      await page.waitForTimeout(700);
    },
  },
  cohortLower: {
    act: async (page) => {
      await cohort(page);
      await page.locator('.calendar').scrollIntoViewIfNeeded();
      await page.waitForTimeout(300);
    },
  },
  cohortTable: {
    act: async (page) => {
      await cohort(page);
      for (const name of await page.getByRole('radio', { name: /^(表|Table)$/ }).all()) await name.click();
      await page.waitForTimeout(300);
    },
  },
  json: {
    act: async (page) => {
      await cohort(page);
      await page.getByRole('tab', { name: 'JSON' }).click();
    },
  },
  sql: {
    act: async (page) => {
      await cohort(page);
      await page.getByRole('tab', { name: 'SQL' }).click();
    },
  },
  provenance: {
    act: async (page) => {
      await cohort(page);
      await page.locator('.flow-rule button.count').first().click();
      await page.waitForTimeout(300);
    },
  },
  arranged: {
    act: async (page) => {
      await cohort(page);
      await page.locator('.flow-rule .check').nth(2).click();
      await page.locator('.flow-rule').nth(0).press('Alt+ArrowDown');
      await page.waitForTimeout(400);
    },
  },
  palette: {
    act: async (page) => {
      await cohort(page);
      await page.keyboard.press('Control+k');
      await page.waitForTimeout(300);
    },
  },
  paletteFound: {
    act: async (page) => {
      await cohort(page);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('kohoto');
      await page.waitForTimeout(300);
    },
  },
  settings: {
    act: async (page) => {
      await open(page);
      await page.keyboard.press('Control+,');
      await page.waitForTimeout(300);
    },
  },
  settingsKeys: {
    act: async (page) => {
      await open(page);
      await page.keyboard.press('Control+,');
      await page.getByRole('tab').nth(3).click();
      await page.getByRole('textbox').nth(0).fill('医療データ機構');
      await page.getByRole('textbox').nth(1).fill('RWQ');
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.waitForTimeout(300);
    },
  },
  settingsFolders: {
    act: async (page) => {
      await open(page);
      await page.keyboard.press('Control+,');
      await page.getByRole('tab').nth(2).click();
      await page
        .getByRole('button', { name: /選ぶ|Choose/ })
        .nth(1)
        .click();
      await page.waitForTimeout(300);
    },
  },
  settingsOwn: {
    act: async (page) => {
      await open(page);
      await page.keyboard.press('Control+,');
      await page.getByRole('tab').nth(4).click();
      await page.waitForTimeout(300);
    },
  },
  largeText: {
    act: async (page) => {
      await cohort(page);
      await page.keyboard.press('Control+,');
      for (let i = 0; i < 5; i++) await page.getByRole('button', { name: /^(大きく|Larger)$/ }).click();
      await page.keyboard.press('Escape');
      await page.waitForTimeout(500);
    },
  },
  glossary: {
    act: async (page) => {
      await page.keyboard.press('F1');
      await page.keyboard.type('kapuran');
      await page.waitForTimeout(300);
    },
  },
  glossaryAll: {
    act: async (page) => {
      await page.keyboard.press('F1');
      await page.waitForTimeout(300);
    },
  },
  about: {
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('akashi');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
    },
  },
  guide: {
    act: async (page) => {
      await page.getByRole('button', { name: /ガイドを始める|Start the guide/ }).click();
      await page.waitForTimeout(400);
    },
  },
  guideOn: {
    act: async (page) => {
      await page.getByRole('button', { name: /ガイドを始める|Start the guide/ }).click();
      await open(page);
      await page.waitForTimeout(500);
    },
  },
  project: {
    act: async (page) => {
      await cohort(page);
      await page.keyboard.press('Control+s');
      await page.waitForTimeout(300);
      await page.keyboard.press('Control+1');
      await page.waitForTimeout(300);
    },
  },
  shortcuts: {
    act: async (page) => {
      await page.keyboard.press('Control+/');
      await page.waitForTimeout(300);
    },
  },
  combine: {
    act: async (page) => {
      await cohort(page);
      await page.locator('.row .check').nth(0).click();
      await page.locator('.row .check').nth(1).click();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('combine');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
    },
  },
  overlap: {
    act: async (page) => {
      await cohort(page);
      for (const at of [0, 1, 2]) await page.locator('.row .check').nth(at).click();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('overlap');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(800);
    },
  },
  generating: {
    query: 'step=60',
    act: async (page) => {
      await cohort(page);
      await page.evaluate('void 0');
      await page.getByRole('button', { name: /すべて生成|Generate all/ }).click();
      await page.waitForTimeout(200);
    },
  },
  died: {
    act: async (page) => {
      await cohort(page);
      await page.evaluate('window.preview.workbench.die()');
      await page.waitForTimeout(300);
    },
  },
  studiesNone: {
    act: async (page) => {
      await open(page);
      await page.locator('[data-guide="nav-studies"]').click();
    },
  },
  studies: { act: studies },
  studyNew: {
    act: async (page) => {
      await cohorts(page);
      await page.keyboard.press('Control+Alt+s');
      await page.waitForTimeout(300);
    },
  },
  studyRunning: {
    query: 'step=1500',
    act: async (page) => {
      await page.getByRole('button', { name: /フォルダーを開く|Open a folder/ }).click();
      await page.waitForTimeout(14_000);
      await page.locator('[data-guide="nav-studies"]').click();
      await page.getByRole('button', { name: /付属の研究を加える|Add the shipped studies/ }).click();
      await page.locator('.study-link').first().click();
      await page.locator('.study-head .primary').click();
      await page.waitForTimeout(2500);
    },
  },
  studyArms: {
    act: async (page) => {
      await study(page);
      await page.getByRole('button', { name: /^数える$|^Count$/ }).click();
      await page.waitForTimeout(600);
    },
  },
  studyFollowUp: studyTab('followUp'),
  studyCovariates: studyTab('covariates'),
  studyOverlap: studyTab('overlap'),
  studyBalance: studyTab('balance'),
  studyResults: studyTab('results'),
  studySubgroups: studyTab('subgroups'),
  studyPatients: studyTab('patients'),
  studySensitivity: studyTab('sensitivity'),
  studyFile: studyTab('file'),
  studyBlinded: {
    act: async (page) => {
      await studyTab('results').act(page);
      await page.locator('.study-chooser .choice-button').first().click();
      await page.getByRole('option').nth(2).click();
      await page.waitForTimeout(600);
    },
  },
  studiesRun: {
    act: async (page) => {
      await studyTab('results').act(page);
      await page.getByRole('button', { name: /研究の一覧|All studies/ }).click();
      await page.waitForTimeout(800);
    },
  },
  paste: {
    act: async (page) => {
      await cohorts(page);
      await page.keyboard.press('Control+Shift+V');
      await page.waitForTimeout(300);
    },
  },
};

const looks = [
  { name: 'ja-light', query: 'locale=ja&theme=light', width: 1280, height: 800 },
  { name: 'en-dark', query: 'locale=en&theme=dark', width: 1920, height: 1080 },
  { name: 'ja-dark', query: 'locale=ja&theme=dark', width: 1280, height: 800 },
  { name: 'en-light', query: 'locale=en&theme=light', width: 1280, height: 800 },
  { name: 'ja-light-wide', query: 'locale=ja&theme=light', width: 1920, height: 1080 },
];

const wantedLooks = (process.env.LOOKS ?? 'ja-light').split(',');
for (const [name, { query = '', act }] of Object.entries(pictures)) {
  if (only.length > 0 && !only.includes(name)) continue;
  for (const look of looks.filter((one) => wantedLooks.includes(one.name))) {
    const page = await browser.newPage({ viewport: { width: look.width, height: look.height } });
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error.stack)));
    try {
      await page.goto(`${base}?${look.query}&${query}`);
      await page.locator('.window').waitFor();
      await page.waitForTimeout(300);
      await act(page);
    } catch (error) {
      problems.push(String(error));
    }
    await page.screenshot({ path: join(out, `${name}-${look.name}.png`) });
    if (process.env.AXE) {
      await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' });
      const found = (await page.evaluate(
        'axe.run().then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? "")).slice(0, 3).join(" || ")))',
      )) as string[];
      problems.push(...found.map((text) => `axe ${text}`));
    }
    process.stdout.write(
      `${name} ${look.name}${problems.length > 0 ? `\n  ${problems.join('\n  ').slice(0, 3000)}` : ''}\n`,
    );
    await page.close();
  }
}
await browser.close();
await server.close();
