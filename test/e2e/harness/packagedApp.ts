import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { projectRoot } from '../../../main/dev/command.ts';
import { sandboxArguments } from '../../../main/dev/electronRuntime.ts';
import { type OpenApp, watchComplaints } from './openApp.ts';

const POLL_MS = 100;

const programs: Readonly<Record<string, string>> = {
  'linux x64': 'linux-unpacked/akashi',
  'linux arm64': 'linux-arm64-unpacked/akashi',
  'darwin x64': 'mac/Akashi.app/Contents/MacOS/Akashi',
  'darwin arm64': 'mac-arm64/Akashi.app/Contents/MacOS/Akashi',
  'win32 x64': 'win-unpacked/Akashi.exe',
  'win32 arm64': 'win-arm64-unpacked/Akashi.exe',
};

/** The packaged executable for this machine. @throws Error when `npm run package` has not made it */
export function packagedExecutable(): string {
  const program = programs[`${process.platform} ${process.arch}`];
  const path = join(projectRoot, 'dist', program ?? '');
  if (program === undefined || !existsSync(path)) throw new Error('Run `npm run package` first.');
  return path;
}

/** The archive with the packaged application's files. */
export function packagedArchive(): string {
  const folder = dirname(packagedExecutable());
  const resources =
    process.platform === 'darwin' ? join(folder, '..', 'Resources') : join(folder, 'resources');
  return join(resources, 'app.asar');
}

/**
 * Starts the packaged application, which can only be driven over the DevTools protocol: its fuses refuse Node's
 * inspector.
 */
export async function openPackagedApp(options: { readonly open?: string } = {}): Promise<OpenApp> {
  const userData = await mkdtemp(join(tmpdir(), 'akashi-packaged-'));
  const child = spawn(
    packagedExecutable(),
    [
      ...sandboxArguments(),
      `--user-data-dir=${userData}`,
      '--lang=en-US',
      '--remote-debugging-port=0',
      ...(options.open === undefined ? [] : [options.open]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  const endpoint = await new Promise<string>((done, fail) => {
    let text = '';
    child.stderr.on('data', (piece: Buffer) => {
      text += piece.toString();
      const match = /DevTools listening on (ws:\S+)/.exec(text);
      if (match?.[1]) done(match[1]);
    });
    exited.then(() => fail(new Error(`The packaged application ended at once:\n${text}`)));
  });
  await pageLoaded(new URL(endpoint).host);
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  if (!context) throw new Error('The packaged application has no browser context.');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  const complaints = watchComplaints(page);
  await page.waitForLoadState();
  return {
    page,
    complaints,
    async chooseNext(path) {
      page.once('filechooser', (chooser) => void chooser.setFiles(path));
    },
    async close() {
      await browser.close();
      child.kill();
      await exited;
      await rm(userData, { recursive: true, force: true });
    },
  };
}

/** Waits for the page: a debugger that attaches while it is being made is never answered. */
async function pageLoaded(host: string): Promise<void> {
  for (;;) {
    const targets = await fetch(`http://${host}/json/list`).then((response) => response.json());
    const page = targets.find((target: { type: string; url: string }) => target.type === 'page');
    if (page?.url === 'akashi://app/' && page.title !== '') return;
    await pause(POLL_MS);
  }
}
