import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createDemo } from '../../main/demo/createDemo.ts';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { startLiveThread } from '../../main/host/liveThread.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { seededRandom } from '../../shared/stats/numeric/random.ts';
import { ownThread } from '../../shared/study/calculation/calculator.ts';
import { Workbench } from '../../shared/workbench.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { type Draft, edits, firstDraft } from './liveEdits.ts';

const editsOfKind = 25;

/** Edits after which the whole definition is generated. */
const generatedAfter = 120;

/**
 * Live counts on the demo release: the first count of a definition, then random edits of every kind, one upon the other,
 * and how long the whole definition takes to generate in the same run. Part `first` is about first diagnoses, part `all`
 * about every exposure to a drug.
 */
export const liveCountsBenchmark: Benchmark = {
  name: 'live',
  async *run({ scale, release, part }) {
    if (release !== undefined) {
      yield* onRelease(release, part);
      return;
    }
    const folder = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
    try {
      const persons = Math.round(20_000 * scale);
      await createDemo({ folder: join(folder, 'demo'), persons, seed: 1 }, new JobControl());
      yield* onRelease(join(folder, 'demo'), part);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function* onRelease(locator: string, part: string | undefined): AsyncIterable<Figure> {
  const workbench = new Workbench({
    createEngine: () => createNativeEngine({ threads: 2 }),
    openFiles: openLocalRelease,
    now: () => new Date(),
    monotonic: () => performance.now(),
    trustedKeys: [],
    record: async () => {},
    createDemo: null,
    calculator: ownThread,
    startLiveThread: () => startLiveThread(new URL('./liveProgram.js', import.meta.url)),
    writeTable: null,
  });
  const job = new JobControl();
  try {
    yield figure('open and verify', await elapsed(() => workbench.run('release.open', { locator }, job)));
    const times: number[] = [];
    for (const entry of ['first', 'all'] as const) {
      if (part === undefined || part === entry) yield* onEntry(workbench, entry, times);
    }
    if (part === undefined) yield quantiles('all edits of both', times);
  } finally {
    await workbench.close();
  }
}

/** @param all gets the times of all edits */
async function* onEntry(workbench: Workbench, entry: 'first' | 'all', all: number[]): AsyncIterable<Figure> {
  const job = new JobControl();
  const count = ({ definition, rulesOff }: Draft) =>
    workbench.run(
      'drafts.count',
      { draft: entry, name: entry, text: JSON.stringify(definition), rulesOff },
      job,
    );
  const generate = async ({ definition }: Draft) => {
    const files = [{ name: `live ${entry}`, text: JSON.stringify(definition) }];
    const { imported } = await workbench.run('cohorts.import', { files }, job);
    await workbench.run('cohorts.generate', { ids: imported.map(({ id }) => id) }, job);
  };
  const of = entry === 'first' ? 'first diagnosis' : 'every exposure';
  let draft = firstDraft(entry);
  const first = await elapsed(() => count(draft));
  yield figure(`${of}: first count`, first);
  yield figure(`${of}: frequent events read ahead`, await elapsed(resting));
  const whole = [await elapsed(() => generate(draft))];
  const random = seededRandom(1);
  const edited = (kinds: readonly string[]) =>
    shuffled(
      kinds.flatMap((kind) => Array.from({ length: editsOfKind }, () => kind)),
      random,
    );
  // Other entry events come last: they change how much the other edits have to count.
  const ofEntry = 'concept set of the entry';
  const others = Object.keys(edits).filter((kind) => kind !== ofEntry);
  const times = new Map<string, number[]>();
  const busy = new Map<string, number[]>();
  for (const [i, kind] of [...edited(others), ...edited([ofEntry])].entries()) {
    draft = edits[kind]?.(draft, random) ?? draft;
    const before = process.cpuUsage();
    const time = await elapsed(() => count(draft));
    const { user, system } = process.cpuUsage(before);
    times.set(kind, [...(times.get(kind) ?? []), time]);
    busy.set(kind, [...(busy.get(kind) ?? []), (user + system) / 1000]);
    if (i % generatedAfter === generatedAfter - 1) whole.push(await elapsed(() => generate(draft)));
  }
  const recomputed = median(whole);
  all.push(...[...times.values()].flat());
  for (const [kind, each] of times)
    yield quantiles(`${of}: ${kind}`, each, { busy: busy.get(kind) ?? [], whole: recomputed });
  const ofAll = { busy: [...busy.values()].flat(), whole: recomputed };
  yield quantiles(`${of}: all edits`, [...times.values()].flat(), ofAll);
  yield figure(`${of}: the whole definition with attrition`, recomputed);
}

/** What edits took beside their wall-clock time. */
interface Beside {
  /** The processors' time, for machines that others use too. */
  readonly busy: readonly number[];
  /** Time of the whole definition. */
  readonly whole: number;
}

function quantiles(what: string, times: readonly number[], beside?: Beside): Figure {
  const [p50, p95, most] = [0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(0));
  const notes = [`p50 ${p50}, p95 ${p95}, max ${most} of ${times.length}`];
  if (beside) {
    const [cpu50, cpu95] = [0.5, 0.95].map((share) => quantile(beside.busy, share).toFixed(0));
    const ratio = (quantile(times, 0.95) / beside.whole).toFixed(3);
    notes.push(`CPU p50 ${cpu50}, p95 ${cpu95}`, `p95 is ${ratio} of the whole definition`);
  }
  return { what, engine: 'native', milliseconds: quantile(times, 0.95), note: notes.join('; ') };
}

/** Until this process has had little to do for a second, as while somebody looks at the first counts; a minute at most. */
async function resting(): Promise<void> {
  for (let rests = 0, waits = 0; rests < 4 && waits < 240; waits++) {
    const before = process.cpuUsage();
    await setTimeout(250);
    const { user, system } = process.cpuUsage(before);
    rests = user + system < 25_000 ? rests + 1 : 0;
  }
}

function figure(what: string, milliseconds: number): Figure {
  return { what, engine: 'native', milliseconds };
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that at least this share of the values does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
