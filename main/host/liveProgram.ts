import { parentPort } from 'node:worker_threads';
import { performTask } from '../../shared/cohort/live/liveTasks.ts';
import type { LiveMessage } from './liveThread.ts';
import { garbageCollector } from './sharedGarbage.ts';

const collect = garbageCollector();

parentPort?.on('message', (message: LiveMessage) => {
  if (message === 'collect') {
    collect();
    return;
  }
  performTask(message);
  parentPort?.postMessage('done');
});
