import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemo } from '../../main/demo/createDemo.ts';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { Cube } from '../../shared/explore/cube.ts';
import type { ExploreModel } from '../../shared/explore/exploreModel.ts';
import { exploreView } from '../../shared/explore/exploreView.ts';
import { chooseRange, type Filters, noFilters, toggleBin } from '../../shared/explore/filters.ts';
import { seededRandom } from '../../shared/stats/numeric/random.ts';
import { ownThread } from '../../shared/study/calculation/calculator.ts';
import { Workbench } from '../../shared/workbench.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';
import type { Benchmark, Figure } from './benchmark.ts';

const sizes = [20_000, 1_000_000];
const FRAMES = 400;
const CLICKS = 10;
const FRAME_MS = 1000 / 60;

/** Reading every person's bins, cubes after clicks, and the frames of random brushes: filtering and publishing. */
export const exploreBenchmark: Benchmark = {
  name: 'explore',
  async *run({ scale, release, engine }) {
    if (release !== undefined) {
      yield* explored(release, engine);
      return;
    }
    for (const size of sizes) {
      const folder = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
      try {
        const locator = join(folder, 'demo');
        const persons = Math.round(size * scale);
        await createDemo({ folder: locator, persons, seed: 1 }, new JobControl());
        yield* explored(locator, engine);
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  },
};

async function* explored(locator: string, engine: 'native' | 'wasm'): AsyncIterable<Figure> {
  const job = new JobControl();
  const workbench = new Workbench({
    createEngine: engine === 'wasm' ? () => createNodeWasmEngine() : () => createNativeEngine(),
    openFiles: openLocalRelease,
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
    const card = await workbench.run('release.open', { locator }, job);
    const of = `${card.persons.toLocaleString('en-GB')} persons`;
    const cpu = process.cpuUsage();
    const start = performance.now();
    const opened = await workbench.run('explore.open', {}, job);
    const milliseconds = performance.now() - start;
    const used = process.cpuUsage(cpu);
    if (!opened) return;
    const { model, cube } = opened;
    yield {
      what: `read and first cube, ${of}`,
      engine,
      milliseconds,
      note: `${((used.user + used.system) / 1e6).toFixed(1)} s of processor time`,
    };
    yield {
      what: 'size of the first cube',
      engine,
      milliseconds: 0,
      note: `${(cube.counts.byteLength / 1e6).toFixed(1)} MB, ${cube.cells.toLocaleString('en-GB')} cells`,
    };
    const random = seededRandom(1);
    const clicks: number[] = [];
    for (let click = 0; click < CLICKS; click += 1) {
      const begun = performance.now();
      await workbench.run('explore.cube', { joint: 0, filters: randomClick(model, random) }, job);
      clicks.push(performance.now() - begun);
    }
    yield* spread(`cube after a click, ${of}`, engine, clicks, null);
    yield* spread(`frame of a brush on ages and years, ${of}`, engine, frames(model, cube, random), FRAME_MS);
    const value = model.joints.findIndex((joint) => joint[0]?.startsWith('value:'));
    if (value > 0) {
      const other = await workbench.run('explore.cube', { joint: value, filters: noFilters }, job);
      yield* spread(`frame of a brush on values, ${of}`, engine, frames(model, other, random), FRAME_MS);
    }
  } finally {
    await workbench.close();
  }
}

function randomClick(model: ExploreModel, random: () => number): Filters {
  const clickable = model.dimensions.filter(
    ({ id, bins }) => bins.length > 0 && !model.joints[0]?.includes(id),
  );
  const chosen = clickable[Math.floor(random() * clickable.length)];
  return chosen ? toggleBin(noFilters, chosen.id, Math.floor(random() * chosen.bins.length)) : noFilters;
}

/** Milliseconds of each of many brushes on the cube's dimensions, with filters on some of the others kept. */
function frames(model: ExploreModel, cube: Cube, random: () => number): readonly number[] {
  let filters = noFilters;
  return Array.from({ length: FRAMES }, () => {
    const id = cube.joint[Math.floor(random() * cube.joint.length)] ?? '';
    const bins = model.dimensions.find((dimension) => dimension.id === id)?.bins.length ?? 1;
    const start = performance.now();
    filters = chooseRange(filters, id, Math.floor(random() * bins), Math.floor(random() * bins));
    exploreView(model, [cube], filters);
    return performance.now() - start;
  });
}

function* spread(
  what: string,
  engine: string,
  times: readonly number[],
  budget: number | null,
): Iterable<Figure> {
  const sorted = [...times].sort((a, b) => a - b);
  for (const percent of [50, 95]) {
    const milliseconds =
      sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
    const note =
      budget === null ? '' : `${Math.round((100 * milliseconds) / budget)} % of ${budget.toFixed(1)} ms`;
    yield { what: `${what}, p${percent}`, engine, milliseconds, note };
  }
}
