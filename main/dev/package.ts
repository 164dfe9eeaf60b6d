import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type AfterPackContext, Platform, build as packageWith } from 'electron-builder';
import { build } from './build.ts';
import { projectRoot } from './command.ts';
import { ensureElectron } from './electronRuntime.ts';

/**
 * `npm run package`: an unpacked, runnable application for this machine in `dist/`.
 * @param args `--as-built` takes what is in `out/` already
 * @returns the exit code
 * @throws electron-builder's error
 */
export async function main(args: readonly string[]): Promise<number> {
  if (!args.includes('--as-built')) await build();
  await packageApp();
  return 0;
}

/** Packages what is in `out/`, with the Electron that can be had here. */
async function packageApp(): Promise<void> {
  const electron = await ensureElectron();
  await packageWith({
    projectDir: projectRoot,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      extends: './electron-builder.yml',
      electronDist: electron.folder,
      electronVersion: electron.version,
      afterPack: removeDefaultApp,
    },
  });
}

/** A development runtime brings the app that starts a folder; a packaged application has no use for it. */
async function removeDefaultApp({ appOutDir }: AfterPackContext): Promise<void> {
  await rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
}
