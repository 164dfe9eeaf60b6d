import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import type { ReleaseFiles } from '../../shared/release/releaseFiles.ts';
import type { HostHello } from '../../shared/rpc/messages.ts';
import { serveWorkbench } from '../../shared/rpc/serveWorkbench.ts';
import { type DomPort, domTransport } from '../../shared/rpc/transport.ts';
import { threadedCalculator } from '../../shared/study/calculation/calculator.ts';
import { Workbench } from '../../shared/workbench.ts';
import { openPickedFiles } from '../files/pickedFiles.ts';
import { startCalculationThread } from './calculationThread.ts';
import { createBrowserEngine } from './duckdbWasm.ts';
import { isOffer, type PickedRelease } from './pickedRelease.ts';

const offered = new Map<string, PickedRelease>();

const page: DomPort = {
  postMessage: (message) => self.postMessage(message),
  addEventListener: (type, listener) => self.addEventListener(type, listener),
};

page.addEventListener('message', ({ data }) => {
  if (isOffer(data)) offered.set(data.release.locator, data.release);
});

async function openOffered(locator: string): Promise<ReleaseFiles> {
  const release = offered.get(locator);
  if (!release) throw new AkashiError('release.notFound', { locator });
  const files = await openPickedFiles(release.files);
  return { title: release.title, list: () => files.list(), close: () => files.close() };
}

/** Made before anything is opened, so that the page learns at once when it cannot be; the first release gets it. */
let spare: QueryEngine | null = await createBrowserEngine().catch(() => null);
const hello: HostHello = { type: 'hello', engine: 'wasm', available: spare !== null };

async function createEngine(): Promise<QueryEngine> {
  const engine = spare ?? (await createBrowserEngine());
  spare = null;
  return engine;
}

const workbench = new Workbench({
  createEngine,
  openFiles: openOffered,
  now: () => new Date(),
  monotonic: () => performance.now(),
  trustedKeys: [],
  // A page keeps no files of its own: the ledger is the desktop's and the command line's.
  record: async () => {},
  createDemo: null,
  calculator: threadedCalculator(startCalculationThread),
  // Without a server that isolates the page there is no shared memory.
  startLiveThread: null,
  writeTable: null,
});

serveWorkbench(workbench, domTransport(page), { now: () => performance.now() });
page.postMessage(hello);
