import { expect, test } from 'vitest';
import { type Job, type Progress, throwIfCancelled } from '../../shared/engine/job.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { type OperationRunner, serveWorkbench } from '../../shared/rpc/serveWorkbench.ts';
import { loopback } from '../../shared/rpc/transport.ts';
import { WorkbenchClient } from '../../shared/rpc/workbenchClient.ts';
import type { OperationName } from '../../shared/workbenchApi.ts';

type Handler = (operation: OperationName, input: unknown, job: Job) => Promise<unknown>;

function connect(handler: Handler, now: () => number = () => performance.now()) {
  const [clientEnd, hostEnd] = loopback();
  const unexpected: string[] = [];
  serveWorkbench({ run: handler as OperationRunner['run'] }, hostEnd, {
    now,
    onUnexpected: (operation) => unexpected.push(operation),
  });
  return { client: new WorkbenchClient(clientEnd), clientEnd, hostEnd, unexpected };
}

/** Runs until its job is cancelled. */
const untilCancelled: Handler = async (_operation, _input, job) => {
  await new Promise<void>((resolve) => job.onCancel(resolve));
  throwIfCancelled(job);
};

test('a call is answered with its own result, whatever the order of answers', async () => {
  const { client } = connect(async (operation, input) => {
    if (operation === 'release.open') await new Promise((resolve) => setTimeout(resolve, 20));
    return { operation, input };
  });
  const answers = await Promise.all([
    client.call('release.open', { locator: '/a' }),
    client.call('cohorts.attrition', { id: 'x', rules: [2, 0] }),
  ]);
  expect(answers).toEqual([
    { operation: 'release.open', input: { locator: '/a' } },
    { operation: 'cohorts.attrition', input: { id: 'x', rules: [2, 0] } },
  ]);
});

test('results are copies with their types kept', async () => {
  const values = new BigInt64Array([2n ** 60n]);
  const { client } = connect(async () => ({ values }));
  const answer: unknown = await client.call('release.current', {});
  expect(answer).toEqual({ values: new BigInt64Array([2n ** 60n]) });
  expect((answer as { values: unknown }).values).not.toBe(values);
});

test('errors arrive with code and parameters, unexpected ones without their text', async () => {
  const { client, unexpected } = connect(async (operation) => {
    if (operation === 'release.open')
      throw new AkashiError('release.hashMismatch', { file: 'person.parquet' });
    throw new TypeError('patient 12345');
  });
  await expect(client.call('release.open', { locator: '/a' })).rejects.toMatchObject({
    code: 'release.hashMismatch',
    params: { file: 'person.parquet' },
  });
  const failure = await client.call('cohorts.list', {}).catch((error) => error);
  expect(failure).toMatchObject({ code: 'unexpected', params: { name: 'TypeError' } });
  expect(JSON.stringify(failure)).not.toContain('12345');
  expect(unexpected).toEqual(['cohorts.list']);
});

test('inputs are checked at the edge', async () => {
  const { client } = connect(async () => null);
  const wrong = [
    ['release.open', { locator: '' }, 'locator'],
    ['release.open', { locator: '/a', extra: 1 }, '/'],
    ['demo.create', { folder: '/a', persons: 0.5, seed: 1 }, 'persons'],
    ['cohorts.import', { files: [{ name: 'a', text: 'x' }, { name: 'b' }] }, 'files.1.text'],
    ['cohorts.list', null, '/'],
  ] as const;
  for (const [operation, input, path] of wrong) {
    await expect(client.call(operation, input as never)).rejects.toMatchObject({
      code: 'host.invalidInput',
      params: { operation, path },
    });
  }
  for (const operation of ['nothing.such', 'constructor', '__proto__']) {
    await expect(client.call(operation as never, {} as never)).rejects.toMatchObject({
      code: 'host.unknownOperation',
      params: { operation },
    });
  }
});

test('messages that are none of ours are ignored', async () => {
  const { client, clientEnd, hostEnd } = connect(async () => null);
  for (const message of [
    null,
    1,
    'x',
    {},
    { type: 'call' },
    { type: 'result', id: 99 },
    { type: 'cancel', id: 'x' },
  ]) {
    clientEnd.send(message);
    hostEnd.send(message);
  }
  expect(await client.call('release.current', {})).toBeNull();
});

test('a signal cancels its call on the host and no other', async () => {
  const { client } = connect(untilCancelled);
  const [first, second] = [new AbortController(), new AbortController()];
  const firstCall = client.call('cohorts.generate', { ids: [] }, { signal: first.signal });
  let secondSettled = false;
  const secondCall = client
    .call('cohorts.generate', { ids: [] }, { signal: second.signal })
    .catch((error) => error)
    .finally(() => {
      secondSettled = true;
    });
  first.abort();
  await expect(firstCall).rejects.toMatchObject({ code: 'cancelled' });
  expect(secondSettled).toBe(false);
  second.abort();
  expect(await secondCall).toMatchObject({ code: 'cancelled' });
  await expect(client.call('cohorts.generate', { ids: [] }, { signal: first.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
});

test('progress arrives in order, thinned out within a phase', async () => {
  let time = 0;
  const { client } = connect(
    async (_operation, _input, job) => {
      for (let step = 0; step < 100; step++) {
        time += 10;
        job.report({ phase: step < 50 ? 'reading' : 'checking', fraction: step / 100 });
      }
      return null;
    },
    () => time,
  );
  const seen: Progress[] = [];
  await client.call('release.current', {}, { onProgress: (progress) => seen.push(progress) });
  expect(seen.map(({ fraction }) => fraction)).toEqual([
    0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
    0.95,
  ]);
});

test('when the host dies, every pending call and every later one fails', async () => {
  const { client, hostEnd } = connect(untilCancelled);
  let told = 0;
  client.onDied(() => told++);
  const pending = [client.call('cohorts.list', {}), client.call('release.current', {})];
  hostEnd.close();
  for (const call of pending) await expect(call).rejects.toMatchObject({ code: 'host.died' });
  await expect(client.call('cohorts.list', {})).rejects.toMatchObject({ code: 'host.died' });
  expect([told, client.alive]).toEqual([1, false]);
});

test('a client that goes away cancels its jobs', async () => {
  const stopped = new Promise<boolean>((resolve) => {
    const { client } = connect(async (_operation, _input, job) => {
      job.onCancel(() => resolve(job.cancelled));
      await new Promise(() => {});
    });
    client.call('cohorts.list', {}).catch(() => {});
    setTimeout(() => client.close(), 5);
  });
  expect(await stopped).toBe(true);
});
