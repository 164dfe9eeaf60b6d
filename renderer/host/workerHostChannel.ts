import { domTransport } from '../../shared/rpc/transport.ts';
import { WorkbenchClient } from '../../shared/rpc/workbenchClient.ts';
import { helloOf } from './hello.ts';
import type { LiveHost } from './hostConnection.ts';
import type { OfferMessage, PickedRelease } from './pickedRelease.ts';

/** A client of a WebAssembly host in a fresh worker; null when its engine does not start. */
export async function connectWorkerHost(): Promise<LiveHost | null> {
  const worker = new Worker(new URL('./workerHost.ts', import.meta.url), {
    type: 'module',
    name: 'akashi-host',
  });
  const crash = new Promise<void>((resolve) => {
    worker.addEventListener('error', () => {
      worker.terminate();
      resolve();
    });
  });
  if (!(await helloOf(worker, crash))) {
    worker.terminate();
    return null;
  }
  const client = new WorkbenchClient(domTransport(worker, (died) => void crash.then(died)));
  const offer = (release: PickedRelease) =>
    worker.postMessage({ type: 'offer', release } satisfies OfferMessage);
  return { engine: 'wasm', client, offer };
}
