import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { emitterTransport } from '../../shared/rpc/transport.ts';
import { WorkbenchClient } from '../../shared/rpc/workbenchClient.ts';

/** A host in a thread of its own: answers `release.current`, reports progress for everything else and never ends it. */
const host = `
  const { parentPort } = require('node:worker_threads');
  parentPort.once('message', (port) => port.on('message', ({ type, id, operation }) => {
    if (type !== 'call') return;
    if (operation === 'release.current') port.postMessage({ type: 'result', id, result: { ok: true, value: null } });
    else port.postMessage({ type: 'progress', id, progress: { phase: 'hashing', fraction: 0.5 } });
  }));`;

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.terminate();
});

function start(): { readonly worker: Worker; readonly client: WorkbenchClient } {
  const worker = new Worker(host, { eval: true });
  workers.push(worker);
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(port2, [port2]);
  return { worker, client: new WorkbenchClient(emitterTransport(port1, 'itself')) };
}

test('a host that is killed in the middle fails what was asked of it, and another takes its place', async () => {
  const { worker, client } = start();
  expect(await client.call('release.current', {})).toBeNull();
  let told = 0;
  client.onDied(() => told++);
  let started = () => {};
  const working = new Promise<void>((resolve) => {
    started = resolve;
  });
  const opening = client.call('release.open', { locator: '/a' }, { onProgress: () => started() });
  const failure = opening.catch((error) => error);
  await working;
  await worker.terminate();
  expect(await failure).toMatchObject({ code: 'host.died' });
  await expect(client.call('release.current', {})).rejects.toMatchObject({ code: 'host.died' });
  expect([client.alive, told]).toEqual([false, 1]);

  const next = start();
  expect(await next.client.call('release.current', {})).toBeNull();
  next.client.close();
});
