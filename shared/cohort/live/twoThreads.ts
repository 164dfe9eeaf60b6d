import { type LiveTask, type LiveTaskInput, type LiveTaskName, liveTasks } from './liveTasks.ts';

/** A thread beside this one that shares its memory. */
export interface LiveThread {
  /** @returns false when the thread has ended and the task is not done */
  perform(task: LiveTask): Promise<boolean>;
  stop(): void;
}

/** Fewer persons or events are sooner done than sent. */
const leastShared = 50_000;

/** Does work on all persons or index events in two halves at once, where there can be another thread. */
export class TwoThreads {
  readonly #start: (() => LiveThread) | null;
  readonly #least: number;
  #thread: LiveThread | null = null;

  /** @param start called when there is something to share for the first time */
  constructor(start: (() => LiveThread) | null, least = leastShared) {
    this.#start = start;
    this.#least = least;
  }

  /** @param size number of persons or events */
  async run<N extends LiveTaskName>(name: N, input: LiveTaskInput<N>, size: number): Promise<void> {
    const task = liveTasks[name] as (input: LiveTaskInput<N>, range: LiveTask['range']) => void;
    const words = Math.ceil(size / 32);
    if (!this.#start || size < this.#least) {
      task(input, { from: 0, to: words });
      return;
    }
    this.#thread ??= this.#start();
    const half = words >> 1;
    const rest = { from: half, to: words };
    const others = this.#thread.perform({ name, input, range: rest });
    task(input, { from: 0, to: half });
    if (!(await others)) task(input, rest);
  }

  stop(): void {
    this.#thread?.stop();
  }
}
