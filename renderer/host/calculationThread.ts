import type { CalculationMessage, CalculationThread } from '../../shared/study/calculation/calculator.ts';

/** Starts a worker for one calculation. */
export function startCalculationThread(): CalculationThread {
  const worker = new Worker(new URL('./calculationProgram.ts', import.meta.url), {
    type: 'module',
    name: 'akashi-calculation',
  });
  return {
    post: (request) => worker.postMessage(request),
    onMessage: (listener) =>
      worker.addEventListener('message', ({ data }: MessageEvent<CalculationMessage>) => listener(data)),
    onEnd: (listener) => worker.addEventListener('error', listener),
    stop: () => worker.terminate(),
  };
}
