import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyLedger } from '../../main/audit/verifyLedger.ts';
import { createNodeWorkbench } from '../../main/host/nodeWorkbench.ts';
import { serveHost, startWorkbench } from '../../main/host/serveHost.ts';
import { readTrustedKeys } from '../../main/host/trustedKeys.ts';
import { userDataFolder } from '../../main/host/userDataFolder.ts';
import { JobControl, type Progress } from '../../shared/engine/job.ts';
import { emitterTransport } from '../../shared/rpc/transport.ts';
import { WorkbenchClient } from '../../shared/rpc/workbenchClient.ts';

let folder: string;
let release: string;

const observationPeriods =
  'observation_period_id,person_id,observation_period_start_date,observation_period_end_date,period_type_concept_id\n' +
  '1,1,2015-01-01,2020-12-31,0\n2,2,2016-01-01,2021-12-31,0\n';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-host-'));
  release = join(folder, 'release');
  mkdirSync(release);
  writeFileSync(
    join(release, 'person.csv'),
    'person_id,gender_concept_id,year_of_birth,race_concept_id,ethnicity_concept_id\n1,8507,1950,0,0\n2,8532,1960,0,0\n',
  );
  writeFileSync(join(release, 'observation_period.csv'), observationPeriods);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the native host opens a release over a channel, with progress, and the ledger says so', async () => {
  const userData = join(folder, 'user');
  const workbench = await startWorkbench({ userData });
  if (!workbench) throw new Error('no workbench');
  const { port1, port2 } = new MessageChannel();
  serveHost(workbench, emitterTransport(port2, 'itself'));
  const client = new WorkbenchClient(emitterTransport(port1, 'itself'));
  const seen: Progress[] = [];
  const card = await client.call(
    'release.open',
    { locator: release },
    { onProgress: (progress) => seen.push(progress) },
  );
  expect(card).toMatchObject({
    kind: 'unmanaged',
    persons: 2,
    coverage: { first: '2015-01-01', last: '2021-12-31' },
  });
  expect(seen.length).toBeGreaterThan(0);
  await expect(client.call('release.open', { locator: join(folder, 'nothing') })).rejects.toMatchObject({
    code: 'release.notFound',
  });
  expect(await client.call('release.current', {})).toEqual(card);
  await client.call('release.close', {});
  expect(await verifyLedger(join(userData, 'audit.jsonl'))).toMatchObject({ intact: true });
  client.close();
});

test('a release with a broken row is refused with its place, and the next opens', async () => {
  const broken = join(folder, 'broken');
  mkdirSync(broken);
  writeFileSync(
    join(broken, 'person.csv'),
    'person_id,gender_concept_id,year_of_birth\n1,8507,1950\n2,8532\n',
  );
  writeFileSync(join(broken, 'observation_period.csv'), observationPeriods);
  const workbench = createNodeWorkbench({ userData: join(folder, 'user') });
  await expect(workbench.run('release.open', { locator: broken }, new JobControl())).rejects.toMatchObject({
    code: 'release.csvRow',
    params: { file: 'person.csv', row: 3, expected: 3, found: 2 },
  });
  expect(await workbench.run('release.open', { locator: release }, new JobControl())).toMatchObject({
    persons: 2,
  });
  await workbench.close();
});

test('what cannot be recorded does not happen', async () => {
  const file = join(folder, 'no-folder');
  appendFileSync(file, '');
  const workbench = createNodeWorkbench({ userData: file });
  await expect(workbench.run('release.open', { locator: release }, new JobControl())).rejects.toMatchObject({
    code: 'file.unwritable',
  });
  await workbench.close();
});

test('the user folder is the desktop application’s', () => {
  expect(userDataFolder({ XDG_CONFIG_HOME: '/c' }, 'linux')).toBe(join('/c', 'Akashi'));
  expect(userDataFolder({ APPDATA: 'C:/a' }, 'win32')).toBe(join('C:/a', 'Akashi'));
  expect(userDataFolder({ AKASHI_USER_DATA: '/mine' }, 'darwin')).toBe('/mine');
});

test('trusted keys are the .pub files of their folder', () => {
  const keys = join(folder, 'keys');
  expect(readTrustedKeys(keys)).toEqual([]);
  mkdirSync(keys);
  writeFileSync(join(keys, 'ministry.pub'), 'untrusted comment: x\nRWQ\n');
  writeFileSync(join(keys, 'notes.txt'), 'no key');
  expect(readTrustedKeys(keys)).toEqual([{ name: 'ministry', publicKey: 'untrusted comment: x\nRWQ\n' }]);
});
