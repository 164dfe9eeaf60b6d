import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemo } from '../../main/demo/createDemo.ts';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { ingredientOf } from '../../shared/demo/codes/drugs.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { ReleaseSession } from '../../shared/session/releaseSession.ts';
import { ownThread } from '../../shared/study/calculation/calculator.ts';
import type { PopulationContext } from '../../shared/study/population/populationContext.ts';
import { analyseSafety } from '../../shared/study/safety/analyseSafety.ts';
import { buildSafetyEvents } from '../../shared/study/safety/buildSafetyEvents.ts';
import { buildSafetyPersons } from '../../shared/study/safety/buildSafetyPersons.ts';
import {
  type SafetySpecification,
  safetySpecification,
} from '../../shared/study/safety/safetySpecification.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { writeFinerConditions } from './finerConditions.ts';

/** A drug that a tenth of the persons take, and one that half of them do. */
const drugs = {
  usual: ['Rosuvastatin', 'Atorvastatin'],
  heaviest: ['Loxoprofen', 'Celecoxib'],
} as const;

/** A drug against the unexposed and another drug, in every condition of a release with more than 500 outcomes. */
export const safetyBenchmark: Benchmark = {
  name: 'safety',
  async *run({ scale, release, part }) {
    const folder = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
    try {
      const demo = release ?? join(folder, 'demo');
      if (release === undefined) {
        await createDemo({ folder: demo, persons: Math.round(20_000 * scale), seed: 1 }, new JobControl());
      }
      await mkdir(join(folder, 'finer'));
      await writeFinerConditions(demo, join(folder, 'finer'));
      yield* onRelease(join(folder, 'finer'), part);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function* onRelease(locator: string, part: string | undefined): AsyncIterable<Figure> {
  const release = await ReleaseSession.open(host, locator, new JobControl());
  try {
    await release.order.done;
    let key = 0;
    const context: PopulationContext = {
      engine: release.engine,
      persons: release.persons,
      clock: () => performance.now(),
      newKey: () => --key,
    };
    for (const [which, [exposed, comparator]] of Object.entries(drugs)) {
      if ((part ?? 'usual') === which) yield* ofDrug(context, studyOf(exposed, comparator));
    }
  } finally {
    await release.close();
  }
}

async function* ofDrug(context: PopulationContext, study: SafetySpecification): AsyncIterable<Figure> {
  const job = new JobControl();
  const of = study.exposure.name;
  const persons = await timed(`${of}: persons`, () => buildSafetyPersons(context, study, job));
  yield persons.figure((found) => `${found.rows.toLocaleString('en-GB')} rows`);
  const events = await timed(`${of}: events`, () => buildSafetyEvents(context, study, persons.result, job));
  yield events.figure(
    ({ outcomes, row }) => `${outcomes.length} outcomes, ${row.length.toLocaleString('en-GB')} events`,
  );
  const data = { studyHash: '', study, persons: persons.result, events: events.result, controls: null };
  const analysis = await timed(`${of}: tables and tree`, async () => analyseSafety(data));
  yield analysis.figure(
    ({ result }) => `${result.timesAtRisk[0]?.rows.length} rows, ${result.tree.length} branches`,
  );
}

const host = {
  createEngine: () => createNativeEngine({ threads: 2 }),
  openFiles: openLocalRelease,
  now: () => new Date(),
  monotonic: () => performance.now(),
  trustedKeys: [],
  record: async () => {},
  createDemo: null,
  calculator: ownThread,
  writeTable: null,
};

interface Timed<T> {
  readonly result: T;
  readonly milliseconds: number;
  readonly figure: (note: (result: T) => string) => Figure;
}

/** Wall-clock and, for machines that others use too, the processors' time. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<Timed<T>> {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return {
    result,
    milliseconds,
    figure: (note) => ({
      what,
      engine: 'native',
      milliseconds,
      note: [`CPU ${((user + system) / 1000).toFixed(0)}`, note(result)].join('; '),
    }),
  };
}

function studyOf(exposed: string, comparator: string): SafetySpecification {
  const taken = (ingredient: string) => ({
    name: ingredient,
    drugs: [{ conceptId: ingredientOf(ingredient).conceptId, includeDescendants: true }],
  });
  return safetySpecification.parse({
    akashiStudy: 1,
    type: 'safety',
    name: exposed,
    seed: 1,
    exposure: taken(exposed),
    comparator: taken(comparator),
    timesAtRisk: [
      { kind: 'onTreatment', id: 'treated', name: 'treated' },
      { kind: 'intentionToTreat', id: 'year', name: 'year' },
      { kind: 'fixed', id: 'week', name: 'week', from: 0, to: 7 },
    ],
    events: { minimumPersons: 1 },
  });
}
