import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { ConceptSession } from '../../shared/session/conceptSession.ts';
import { ReleaseSession } from '../../shared/session/releaseSession.ts';
import { ownThread } from '../../shared/study/calculation/calculator.ts';
import type { ConceptFilters } from '../../shared/vocabulary/conceptApi.ts';
import { ConceptIndex } from '../../shared/vocabulary/conceptIndex.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { inventedVocabulary, typedQueries } from './inventedVocabulary.ts';

const all: ConceptFilters = { domains: [], vocabularies: [], standardOnly: false, usedOnly: false };

/** Search as one types in 100,000 concepts; with a release also counting and everything that the Concepts screen asks. */
export const conceptBenchmark: Benchmark = {
  name: 'concepts',
  async *run({ scale, release, engine }) {
    yield* invented(Math.round(100_000 * scale));
    if (release !== undefined) yield* opened(release, engine);
  },
};

async function* invented(size: number): AsyncIterable<Figure> {
  const table = inventedVocabulary(size);
  const of = `${size.toLocaleString('en-GB')} concepts`;
  const start = performance.now();
  const index = new ConceptIndex(table);
  yield { what: `index of ${of}`, engine: '–', milliseconds: performance.now() - start };
  const used = Uint8Array.from({ length: size }, (_, at) => Number(at % 4 === 0));
  const persons = Float64Array.from({ length: size }, (_, at) => (at % 4 === 0 ? (at * 7919) % 100_000 : 0));
  index.rankBy({ used, persons, personsBelow: persons });
  const queries = ['', ...typedQueries()];
  yield* latencies(`search of ${of}`, '–', queries, async (text) => index.search(text, all));
  yield* latencies(`filtered search of ${of}`, '–', queries, async (text) =>
    index.search(text, { ...all, domains: ['Condition'], standardOnly: true, usedOnly: true }),
  );
}

async function* opened(locator: string, engine: 'native' | 'wasm'): AsyncIterable<Figure> {
  const job = new JobControl();
  const release = await ReleaseSession.open(
    {
      createEngine: engine === 'wasm' ? createNodeWasmEngine : () => createNativeEngine(),
      openFiles: openLocalRelease,
      now: () => new Date(),
      monotonic: () => performance.now(),
      trustedKeys: [],
      record: async () => {},
      createDemo: null,
      calculator: ownThread,
      startLiveThread: null,
      writeTable: null,
    },
    locator,
    job,
  );
  const session = new ConceptSession(release, () => performance.now());
  const before = process.memoryUsage();
  try {
    const of = `${release.card.persons.toLocaleString('en-GB')} persons`;
    let start = performance.now();
    const { concepts } = await session.overview(job);
    yield {
      what: `index of the release's ${concepts.toLocaleString('en-GB')} concepts`,
      engine,
      milliseconds: performance.now() - start,
    };
    start = performance.now();
    await session.search({ ...all, text: '狭心', offset: 0, limit: 100 }, job);
    yield { what: 'search while counting', engine, milliseconds: performance.now() - start };
    const counting = await session.counted(job);
    const after = process.memoryUsage();
    const grown = Math.round(
      (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 2 ** 20,
    );
    yield {
      what: `use of all concepts counted and decided, ${of}`,
      engine,
      milliseconds: counting.state === 'counted' ? counting.milliseconds : 0,
      note: `${grown} MiB kept`,
      ...(counting.state === 'counted' ? {} : { failed: counting.state }),
    };
    yield* latencies(`search, ${of}`, engine, ['', ...typedQueries()], (text) =>
      session.search({ ...all, text, offset: 0, limit: 100 }, job),
    );
    const { hits } = await session.search({ ...all, text: '', offset: 0, limit: 40 }, job);
    const ids = hits.map(({ id }) => id);
    const items = (id: number) => [
      { conceptId: id, isExcluded: false, includeDescendants: true, includeMapped: true },
    ];
    yield* latencies(`page of a concept, ${of}`, engine, ids, (id) => session.page(id, job));
    yield* latencies(`a set resolved, ${of}`, engine, ids, (id) => session.resolve(items(id), job));
    yield* latencies(`orphans of a set, ${of}`, engine, ids, (id) => session.orphans(items(id), job));
  } finally {
    await session.close();
    await release.close();
  }
}

/** The median and the 95th percentile of how long each of many questions takes. */
async function* latencies<T>(
  what: string,
  engine: string,
  questions: readonly T[],
  ask: (question: T) => Promise<unknown>,
): AsyncIterable<Figure> {
  const times: number[] = [];
  for (const question of questions) {
    const start = performance.now();
    await ask(question);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  yield {
    what: `${what}, p95`,
    engine,
    milliseconds: at(0.95),
    note: `median ${at(0.5).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms of ${times.length}`,
  };
}
