import { Worker } from 'node:worker_threads';
import type { CalculationThread } from '../../shared/study/calculation/calculator.ts';

/** Starts a thread of this process for one calculation. @param program the built `main/host/calculationProgram.ts` */
export function startCalculationThread(program: URL): CalculationThread {
  const worker = new Worker(program);
  return {
    post: (request) => worker.postMessage(request),
    onMessage: (listener) => worker.on('message', listener),
    onEnd: (listener) => {
      worker.on('error', listener);
      worker.on('exit', listener);
    },
    stop: () => void worker.terminate(),
  };
}
