import { performTask } from '../../../shared/cohort/live/liveTasks.ts';
import type { LiveThread } from '../../../shared/cohort/live/twoThreads.ts';

/** A thread that sees of its tasks what is cloned on the way, as real ones do: only shared memory gets its results. */
export function clonedThread(endsAfter = Number.POSITIVE_INFINITY): LiveThread {
  let left = endsAfter;
  return {
    perform: async (task) => {
      const copy = structuredClone(task);
      await new Promise(setImmediate);
      if (left === 0) return false;
      left--;
      performTask(copy);
      return true;
    },
    stop: () => {
      left = 0;
    },
  };
}
