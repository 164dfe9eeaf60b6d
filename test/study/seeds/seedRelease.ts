import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemo } from '../../../main/demo/createDemo.ts';
import { createNativeEngine } from '../../../main/engine/nativeEngine.ts';
import { openLocalRelease } from '../../../main/files/openLocalRelease.ts';
import type { JobControl } from '../../../shared/engine/job.ts';
import { ReleaseSession } from '../../../shared/session/releaseSession.ts';
import { ownThread } from '../../../shared/study/calculation/calculator.ts';
import type { PopulationContext } from '../../../shared/study/population/populationContext.ts';

let lastKey = 0;

/** What a study needs of an open release; cohorts of studies have numbers below 0. */
export function seedContext({ engine, persons }: ReleaseSession): PopulationContext {
  return { engine, persons, clock: () => performance.now(), newKey: () => --lastKey };
}

/** Opens a release, without a ledger and with calculations in this thread. */
export function openSeedRelease(locator: string, job: JobControl): Promise<ReleaseSession> {
  return ReleaseSession.open(
    {
      createEngine: () => createNativeEngine(),
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
}

/** Makes a demo release, uses it and removes it. */
export async function withSeedRelease<T>(
  seed: number,
  persons: number,
  job: JobControl,
  use: (release: ReleaseSession, folder: string) => Promise<T>,
): Promise<T> {
  const place = await mkdtemp(join(tmpdir(), 'akashi-seeds-'));
  try {
    const { locator } = await createDemo({ folder: join(place, 'release'), persons, seed }, job);
    const release = await openSeedRelease(locator, job);
    try {
      return await use(release, locator);
    } finally {
      await release.close();
    }
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
