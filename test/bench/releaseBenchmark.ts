import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemo } from '../../main/demo/createDemo.ts';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import { toFailure } from '../../shared/errors/akashiError.ts';
import type { ReleaseFileEntry, ReleaseFiles } from '../../shared/release/releaseFiles.ts';
import { ownThread } from '../../shared/study/calculation/calculator.ts';
import { Workbench } from '../../shared/workbench.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';
import type { Benchmark, Figure } from './benchmark.ts';

/** Demo releases of these sizes, and the engines that are asked to open each. */
const sizes = [
  { persons: 20_000, engines: ['native', 'wasm'] },
  { persons: 100_000, engines: ['native', 'wasm'] },
  { persons: 1_000_000, engines: ['native'] },
] as const;

const createEngine: Readonly<Record<'native' | 'wasm', () => Promise<QueryEngine>>> = {
  native: () => createNativeEngine(),
  wasm: () => createNodeWasmEngine(),
};

/** Making a demo release, opening it, the shipped cohorts with attrition, and the page of one. */
export const releaseBenchmark: Benchmark = {
  name: 'release',
  async *run({ scale, release, engine }) {
    if (release !== undefined) {
      yield* opened(release, engine);
      return;
    }
    for (const size of sizes) {
      const persons = Math.round(size.persons * scale);
      const folder = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
      try {
        const locator = join(folder, 'demo');
        yield await timed(`demo release, ${persons.toLocaleString('en-GB')} persons`, 'native', () =>
          createDemo({ folder: locator, persons, seed: 1 }, new JobControl()),
        );
        for (const engine of size.engines) yield* opened(locator, engine);
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  },
};

async function* opened(locator: string, engine: 'native' | 'wasm'): AsyncIterable<Figure> {
  const job = new JobControl();
  const workbench = new Workbench({
    createEngine: createEngine[engine],
    openFiles: async (path) =>
      engine === 'wasm' ? withoutPaths(await openLocalRelease(path)) : openLocalRelease(path),
    now: () => new Date(),
    monotonic: () => performance.now(),
    trustedKeys: [],
    record: async () => {},
    createDemo: null,
    calculator: ownThread,
    startLiveThread: null,
    writeTable: null,
  });
  try {
    const opening = await timed('open and verify', engine, () =>
      workbench.run('release.open', { locator }, job),
    );
    yield opening;
    if (opening.failed !== undefined) return;
    const release = await workbench.run('release.current', {}, job);
    const of = `${(release?.persons ?? 0).toLocaleString('en-GB')} persons`;
    const files = await workbench.run('cohorts.shipped', {}, job);
    const { imported } = await workbench.run('cohorts.import', { files }, job);
    const ids = imported.map(({ id }) => id);
    yield await timed(`${ids.length} shipped cohorts, first run, ${of}`, engine, () =>
      workbench.run('cohorts.generate', { ids, attrition: false }, job),
    );
    yield await timed(`${ids.length} shipped cohorts with attrition, ${of}`, engine, () =>
      workbench.run('cohorts.generate', { ids }, job),
    );
    yield await timed(`one cohort again, ${of}`, engine, () =>
      workbench.run('cohorts.generate', { ids: ids.slice(0, 1), attrition: false }, job),
    );
    yield await timed(`page of one cohort, ${of}`, engine, () =>
      workbench.run('cohorts.page', { id: ids[0] ?? '' }, job),
    );
  } finally {
    await workbench.close();
  }
}

/** As a browser gives them: bytes without a place on this machine. */
function withoutPaths(files: ReleaseFiles): ReleaseFiles {
  return {
    title: files.title,
    list: async () => (await files.list()).map(withoutPath),
    close: () => files.close(),
  };
}

function withoutPath(entry: ReleaseFileEntry): ReleaseFileEntry {
  return {
    path: entry.path,
    bytes: entry.bytes,
    localPath: null,
    sha256: (job) => entry.sha256(job),
    read: (start, end) => entry.read(start, end),
    stream: () => entry.stream(),
  };
}

async function timed(what: string, engine: string, work: () => Promise<unknown>): Promise<Figure> {
  const start = performance.now();
  try {
    await work();
    return { what, engine, milliseconds: performance.now() - start };
  } catch (error) {
    return { what, engine, milliseconds: performance.now() - start, failed: toFailure(error).code };
  }
}
