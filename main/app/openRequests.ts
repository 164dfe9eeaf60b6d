import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The release or definition named on a command line.
 * @param args without the executable and, in development, without the application's folder
 * @param cwd what relative paths are relative to
 * @returns an absolute path that exists, or null
 */
export function locatorFromArguments(args: readonly string[], cwd: string): string | null {
  const named = args.find((arg) => !arg.startsWith('-'));
  if (named === undefined) return null;
  const path = resolve(cwd, named);
  return existsSync(path) ? path : null;
}

/** Keeps requests to open something until the page can take them. */
export class OpenRequests {
  #deliver: ((locator: string) => void) | null = null;
  readonly #waiting: string[] = [];

  request(locator: string): void {
    if (this.#deliver) this.#deliver(locator);
    else this.#waiting.push(locator);
  }

  /** From now on requests go to `deliver`; null while there is no page. */
  deliverTo(deliver: ((locator: string) => void) | null): void {
    this.#deliver = deliver;
    if (deliver) for (const locator of this.#waiting.splice(0)) deliver(locator);
  }
}
