import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { FuseState } from '@electron/fuses/dist/constants.js';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { inspectAfterwards } from './harness/openApp.ts';
import { openPackagedApp, packagedArchive, packagedExecutable } from './harness/packagedApp.ts';
import { WorkbenchPage } from './pages/workbenchPage.ts';

let workbench: WorkbenchPage;

beforeAll(async () => {
  workbench = new WorkbenchPage(await openPackagedApp({ open: inject('demoRelease') }));
});
afterAll(() => workbench.app.close());
afterEach(inspectAfterwards(() => workbench.app));

test('the packaged application opens the release named on its command line, on the native engine', async () => {
  await workbench.opened();
  await workbench.page.getByText(workbench.text('engine.native'), { exact: true }).waitFor();
  expect(workbench.page.url()).toBe('akashi://app/');
  expect(await workbench.page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(workbench.app.complaints).toEqual([]);
});

test('it generates cohorts', async () => {
  await workbench.importDefinitions([
    join(import.meta.dirname, 'definitions', 'Everybody with a hospital stay.json'),
  ]);
  await workbench.generateAll();
});

test('its fuses keep Node, its options and its inspector out', async () => {
  const wire = await getCurrentFuseWire(packagedExecutable());
  const on = Object.entries(wire).flatMap(([fuse, state]) =>
    state === FuseState.ENABLE ? [FuseV1Options[Number(fuse)]] : [],
  );
  expect(on.sort()).toEqual([
    'EnableCookieEncryption',
    'EnableEmbeddedAsarIntegrityValidation',
    'OnlyLoadAppFromAsar',
  ]);
});

test('it holds nothing but the application and its database', () => {
  const parts = listPackage(packagedArchive(), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  const packages = parts.flatMap((path) => /^\/node_modules\/((?:@[^/]+\/)?[^/@]+)$/.exec(path)?.[1] ?? []);
  expect(packages.filter((name) => !name.startsWith('@duckdb/node-'))).toEqual(['detect-libc']);
  expect(parts.filter((path) => /^\/[^/]+$/.test(path)).sort()).toEqual([
    '/node_modules',
    '/out',
    '/package.json',
  ]);
  expect(parts.filter((path) => /^\/out\/(cli|dev)|\.map$|\.ts$/.test(path))).toEqual([]);
});
