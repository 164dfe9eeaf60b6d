import { type Job, JobControl, type Progress } from '../engine/job.ts';
import { AkashiError, type Result, toFailure } from '../errors/akashiError.ts';
import type { OperationInput, OperationName, OperationOutput } from '../workbenchApi.ts';
import { clientMessage, type HostMessage } from './messages.ts';
import { isOperation, parseInput } from './operationInputs.ts';
import type { Transport } from './transport.ts';

/** What can be served: `Workbench`, or whatever runs its operations. */
export interface OperationRunner {
  run<N extends OperationName>(operation: N, input: OperationInput<N>, job: Job): Promise<OperationOutput<N>>;
}

export interface ServeOptions {
  /** Milliseconds of any clock that does not run backwards. */
  readonly now: () => number;
  /** Told of what failed unexpectedly, for the log. */
  readonly onUnexpected?: (operation: string, thrown: unknown) => void;
}

/** A phase's progress is sent at most this often. */
const progressEveryMs = 50;

/**
 * Answers the calls that arrive over a transport: inputs are validated, every call ends in one result, and a client
 * that goes away cancels what it asked for.
 */
export function serveWorkbench(runner: OperationRunner, transport: Transport, options: ServeOptions): void {
  const jobs = new Map<number, JobControl>();
  const send = (message: HostMessage) => transport.send(message);

  async function answer(id: number, operation: string, input: unknown): Promise<Result<unknown>> {
    const job = new JobControl(
      throttled((progress) => send({ type: 'progress', id, progress }), options.now),
    );
    jobs.set(id, job);
    try {
      if (!isOperation(operation)) throw new AkashiError('host.unknownOperation', { operation });
      return { ok: true, value: await runner.run(operation, parseInput(operation, input), job) };
    } catch (thrown) {
      if (!(thrown instanceof AkashiError)) options.onUnexpected?.(operation, thrown);
      return { ok: false, error: toFailure(thrown) };
    } finally {
      jobs.delete(id);
    }
  }

  transport.listen(
    (message) => {
      const parsed = clientMessage.safeParse(message);
      if (!parsed.success) return;
      if (parsed.data.type === 'cancel') {
        jobs.get(parsed.data.id)?.cancel();
        return;
      }
      const { id, operation, input } = parsed.data;
      void answer(id, operation, input).then((result) => {
        try {
          send({ type: 'result', id, result });
        } catch (thrown) {
          options.onUnexpected?.(operation, thrown);
          send({ type: 'result', id, result: { ok: false, error: toFailure(thrown) } });
        }
      });
    },
    () => {
      for (const job of jobs.values()) job.cancel();
    },
  );
}

function throttled(report: (progress: Progress) => void, now: () => number): (progress: Progress) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  let lastPhase = '';
  return (progress) => {
    const time = now();
    if (progress.phase === lastPhase && time - lastAt < progressEveryMs) return;
    lastAt = time;
    lastPhase = progress.phase;
    report(progress);
  };
}
