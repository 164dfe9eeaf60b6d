import type { Progress } from '../engine/job.ts';
import { AkashiError, fromFailure, toFailure } from '../errors/akashiError.ts';
import type { OperationInput, OperationName, OperationOutput } from '../workbenchApi.ts';
import { type ClientMessage, type HostMessage, isHostMessage } from './messages.ts';
import type { Transport } from './transport.ts';

/** The part of an `AbortSignal` that a call needs. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Asks the host to stop; the call then fails with `cancelled` as soon as the host has stopped. */
  readonly signal?: CancelSignal;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AkashiError) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly stopListening: () => void;
}

/** The one way to the workbench from outside its host: typed calls with progress and cancellation. */
export class WorkbenchClient {
  readonly #transport: Transport;
  readonly #pending = new Map<number, Pending>();
  readonly #deathListeners = new Set<() => void>();
  #nextId = 1;
  #alive = true;

  constructor(transport: Transport) {
    this.#transport = transport;
    transport.listen(
      (message) => this.#receive(message),
      () => this.#die(),
    );
  }

  /** False once the host is gone; every call then fails with `host.died`. */
  get alive(): boolean {
    return this.#alive;
  }

  /** @throws AkashiError what the operation failed with; `cancelled`; `host.died` */
  call<N extends OperationName>(
    operation: N,
    input: OperationInput<N>,
    options: CallOptions = {},
  ): Promise<OperationOutput<N>> {
    const { signal, onProgress } = options;
    if (!this.#alive) return Promise.reject(new AkashiError('host.died', {}));
    if (signal?.aborted) return Promise.reject(new AkashiError('cancelled', {}));
    const id = this.#nextId++;
    const cancel = () => this.#send({ type: 'cancel', id });
    const answer = new Promise<unknown>((resolve, reject) => {
      const stopListening = () => signal?.removeEventListener('abort', cancel);
      this.#pending.set(id, { resolve, reject, onProgress, stopListening });
    });
    signal?.addEventListener('abort', cancel);
    try {
      this.#send({ type: 'call', id, operation, input });
    } catch (thrown) {
      const failure = { ok: false, error: toFailure(thrown) } as const;
      this.#receive({ type: 'result', id, result: failure } satisfies HostMessage);
    }
    // The host is this very code base: its answer has the operation's type.
    return answer as Promise<OperationOutput<N>>;
  }

  /** Calls `listener` once when the host dies; returns a function that stops listening. */
  onDied(listener: () => void): () => void {
    this.#deathListeners.add(listener);
    return () => this.#deathListeners.delete(listener);
  }

  /** Lets go of the host; pending calls fail with `host.died`. */
  close(): void {
    this.#deathListeners.clear();
    this.#die();
    this.#transport.close();
  }

  #send(message: ClientMessage): void {
    this.#transport.send(message);
  }

  #receive(message: unknown): void {
    if (!isHostMessage(message)) return;
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    if (message.type === 'progress') pending.onProgress?.(message.progress);
    else this.#settle(message.id, pending, message);
  }

  #settle(id: number, pending: Pending, { result }: Extract<HostMessage, { type: 'result' }>): void {
    this.#pending.delete(id);
    pending.stopListening();
    if (result.ok) pending.resolve(result.value);
    else pending.reject(fromFailure(result.error));
  }

  #die(): void {
    if (!this.#alive) return;
    this.#alive = false;
    for (const pending of this.#pending.values()) {
      pending.stopListening();
      pending.reject(new AkashiError('host.died', {}));
    }
    this.#pending.clear();
    for (const listener of this.#deathListeners) listener();
    this.#deathListeners.clear();
  }
}
