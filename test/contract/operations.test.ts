import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createDemo } from '../../main/demo/createDemo.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { writeTable } from '../../main/files/writeTable.ts';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { conceptIdOf } from '../../shared/demo/codes/conceptId.ts';
import { shippedCohorts } from '../../shared/demo/cohorts/shippedCohorts.ts';
import { shippedSafetyStudies } from '../../shared/demo/studies/shippedSafetyStudies.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { toFailure } from '../../shared/errors/akashiError.ts';
import { ownThread } from '../../shared/study/calculation/calculator.ts';
import { Workbench } from '../../shared/workbench.ts';
import type { OperationName } from '../../shared/workbenchApi.ts';
import { circeFolder, hasCirceCases } from '../golden/circeCases.ts';
import { differences } from './differences.ts';
import { engines } from './engines.ts';
import { type Known, mostUsed, operationQuestions, safetyStudyOf } from './operationQuestions.ts';

vi.setConfig({ hookTimeout: 240_000 });

const circe = join(circeFolder, 'open');
const operations = Object.keys(operationQuestions) as OperationName[];
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-operations-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A workbench on one of the engines whose clock stands still, so that only the engine can make answers differ. */
function workbenchOn({ create }: (typeof engines)[number]): Workbench {
  return new Workbench({
    createEngine: create,
    openFiles: openLocalRelease,
    now: () => new Date(2026, 10, 23),
    monotonic: () => 0,
    trustedKeys: [],
    record: async () => {},
    createDemo: null,
    calculator: ownThread,
    startLiveThread: null,
    writeTable,
  });
}

/** An answer, or how it failed. */
interface Answer {
  readonly input: object;
  readonly answer?: unknown;
  readonly failure?: { readonly code: string; readonly params: object };
}

type Answers = ReadonlyMap<OperationName, readonly Answer[]>;

async function answersOf(engine: (typeof engines)[number], known: Known): Promise<Answers> {
  const workbench = workbenchOn(engine);
  const answers = new Map<OperationName, Answer[]>();
  try {
    for (const operation of operations) answers.set(operation, await ask(workbench, operation, known));
  } finally {
    await workbench.close();
  }
  return answers;
}

async function ask<N extends OperationName>(
  workbench: Workbench,
  operation: N,
  known: Known,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const input of operationQuestions[operation](known)) {
    try {
      answers.push({ input, answer: await workbench.run(operation, input, new JobControl()) });
    } catch (thrown) {
      const { code, params } = toFailure(thrown);
      answers.push({ input, failure: { code, params } });
    }
  }
  return answers;
}

/** The engine's own name is the one thing that may differ. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === 'engine' ? 'engine' : comparable(part)]),
  );
}

/** Some of the concepts that a release uses most, and a sample of the others that it uses. */
async function usedConcepts(locator: string): Promise<readonly number[]> {
  const workbench = createNodeWorkbench({ userData: join(folder, 'user') });
  try {
    await workbench.run('release.open', { locator }, new JobControl());
    const { hits } = await workbench.run('concepts.search', mostUsed, new JobControl());
    return hits.filter((_, i) => i < 20 || i % 25 === 0).map(({ id }) => id);
  } finally {
    await workbench.close();
  }
}

/** A safety study of a drug that a release uses much, and an outcome of its table. */
async function usedSafetyStudy(locator: string): Promise<Pick<Known, 'safetyStudies' | 'outcome'>> {
  const workbench = createNodeWorkbench({ userData: join(folder, 'user') });
  try {
    await workbench.run('release.open', { locator }, new JobControl());
    const { hits } = await workbench.run('concepts.search', mostUsed, new JobControl());
    for (const { id } of hits.filter(({ domain }) => domain === 'Drug')) {
      const study = safetyStudyOf(id);
      const { timesAtRisk } = await workbench.run('safety.run', study, new JobControl());
      const [row] = timesAtRisk[0]?.rows ?? [];
      if (row) return { safetyStudies: [study], outcome: row.id };
    }
    throw new Error('no drug of the release has an outcome');
  } finally {
    await workbench.close();
  }
}

const demoCohorts = [
  'users-loxoprofen',
  'users-celecoxib',
  'angina-incident',
  'angina-aspirin-low-dose',
  'angina-calcium-antagonist',
  'angina-beta-blocker',
  'angina-conservative',
  'angina-bypass',
];

async function demoRelease(): Promise<Known> {
  const locator = join(folder, 'demo');
  await createDemo({ folder: locator, persons: 2000, seed: 3, kind: 'anonymized' }, new JobControl());
  return {
    locator,
    definitions: shippedCohorts()
      .filter(({ name }) => demoCohorts.includes(name))
      .map(({ name, text }) => ({ id: name, name, text })),
    large: demoCohorts.slice(0, 4),
    concepts: await usedConcepts(locator),
    // The runs of two studies are kept.
    safetyStudies: shippedSafetyStudies().slice(0, 2),
    outcome: String(conceptIdOf('ICD10JP', 'K00-K93')),
    words: ['狭心症', 'angina', 'I20', 'ろきそ', 'ステント 長'],
    exported: join(folder, 'demo.csv'),
  };
}

const libraryCohorts = ['1160', '562', '196', '759', '757'];

async function libraryRelease(): Promise<Known> {
  const locator = join(circe, 'cdm');
  return {
    locator,
    definitions: libraryCohorts.map((id) => ({
      id,
      name: id,
      text: readFileSync(join(circe, 'definitions', `${id}.json`), 'utf8'),
    })),
    large: libraryCohorts.slice(0, 3),
    concepts: await usedConcepts(locator),
    ...(await usedSafetyStudy(locator)),
    words: ['diabetes', 'aspirin 81', 'E11'],
    exported: join(folder, 'library.csv'),
  };
}

const releases = [
  { title: 'the demo release', isThere: true, known: demoRelease },
  { title: 'the library release (../shared/circe)', isThere: hasCirceCases(), known: libraryRelease },
];

describe.each(releases)('of $title', ({ isThere, known }) => {
  const answers: Answers[] = [];
  beforeAll(async () => {
    if (!isThere) return;
    const questions = await known();
    for (const engine of engines) answers.push(await answersOf(engine, questions));
  });

  test.skipIf(!isThere).each(operations)('every engine answers alike: %s', (operation) => {
    const [first = [], ...others] = answers.map((all) => all.get(operation) ?? []);
    // What only fails everywhere proves nothing.
    expect(first.some(({ failure }) => !failure)).toBe(operation !== 'demo.create');
    for (const other of others) expect(differences(comparable(first), comparable(other))).toEqual([]);
  });
});
