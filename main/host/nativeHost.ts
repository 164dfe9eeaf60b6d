import { parseArgs } from 'node:util';
import type { HostConnect } from '../../shared/platform/hostChannel.ts';
import type { HostHello } from '../../shared/rpc/messages.ts';
import { type EmitterPort, emitterTransport } from '../../shared/rpc/transport.ts';
import { threadedCalculator } from '../../shared/study/calculation/calculator.ts';
import { startCalculationThread } from './calculationThread.ts';
import { startLiveThread } from './liveThread.ts';
import { serveHost, startWorkbench } from './serveHost.ts';

/** Electron's `process.parentPort` in a utility process. */
interface ParentPort {
  on(
    type: 'message',
    listener: (event: { readonly data: HostConnect; readonly ports: readonly EmitterPort[] }) => void,
  ): void;
}

const { values } = parseArgs({ options: { 'user-data': { type: 'string' } }, strict: false });
const userData = values['user-data'];

// A host in an unknown state answers nothing more: its page is told and gets a fresh one.
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const calculator = threadedCalculator(() =>
  startCalculationThread(new URL('./calculationProgram.js', import.meta.url)),
);
const workbench = startWorkbench({
  calculator,
  startLiveThread: () => startLiveThread(new URL('./liveProgram.js', import.meta.url)),
  ...(typeof userData === 'string' ? { userData } : {}),
});

const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
parentPort?.on('message', ({ data, ports: [port] }) => {
  if (data.type === 'connect' && port) void connect(port);
});

async function connect(port: EmitterPort): Promise<void> {
  const started = await workbench;
  const hello: HostHello = { type: 'hello', engine: 'native', available: started !== null };
  port.postMessage(hello);
  if (started) serveHost(started, emitterTransport(port, 'event'));
}

function fail(thrown: unknown): void {
  process.stderr.write(`native host: ${thrown instanceof Error ? thrown.name : typeof thrown}\n`);
  process.exit(1);
}
