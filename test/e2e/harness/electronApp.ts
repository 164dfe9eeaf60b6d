import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { projectRoot } from '../../../main/dev/command.ts';
import { ensureElectron, sandboxArguments } from '../../../main/dev/electronRuntime.ts';
import { type OpenApp, watchComplaints } from './openApp.ts';

/** The real Electron application with the native host, driven from main and from the page. */
export interface ElectronApp extends OpenApp {
  readonly electron: ElectronApplication;
  /** The folder of its settings and ledger. */
  readonly userData: string;
}

/** Starts the built application. @param options `userData` to continue an earlier run's, `open` a locator to open */
export async function openElectronApp(
  options: { readonly userData?: string; readonly open?: string; readonly language?: string } = {},
): Promise<ElectronApp> {
  const runtime = await ensureElectron();
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'akashi-e2e-')));
  // Named this way and not as `executablePath`, because only then does Playwright hold the app until it listens.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder;
  const electron = await _electron.launch({
    args: [
      ...sandboxArguments(),
      `--user-data-dir=${userData}`,
      `--lang=${options.language ?? 'en-US'}`,
      projectRoot,
      ...(options.open === undefined ? [] : [options.open]),
    ],
    env: { ...process.env, LANGUAGE: options.language ?? 'en_US' },
    chromiumSandbox: sandboxArguments().length === 0,
    timeout: 30_000,
  });
  const page = await electron.firstWindow();
  const complaints = watchComplaints(page);
  await page.waitForLoadState();
  return {
    electron,
    page,
    complaints,
    userData,
    async chooseNext(path) {
      await electron.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
      }, path);
    },
    async close() {
      await electron.close();
      if (options.userData === undefined) await rm(userData, { recursive: true, force: true });
    },
  };
}
