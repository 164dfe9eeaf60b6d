import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLiveThread } from '../../main/host/liveThread.ts';
import { type EventSpans, emptySpans } from '../../shared/cohort/live/eventSpans.ts';
import { sharedInt32 } from '../../shared/cohort/live/sharedNumbers.ts';
import { TwoThreads } from '../../shared/cohort/live/twoThreads.ts';

const persons = 1000;
let folder: string;
let program: URL;
beforeAll(async () => {
  const root = join(import.meta.dirname, '../..');
  folder = await mkdtemp(join(root, 'node_modules/.live-thread-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { ssr: 'main/host/liveProgram.ts', outDir: folder, target: 'node20' },
  });
  program = pathToFileURL(join(folder, 'liveProgram.js'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Person n has n % 4 events, from day n on. */
function pieces() {
  const offsets = sharedInt32(persons + 1);
  for (let person = 0; person < persons; person++)
    offsets[person + 1] = (offsets[person] ?? 0) + (person % 4);
  const starts = sharedInt32(offsets[persons] ?? 0);
  for (let person = 0; person < persons; person++)
    for (let row = offsets[person] ?? 0; row < (offsets[person + 1] ?? 0); row++)
      starts[row] = person + row - (offsets[person] ?? 0);
  return [{ offsets, starts, kept: null }];
}

function asNumbers({ anybody, firsts, lasts }: EventSpans): number[][] {
  return [[...anybody], [...firsts], [...lasts]];
}

test('a thread of its own does half of the work in the same memory', async () => {
  const alone = emptySpans(persons);
  await new TwoThreads(null).run('fillSpans', { pieces: pieces(), spans: alone }, persons);
  expect(alone.lasts[999]).toBe(1001);

  const thread = startLiveThread(program);
  const half = emptySpans(persons);
  const words = Math.ceil(persons / 32);
  const input = { pieces: pieces(), spans: half };
  expect(await thread.perform({ name: 'fillSpans', input, range: { from: words >> 1, to: words } })).toBe(
    true,
  );
  expect([...half.lasts.slice(0, 512)]).toEqual([...emptySpans(512).lasts]);
  expect([...half.lasts.slice(512)]).toEqual([...alone.lasts.slice(512)]);
  thread.stop();

  const threads = new TwoThreads(() => startLiveThread(program), 0);
  const together = emptySpans(persons);
  await threads.run('fillSpans', { pieces: pieces(), spans: together }, persons);
  expect(asNumbers(together)).toEqual(asNumbers(alone));
  threads.stop();
});

test('what a thread that ended leaves is done without it', async () => {
  const thread = startLiveThread(program);
  const threads = new TwoThreads(() => thread, 0);
  const [before, during, after] = [emptySpans(persons), emptySpans(persons), emptySpans(persons)];
  await threads.run('fillSpans', { pieces: pieces(), spans: before }, persons);
  const running = threads.run('fillSpans', { pieces: pieces(), spans: during }, persons);
  thread.stop();
  await running;
  await threads.run('fillSpans', { pieces: pieces(), spans: after }, persons);
  expect(asNumbers(during)).toEqual(asNumbers(before));
  expect(asNumbers(after)).toEqual(asNumbers(before));
});

test('a task that a thread cannot do ends it', async () => {
  const thread = startLiveThread(program);
  const impossible = { name: 'fillSpans', input: null, range: { from: 0, to: 1 } } as const;
  expect(await thread.perform(impossible)).toBe(false);
  expect(await thread.perform(impossible)).toBe(false);
});
