import { AkashiError } from '../../shared/errors/akashiError.ts';
import type { PlatformApi } from '../../shared/platform/platformApi.ts';
import type { CallOptions, WorkbenchClient } from '../../shared/rpc/workbenchClient.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../shared/workbenchApi.ts';
import { connectNativeHost } from './nativeHostChannel.ts';
import type { PickedRelease } from './pickedRelease.ts';
import { connectWorkerHost } from './workerHostChannel.ts';

/** A client of one living host. */
export interface LiveHost {
  readonly engine: 'native' | 'wasm';
  readonly client: WorkbenchClient;
  /** Makes files that the user picked openable under their locator; only a host without a file system needs it. */
  readonly offer: ((release: PickedRelease) => void) | null;
}

/**
 * The renderer's one door to the workbench, whichever host answers. A host that dies is replaced when the next call
 * comes; what it had open is lost, of which the listeners of {@link onDied} are told.
 */
export class HostConnection {
  readonly #platform: PlatformApi;
  readonly #preferred: 'native' | 'wasm';
  readonly #picked: PickedRelease[] = [];
  readonly #deathListeners = new Set<() => void>();
  #live: Promise<LiveHost> | null = null;

  /** @param preferred the engine wanted; where the native one does not start, the WebAssembly host takes over */
  constructor(platform: PlatformApi, preferred: 'native' | 'wasm') {
    this.#platform = platform;
    this.#preferred = preferred;
  }

  /** Starts a host if none lives. @returns the engine that answers @throws AkashiError `engine.unavailable` */
  async engine(): Promise<'native' | 'wasm'> {
    return (await this.#connected()).engine;
  }

  /** @throws AkashiError as {@link WorkbenchClient.call} */
  async call<N extends OperationName>(
    operation: N,
    input: OperationInput<N>,
    options?: CallOptions,
  ): Promise<OperationOutput<N>> {
    const { client } = await this.#connected();
    return client.call(operation, input, options);
  }

  /** Makes picked files openable. @returns the locator for `release.open` */
  async offer(title: string, files: PickedRelease['files']): Promise<string> {
    const release = { locator: `picked:${this.#picked.length + 1}`, title, files };
    this.#picked.push(release);
    const host = await this.#connected();
    host.offer?.(release);
    return release.locator;
  }

  /** Calls `listener` whenever a host dies: its open release and its results are gone. Returns a function that stops it. */
  onDied(listener: () => void): () => void {
    this.#deathListeners.add(listener);
    return () => this.#deathListeners.delete(listener);
  }

  /** Lets go of the host; a later call starts a fresh one. */
  async close(): Promise<void> {
    const live = this.#live;
    this.#live = null;
    const host = await live?.catch(() => null);
    host?.client.close();
  }

  #connected(): Promise<LiveHost> {
    this.#live ??= this.#start().catch((thrown) => {
      this.#live = null;
      throw thrown;
    });
    return this.#live;
  }

  async #start(): Promise<LiveHost> {
    const native = this.#preferred === 'native' ? await connectNativeHost(this.#platform) : null;
    const host = native ?? (await connectWorkerHost());
    if (!host) throw new AkashiError('engine.unavailable', { engine: 'DuckDB-Wasm' });
    for (const release of this.#picked) host.offer?.(release);
    host.client.onDied(() => {
      this.#live = null;
      for (const listener of this.#deathListeners) listener();
    });
    return host;
  }
}
