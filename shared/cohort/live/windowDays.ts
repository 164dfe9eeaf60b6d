import { AgeDays } from './ageDays.ts';
import type { AgeAtStart } from './eventFilters.ts';
import type { LiveEntry } from './liveEntry.ts';
import type { StartWindow } from './startWindow.ts';
import { larger, smaller } from './unbranched.ts';

/** The first and the last day on which an event must start for a window about an index event. */
export class WindowDays {
  readonly #window: StartWindow;
  readonly #entry: LiveEntry;
  readonly #ages: AgeDays | null;

  constructor(window: StartWindow, entry: LiveEntry, age: AgeAtStart | null) {
    this.#window = window;
    this.#entry = entry;
    this.#ages = age && new AgeDays(age);
  }

  first(index: number, person: number): number {
    const start = this.#entry.startOf[index] ?? 0;
    let day = start + this.#window.first;
    if (this.#window.isObserved) day = larger(day, start - (this.#entry.observedBefore[index] ?? 0));
    return this.#ages ? larger(day, this.#ages.first(person)) : day;
  }

  last(index: number, person: number): number {
    const start = this.#entry.startOf[index] ?? 0;
    let day = start + this.#window.last;
    if (this.#window.isObserved) day = smaller(day, start + (this.#entry.observedAfter[index] ?? 0));
    return this.#ages ? smaller(day, this.#ages.last(person)) : day;
  }
}
