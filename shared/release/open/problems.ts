import { AkashiError, type Failure, toFailure } from '../../errors/akashiError.ts';

/** Gathers what is wrong with a release, so that all of it can be said at once. */
export class Problems {
  readonly #failures: Failure[] = [];

  get any(): boolean {
    return this.#failures.length > 0;
  }

  add(error: AkashiError): void {
    this.#failures.push(toFailure(error));
  }

  /**
   * Runs a step; null when it met a problem of the release, which is kept. What is no such problem (cancelled, out of
   * memory) is thrown on.
   */
  async attempt<T>(step: () => T | Promise<T>): Promise<T | null> {
    try {
      return await step();
    } catch (thrown) {
      if (!isReleaseProblem(thrown)) throw thrown;
      if (thrown.code === 'release.problems') {
        this.#failures.push(...(thrown as AkashiError<'release.problems'>).params.failures);
      } else this.add(thrown);
      return null;
    }
  }

  /** @throws AkashiError the one problem, or `release.problems` for several */
  throwIfAny(): void {
    const [first, second] = this.#failures;
    if (first === undefined) return;
    if (second === undefined) throw new AkashiError(first.code, first.params);
    throw new AkashiError('release.problems', { count: this.#failures.length, failures: this.#failures });
  }
}

function isReleaseProblem(thrown: unknown): thrown is AkashiError {
  return thrown instanceof AkashiError && /^(release|file)\./.test(thrown.code);
}
