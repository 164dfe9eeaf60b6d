/**
 * Where Circe numbers rows by an order that leaves ties, the engine may put any of the tied rows first. The evaluator
 * asks `pick` there, and is run again until every combination of answers has been seen.
 */
export class Choices {
  readonly #script: readonly number[];
  readonly #widths: number[] = [];

  constructor(script: readonly number[]) {
    this.#script = script;
  }

  pick<T>(tied: readonly T[]): T {
    const index = tied.length === 1 ? 0 : this.#next(tied.length);
    const item = tied[index];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  #next(width: number): number {
    this.#widths.push(width);
    return this.#script[this.#widths.length - 1] ?? 0;
  }

  /** The answers to give in the next run, or null when this was the last. */
  nextScript(): number[] | null {
    for (let i = this.#widths.length - 1; i >= 0; i--) {
      const answer = this.#script[i] ?? 0;
      if (answer + 1 < (this.#widths[i] ?? 0)) {
        return [...Array.from({ length: i }, (_, k) => this.#script[k] ?? 0), answer + 1];
      }
    }
    return null;
  }
}

/** Every outcome of `run` over all ways to break its ties; null when there are more than `limit`. */
export function allOutcomes<T>(run: (choices: Choices) => T, limit = 256): T[] | null {
  const outcomes: T[] = [];
  let script: number[] | null = [];
  while (script) {
    if (outcomes.length === limit) return null;
    const choices = new Choices(script);
    outcomes.push(run(choices));
    script = choices.nextScript();
  }
  return outcomes;
}

/** The first of `items` in `order`, ties picked by `choices`; undefined when there is none. */
export function firstOf<T>(
  items: readonly T[],
  order: (a: T, b: T) => number,
  choices: Choices,
): T | undefined {
  let best: T[] = [];
  for (const item of items) {
    const lead = best[0];
    const sign = lead === undefined ? -1 : order(item, lead);
    if (sign < 0) best = [item];
    else if (sign === 0) best.push(item);
  }
  return best.length === 0 ? undefined : choices.pick(best);
}
