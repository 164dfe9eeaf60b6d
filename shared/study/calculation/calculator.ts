import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { Failure } from '../../errors/akashiError.ts';
import { AkashiError, fromFailure, toFailure } from '../../errors/akashiError.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import { type CalculationName, type Calculations, calculations } from './calculations.ts';

/**
 * Where long calculations run. They never wait for anything, so a host gives them a thread of their own: the workbench
 * answers other questions meanwhile, and a calculation that is not wanted any more ends at once.
 */
export interface Calculator {
  /** @throws AkashiError `cancelled`, `study.calculationEnded` and those of the calculation */
  run<N extends CalculationName>(
    name: N,
    input: Calculations[N]['input'],
    job: Job,
  ): Promise<Calculations[N]['output']>;
}

/** Calculates where it is called: for the command line and tests. */
export const ownThread: Calculator = {
  async run<N extends CalculationName>(name: N, input: Calculations[N]['input'], job: Job) {
    return calculations[name](input, (fraction) => {
      throwIfCancelled(job);
      job.report({ phase: 'analysing', fraction: Number.isNaN(fraction) ? null : fraction });
    });
  },
};

export interface CalculationRequest {
  readonly name: CalculationName;
  readonly input: unknown;
}

export type CalculationMessage =
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'done'; readonly output: unknown }
  | { readonly type: 'failed'; readonly failure: Failure };

/** A thread that was started for one calculation. */
export interface CalculationThread {
  post(request: CalculationRequest): void;
  onMessage(listener: (message: CalculationMessage) => void): void;
  /** Called when the thread ends by itself, whatever the reason. */
  onEnd(listener: () => void): void;
  stop(): void;
}

/** Calculates in a fresh thread each time, which is stopped when the job is cancelled. */
export function threadedCalculator(start: () => CalculationThread): Calculator {
  return {
    run: <N extends CalculationName>(name: N, input: Calculations[N]['input'], job: Job) =>
      new Promise<Calculations[N]['output']>((resolve, reject) => {
        const thread = start();
        const stopListening = job.onCancel(() => {
          thread.stop();
          reject(new AkashiError('cancelled', {}));
        });
        const finish = (settle: () => void) => {
          stopListening();
          thread.stop();
          settle();
        };
        thread.onMessage((message) => {
          if (message.type === 'progress') {
            job.report({
              phase: 'analysing',
              fraction: Number.isNaN(message.fraction) ? null : message.fraction,
            });
          } else if (message.type === 'done') {
            // The thread answers what the table says: both sides are of one build.
            finish(() => resolve(message.output as Calculations[N]['output']));
          } else {
            finish(() => reject(fromFailure(message.failure)));
          }
        });
        thread.onEnd(() => finish(() => reject(new AkashiError('study.calculationEnded', {}))));
        thread.post({ name, input });
      }),
  };
}

/** Progress is told this often at most. */
const MILLISECONDS_BETWEEN_REPORTS = 100;

/** What a thread does with its request. @param now milliseconds */
export function answerCalculation(
  { name, input }: CalculationRequest,
  post: (message: CalculationMessage) => void,
  now: () => number,
): void {
  let last = Number.NEGATIVE_INFINITY;
  const checkpoint: Checkpoint = (fraction) => {
    if (now() - last < MILLISECONDS_BETWEEN_REPORTS) return;
    last = now();
    post({ type: 'progress', fraction });
  };
  try {
    const calculate = calculations[name] as (input: unknown, checkpoint: Checkpoint) => unknown;
    post({ type: 'done', output: calculate(input, checkpoint) });
  } catch (thrown) {
    post({ type: 'failed', failure: toFailure(thrown) });
  }
}
