import { Worker } from 'node:worker_threads';
import type { LiveTask } from '../../shared/cohort/live/liveTasks.ts';
import type { LiveThread } from '../../shared/cohort/live/twoThreads.ts';
import { garbageCollector, SharedGarbage } from './sharedGarbage.ts';

/** What {@link startLiveThread} sends: a task, which is answered, or that garbage is to be collected. */
export type LiveMessage = LiveTask | 'collect';

/** Starts a thread of this process that counts beside it. @param program the built `main/host/liveProgram.ts` */
export function startLiveThread(program: URL): LiveThread {
  const collect = garbageCollector();
  const worker = new Worker(program);
  const send = (message: LiveMessage) => worker.postMessage(message);
  const garbage = new SharedGarbage(() => {
    send('collect');
    collect();
  });
  // Answers come in the order of the tasks.
  const waiting: ((isDone: boolean) => void)[] = [];
  let isEnded = false;
  const end = () => {
    isEnded = true;
    garbage.stop();
    for (const settle of waiting.splice(0)) settle(false);
  };
  worker.on('message', () => waiting.shift()?.(true));
  // Only after its end is nothing written any more that others do instead.
  worker.on('exit', end);
  worker.on('error', () => {});
  return {
    perform: (task) => {
      if (isEnded) return Promise.resolve(false);
      garbage.share(task.input);
      send(task);
      return new Promise((settle) => waiting.push(settle));
    },
    stop: () => {
      garbage.stop();
      void worker.terminate();
    },
  };
}
