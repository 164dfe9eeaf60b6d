import { type OperationRunner, serveWorkbench } from '../../shared/rpc/serveWorkbench.ts';
import type { Transport } from '../../shared/rpc/transport.ts';
import type { NodeWorkbenchOptions } from './nodeWorkbench.ts';

/**
 * Starts the workbench, but only if the native engine works on this machine.
 * @returns null when its library cannot be loaded or does not start
 */
export async function startWorkbench(options: NodeWorkbenchOptions): Promise<OperationRunner | null> {
  try {
    // Only now, so that a library that does not load is an answer and not the end of the process.
    const { createNodeWorkbench } = await import('./nodeWorkbench.ts');
    const { createNativeEngine } = await import('../engine/nativeEngine.ts');
    const probe = await createNativeEngine({ threads: 1 });
    await probe.close();
    return createNodeWorkbench(options);
  } catch (thrown) {
    logUnexpected('start', thrown);
    return null;
  }
}

/** Answers one page. */
export function serveHost(workbench: OperationRunner, transport: Transport): void {
  serveWorkbench(workbench, transport, { now: () => performance.now(), onUnexpected: logUnexpected });
}

/** Where something unexpected happened; not its message, which may quote data. */
function logUnexpected(operation: string, thrown: unknown): void {
  const frames =
    thrown instanceof Error ? (thrown.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []) : [];
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  process.stderr.write(`${[`${operation}: ${name}`, ...frames].join('\n')}\n`);
}
