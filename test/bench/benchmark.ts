/** One figure of a benchmark: what was measured, on which engine, how long it took and, where it applies, how many rows. */
export interface Figure {
  readonly what: string;
  readonly engine: string;
  readonly milliseconds: number;
  readonly rows?: number;
  /** A ratio to a baseline of the same run, or another remark. */
  readonly note?: string;
  /** Code of the failure that ended it. */
  readonly failed?: string;
}

export interface BenchmarkOptions {
  /** Shrinks the data; 1 is the published size. */
  readonly scale: number;
  /** A release that exists already, instead of demo releases made for the occasion. */
  readonly release: string | undefined;
  /** The engine that opens it. */
  readonly engine: 'native' | 'wasm';
  /** The only part of a benchmark to run, by the benchmark's own name for it. */
  readonly part: string | undefined;
}

/** A group of figures; the runner prints each as it comes. */
export interface Benchmark {
  readonly name: string;
  run(options: BenchmarkOptions): AsyncIterable<Figure>;
}

/** How long the fastest of some runs of `work` took. */
export async function fastest(runs: number, work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
