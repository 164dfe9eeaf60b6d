import { AkashiError } from '../errors/akashiError.ts';

/** Results of studies by hash, so that further questions are answered at once; the one used last is kept longest. */
export class KeptRuns<R> {
  readonly #most: number;
  readonly #runs = new Map<string, R>();

  constructor(most: number) {
    this.#most = most;
  }

  find(hash: string): R | undefined {
    return this.#runs.get(hash);
  }

  /** @throws AkashiError `study.notRun` */
  get(hash: string): R {
    const run = this.#runs.get(hash);
    if (!run) throw new AkashiError('study.notRun', {});
    return run;
  }

  keep(hash: string, run: R): void {
    this.#runs.delete(hash);
    this.#runs.set(hash, run);
    for (const oldest of this.#runs.keys()) {
      if (this.#runs.size <= this.#most) break;
      this.#runs.delete(oldest);
    }
  }
}
