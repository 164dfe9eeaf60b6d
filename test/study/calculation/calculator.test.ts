import { expect, test } from 'vitest';
import { JobControl, type Progress } from '../../../shared/engine/job.ts';
import {
  answerCalculation,
  type CalculationMessage,
  type CalculationThread,
  ownThread,
  threadedCalculator,
} from '../../../shared/study/calculation/calculator.ts';
import { inventedStudy } from '../effects/inventedStudy.ts';

const { input } = inventedStudy({ seed: 7, persons: 600, effects: [0, 0.7] });

/** A thread that starts a little later, with everything cloned on its way, as real ones do. */
function startThread(log: string[], dies = false): CalculationThread {
  const listeners: ((message: CalculationMessage) => void)[] = [];
  const ends: (() => void)[] = [];
  let stopped = false;
  let now = 0;
  return {
    post: (request) => {
      const copy = structuredClone(request);
      setTimeout(() => {
        if (stopped) return;
        if (dies) for (const end of ends) end();
        else answerCalculation(copy, tell, () => (now += 1000));
      }, 0);
    },
    onMessage: (listener) => listeners.push(listener),
    onEnd: (listener) => ends.push(listener),
    stop: () => {
      stopped = true;
      log.push('stopped');
    },
  };

  function tell(message: CalculationMessage): void {
    const copy = structuredClone(message);
    for (const listener of listeners) listener(copy);
  }
}

test('a thread gives the numbers that the own thread gives, and tells how far it is', async () => {
  const progress: Progress[] = [];
  const log: string[] = [];
  const job = new JobControl((at) => progress.push(at));
  const own = await ownThread.run('comparison', input, new JobControl());
  const other = await threadedCalculator(() => startThread(log)).run('comparison', input, job);
  expect(other).toEqual(own);
  expect(own.result.pairs[0]?.outcomes[0]?.estimates?.adjusted.length).toBeGreaterThan(0);
  expect(progress.length).toBeGreaterThan(0);
  expect(progress.every(({ phase }) => phase === 'analysing')).toBe(true);
  expect(log).toEqual(['stopped']);
});

test('cancelling stops the thread', async () => {
  const log: string[] = [];
  const job = new JobControl();
  const running = threadedCalculator(() => startThread(log)).run('comparison', input, job);
  job.cancel();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  expect(log).toEqual(['stopped']);
});

test('cancelling stops a calculation of the own thread at its next checkpoint', async () => {
  const job: JobControl = new JobControl(() => job.cancel());
  await expect(ownThread.run('comparison', input, job)).rejects.toMatchObject({ code: 'cancelled' });
});

test('a thread that ends by itself is told as such', async () => {
  const calculator = threadedCalculator(() => startThread([], true));
  await expect(calculator.run('comparison', input, new JobControl())).rejects.toMatchObject({
    code: 'study.calculationEnded',
  });
});
