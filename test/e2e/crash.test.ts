import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { seededRandom } from '../../shared/stats/numeric/random.ts';
import { beginEditing } from './crash/beginEditing.ts';
import { crashCampaign } from './crash/campaign.ts';
import { KillableApp } from './harness/killableApp.ts';

// `npm run crash -- --runs 100` is the long form.
const runs = 6;
let place: string;
let app: KillableApp;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'akashi-crash-'));
  app = new KillableApp(place);
});
afterAll(async () => {
  await app.close();
  await rm(place, { recursive: true, force: true });
});

test.skipIf(process.platform !== 'linux')(
  'page, host and application are killed while something is typed: nothing but the last keystroke is lost',
  async () => {
    await app.start(inject('demoRelease'));
    await beginEditing(app.page);
    const done = await crashCampaign(app, { runs, random: seededRandom(7), report: () => {} });
    expect(done.filter(({ problem }) => problem !== null)).toEqual([]);
    expect(done.reduce((sum, { typed }) => sum + typed, 0)).toBeGreaterThan(runs);
  },
);
