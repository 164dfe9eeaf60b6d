import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createDemo } from '../../../main/demo/createDemo.ts';
import { JobControl } from '../../../shared/engine/job.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of a demo release that all end-to-end tests may open and none may change. */
    readonly demoRelease: string;
  }
}

/** Makes the demo release before the tests and removes it afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = await mkdtemp(join(tmpdir(), 'akashi-e2e-demo-'));
  const folder = join(place, 'demo');
  await createDemo({ folder, persons: 2000, seed: 1 }, new JobControl());
  project.provide('demoRelease', folder);
  return () => rm(place, { recursive: true, force: true });
}
