import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemo } from '../../main/demo/createDemo.ts';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { ingredientOf } from '../../shared/demo/codes/drugs.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { ReleaseSession } from '../../shared/session/releaseSession.ts';
import { ownThread } from '../../shared/study/calculation/calculator.ts';
import type { PopulationContext } from '../../shared/study/population/populationContext.ts';
import { analyseSafety } from '../../shared/study/safety/analysis/analyseSafety.ts';
import { buildSafetyEvents } from '../../shared/study/safety/events/buildSafetyEvents.ts';
import { buildSafetyPersons } from '../../shared/study/safety/persons/buildSafetyPersons.ts';
import { firstNumbers } from '../../shared/study/safety/persons/firstNumbers.ts';
import {
  type SafetyContext,
  SafetyReleaseCache,
} from '../../shared/study/safety/persons/safetyReleaseCache.ts';
import {
  type SafetySpecification,
  safetySpecification,
} from '../../shared/study/safety/specification/safetySpecification.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { writeFinerConditions } from './finerConditions.ts';
import { naiveCare, naiveEvents } from './naiveSafety.ts';

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

async function* ofDrug(release: PopulationContext, study: SafetySpecification): AsyncIterable<Figure> {
  const of = study.exposure.name;
  const context = { ...release, safetyCache: new SafetyReleaseCache() };
  const first = await timed(`${of}: first numbers`, (job) => firstNumbers(context, study, job));
  yield first.figure(({ exposed, comparator }) => `${shown(exposed)} and ${shown(comparator)} persons`);
  const run = await wholeStudy(context, study);
  yield run.persons.figure(({ rows }) => `${shown(rows)} rows; ${run.persons.parts}`);
  yield run.events.figure(
    ({ outcomes, row }) => `${shown(outcomes.length)} outcomes, ${shown(row.length)} events`,
  );
  yield run.tables.figure(
    ({ result }) => `${shown(result.comparisons)} comparisons, ${shown(result.tree.length)} branches`,
  );
  const whole = first.milliseconds + run.milliseconds;
  yield { what: `${of}: whole dashboard`, engine: 'native', milliseconds: whole };

  const [care, events] = [
    await naiveCare(context),
    await naiveEvents(context, run.persons.result, run.events.result),
  ];
  const ratio = (own: number, naive: number) => `ours is ${(own / naive).toFixed(2)} of it`;
  yield {
    what: `${of}: visits grouped by person and year, alone`,
    engine: 'native',
    milliseconds: care,
    note: `${ratio(run.persons.milliseconds, care)} with everything else about persons`,
  };
  yield {
    what: `${of}: a query per outcome, one group and window`,
    engine: 'native',
    milliseconds: events,
    note: `${ratio(run.events.milliseconds + run.tables.milliseconds, events)} with rates, ratios and tree`,
  };

  const again = await wholeStudy(context, {
    ...study,
    seed: 2,
    population: { ...study.population, washoutDays: 180 },
  });
  yield {
    what: `${of}: again with another washout`,
    engine: 'native',
    milliseconds: again.milliseconds,
    note: `${(again.milliseconds / run.milliseconds).toFixed(2)} of the first time; ${again.persons.parts}`,
  };
  for (const share of [0.2, 0.5, 0.7]) yield await cancelled(release, study, share);
}

async function wholeStudy(context: SafetyContext, study: SafetySpecification) {
  const of = study.exposure.name;
  const persons = await timed(`${of}: persons`, (job) => buildSafetyPersons(context, study, job));
  const events = await timed(`${of}: events`, (job) =>
    buildSafetyEvents(context, study, persons.result, job),
  );
  const data = { studyHash: '', study, persons: persons.result, events: events.result, controls: null };
  const tables = await timed(`${of}: tables and tree`, async () => analyseSafety(data));
  const milliseconds = persons.milliseconds + events.milliseconds + tables.milliseconds;
  return { persons, events, tables, milliseconds };
}

/** How long persons are still looked for after they are not wanted any more. */
async function cancelled(context: SafetyContext, study: SafetySpecification, share: number): Promise<Figure> {
  let at = Number.NaN;
  const job: JobControl = new JobControl(({ fraction }) => {
    if (fraction === null || fraction < share || !Number.isNaN(at)) return;
    // As a message would: in a turn of its own.
    at = performance.now();
    setTimeout(() => job.cancel(), 0);
  });
  const code = await buildSafetyPersons(context, study, job).then(
    () => 'finished',
    (thrown: unknown) => (thrown instanceof AkashiError ? thrown.code : 'failed'),
  );
  return {
    what: `${study.exposure.name}: cancelled at ${share * 100} %`,
    engine: 'native',
    milliseconds: performance.now() - at,
    note: code,
  };
}

const shown = (count: number | null): string => count?.toLocaleString('en-GB') ?? '—';

const host = {
  createEngine: () => createNativeEngine({ threads: 2 }),
  openFiles: openLocalRelease,
  now: () => new Date(),
  monotonic: () => performance.now(),
  trustedKeys: [],
  record: async () => {},
  createDemo: null,
  calculator: ownThread,
  startLiveThread: null,
  writeTable: null,
};

interface Timed<T> {
  readonly result: T;
  readonly milliseconds: number;
  /** Milliseconds by what was reported to be read. */
  readonly parts: string;
  readonly figure: (note: (result: T) => string) => Figure;
}

/** Wall-clock and, for machines that others use too, the processors' time. */
async function timed<T>(what: string, work: (job: JobControl) => Promise<T>): Promise<Timed<T>> {
  const parts = new Map<string, number>();
  let [part, since] = ['', performance.now()];
  const enter = (next: string): void => {
    const now = performance.now();
    parts.set(part, (parts.get(part) ?? 0) + now - since);
    [part, since] = [next, now];
  };
  const before = process.cpuUsage();
  const start = performance.now();
  const result = await work(new JobControl(({ detail }) => enter(detail ?? 'matching')));
  const milliseconds = performance.now() - start;
  enter('');
  const { user, system } = process.cpuUsage(before);
  return {
    result,
    milliseconds,
    parts: [...parts]
      .filter(([, time]) => time >= 1)
      .map(([name, time]) => `${name} ${time.toFixed(0)}`)
      .join(', '),
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
