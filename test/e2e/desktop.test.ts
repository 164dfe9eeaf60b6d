import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { verifyLedger } from '../../main/audit/verifyLedger.ts';
import { projectRoot, run } from '../../main/dev/command.ts';
import { ensureElectron, sandboxArguments } from '../../main/dev/electronRuntime.ts';
import { type ElectronApp, openElectronApp } from './harness/electronApp.ts';
import { inspectAfterwards } from './harness/openApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

const demo = inject('demoRelease');
let app: ElectronApp;
let workbench: WorkbenchPage;

beforeAll(async () => {
  app = await openElectronApp({ open: demo });
  workbench = new WorkbenchPage(app);
});
afterAll(() => app.close());
afterEach(inspectAfterwards(() => app));

function menuLabels(): Promise<readonly string[]> {
  return app.electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) => [
      menu.label,
      ...(menu.submenu?.items.map((item) => item.label) ?? []),
    ]),
  );
}

function isEnabled(command: string): Promise<boolean | undefined> {
  return app.electron.evaluate(
    ({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled,
    command,
  );
}

test('the release named on the command line is opened', async () => {
  await workbench.opened();
});

test('the menu offers what can be done now, gives commands and follows the language', async () => {
  await expect.poll(() => isEnabled('release.close')).toBe(true);
  expect(await isEnabled('cohorts.generateAll')).toBe(false);
  await app.electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.getMenuItemById('go.cohorts')?.click(),
  );
  await workbench.button('cohorts.importFiles').waitFor();
  await workbench.switchLanguage('ja');
  await expect.poll(menuLabels).toContain(workbench.text('command.release.openFolder'));
  await workbench.switchLanguage('en');
  await expect.poll(menuLabels).toContain(workbench.text('command.release.openFolder'));
});

test('a host that dies is said clearly; the release opens again and work goes on', async () => {
  const host = await app.electron.evaluate(({ app: main }) =>
    main.getAppMetrics().find((metric) => metric.name === 'Akashi native host'),
  );
  if (!host) throw new Error('The native host is not running.');
  process.kill(host.pid, 'SIGKILL');
  await workbench.page.getByText(workbench.text('host.diedTitle')).waitFor();
  await workbench.button('host.reopen').click();
  await workbench.page.getByText(workbench.text('host.diedTitle')).waitFor({ state: 'detached' });
  await workbench.goTo('releases');
  await workbench.ready();
  await workbench.importDefinitions([
    join(import.meta.dirname, 'definitions', 'Everybody with a hospital stay.json'),
  ]);
  await workbench.generateAll();
});

test('long work is cancelled at once and leaves nothing behind', async () => {
  const folder = join(app.userData, 'cancelled-demo');
  await app.chooseNext(folder);
  await workbench.goTo('releases');
  await workbench.button('open.demo').click();
  await workbench.page.getByLabel(workbench.text('demo.persons')).fill('2000000');
  await workbench.button('demo.choose').click();
  await workbench.button('demo.make').click();
  const progress = workbench.page.getByRole('progressbar');
  await progress.waitFor();
  await workbench.button('action.cancel').click();
  await progress.waitFor({ state: 'detached' });
  expect((await readdir(app.userData)).filter((name) => name.includes('cancelled-demo'))).toEqual([]);
  await workbench.opened();
});

test('a second start hands its release to the first and ends', async () => {
  const runtime = await ensureElectron();
  await app.page.evaluate(() => document.title);
  const second = await run(
    runtime.executable,
    [
      ...sandboxArguments(),
      `--user-data-dir=${app.userData}`,
      projectRoot,
      join(import.meta.dirname, 'pages'),
    ],
    { output: 'keep', timeoutMs: 20_000 },
  );
  expect(second.code).toBe(0);
  const alert = workbench.page.getByRole('alert');
  await alert
    .getByText(workbench.text('open.failed', { release: 'pages' }), { exact: true })
    .first()
    .waitFor();
  await alert.getByRole('button', { name: workbench.text('action.close') }).click();
});

test('the audit ledger has what was done, unbroken', async () => {
  const ledger = join(app.userData, 'audit.jsonl');
  expect(await verifyLedger(ledger)).toMatchObject({ intact: true });
  const events = (await readFile(ledger, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event.type);
  expect(events).toEqual(expect.arrayContaining(['opened', 'generated']));
});

test('settings, recent releases and the window’s place are remembered, never data', async () => {
  await workbench.switchTheme('dark');
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 50, width: 1000, height: 700 }),
  );
  await app.electron.close();
  const userData = app.userData;
  app = await openElectronApp({ userData });
  workbench = new WorkbenchPage(app);
  await workbench.ready();
  expect(await app.page.locator('html').getAttribute('data-theme')).toBe('dark');
  const bounds = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toMatchObject({ width: 1000, height: 700 });
  await workbench.page.getByText(demo).waitFor();
  const settings = JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8'));
  expect(Object.keys(settings).sort()).toEqual([
    'engine',
    'folders',
    'guide',
    'locale',
    'motion',
    'recent',
    'recentCommands',
    'textSize',
    'theme',
    'version',
  ]);
  expect(Object.keys(settings.recent[0]).sort()).toEqual([
    'kind',
    'locator',
    'openedAt',
    'releaseId',
    'title',
  ]);
});
