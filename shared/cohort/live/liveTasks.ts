import { chooseBySpans } from './chooseBySpans.ts';
import { fillSpans } from './eventSpans.ts';
import { markObserved } from './liveEntry.ts';
import { markUnchanged } from './liveSelection.ts';
import { markStartsWithin } from './startsWithin.ts';
import type { WordRange } from './wordRange.ts';

/** Work on all persons or index events, each for itself. What it writes lies in shared memory, in words of its range. */
export const liveTasks = { fillSpans, markObserved, chooseBySpans, markUnchanged, markStartsWithin } as const;

export type LiveTaskName = keyof typeof liveTasks;
export type LiveTaskInput<N extends LiveTaskName> = Parameters<(typeof liveTasks)[N]>[0];

/** One part of such work, as it is sent to another thread. */
export interface LiveTask {
  readonly name: LiveTaskName;
  readonly input: unknown;
  readonly range: WordRange;
}

export function performTask({ name, input, range }: LiveTask): void {
  // Both sides are of one build.
  const task = liveTasks[name] as (input: unknown, range: WordRange) => void;
  task(input, range);
}
