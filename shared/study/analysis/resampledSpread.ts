/** Standard deviations over resamples of several lists of values; a value that is not finite leaves its resample out. */
export class ResampledSpread {
  readonly #sums: Float64Array[] = [];
  readonly #squares: Float64Array[] = [];
  readonly #counts: Float64Array[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  add(...lists: readonly Float64Array[]): void {
    lists.forEach((values, list) => {
      for (const sums of [this.#sums, this.#squares, this.#counts])
        sums[list] ??= new Float64Array(this.#size);
      values.forEach((value, k) => {
        if (!Number.isFinite(value)) return;
        const increase = (into: Float64Array | undefined, by: number): void => {
          if (into) into[k] = (into[k] as number) + by;
        };
        increase(this.#sums[list], value);
        increase(this.#squares[list], value * value);
        increase(this.#counts[list], 1);
      });
    });
  }

  errors(list = 0): Float64Array {
    return Float64Array.from({ length: this.#size }, (_, k) => {
      const count = this.#counts[list]?.[k] ?? 0;
      const mean = (this.#sums[list]?.[k] ?? 0) / count;
      const variance = ((this.#squares[list]?.[k] ?? 0) - count * mean * mean) / (count - 1);
      return Math.sqrt(Math.max(0, variance));
    });
  }
}
