import { performTask } from '../../../shared/cohort/live/liveTasks.ts';
import type { LiveThread } from '../../../shared/cohort/live/twoThreads.ts';

/** A thread that sees of its tasks what is cloned on the way, as real ones do: only shared memory gets its results. */
export function clonedThread(): LiveThread {
  return {
    perform: async (task) => {
      const copy = structuredClone(task);
      await new Promise(setImmediate);
      performTask(copy);
      return true;
    },
    stop: () => {},
  };
}
