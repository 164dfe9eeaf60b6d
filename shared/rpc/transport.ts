/** A two-way channel of structured-cloneable messages. Whoever has one end knows nothing of the process at the other. */
export interface Transport {
  /** Sends a copy: nothing is transferred, for a transferred buffer loses the message between Electron's processes. */
  send(message: unknown): void;
  /** The one receiver; `onClosed` is called once, when the other end is gone for good. */
  listen(onMessage: (message: unknown) => void, onClosed: () => void): void;
  close(): void;
}

/** DOM ports and workers, whose events carry the message in `data`. */
export interface DomPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start?(): void;
  close?(): void;
  terminate?(): void;
}

/** Node's and Electron's ports. Node hands the message over itself, Electron an event with it in `data`. */
export interface EmitterPort {
  postMessage(message: unknown): void;
  on(type: 'message', listener: (message: unknown) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
  start?(): void;
  close?(): void;
}

/**
 * A transport over a browser's MessagePort or Worker, or over the global of a worker.
 * @param onDeath registers for the death of the other side, which such a port does not reliably report itself
 */
export function domTransport(port: DomPort, onDeath: (died: () => void) => void = () => {}): Transport {
  return {
    send: (message) => port.postMessage(message),
    listen: (onMessage, onClosed) => {
      const close = once(onClosed);
      port.addEventListener('message', (event) => onMessage(event.data));
      onDeath(close);
      port.start?.();
    },
    close: () => (port.close ?? port.terminate)?.call(port),
  };
}

/** A transport over a MessagePort of Node (`data: 'itself'`) or of Electron's main and utility processes (`'event'`). */
export function emitterTransport(port: EmitterPort, data: 'itself' | 'event'): Transport {
  return {
    send: (message) => port.postMessage(message),
    listen: (onMessage, onClosed) => {
      port.on('message', (message) =>
        onMessage(data === 'itself' ? message : (message as { readonly data: unknown }).data),
      );
      port.on('close', once(onClosed));
      port.start?.();
    },
    close: () => port.close?.(),
  };
}

/** Two ends of a channel within one process. Messages are cloned and arrive later, as they would between processes. */
export function loopback(): readonly [Transport, Transport] {
  const ends = [new LoopbackEnd(), new LoopbackEnd()] as const;
  ends[0].peer = ends[1];
  ends[1].peer = ends[0];
  return ends;
}

class LoopbackEnd implements Transport {
  peer: LoopbackEnd | null = null;
  #onMessage: (message: unknown) => void = () => {};
  #onClosed: () => void = () => {};

  send(message: unknown): void {
    const copy = structuredClone(message);
    void Promise.resolve().then(() => this.peer?.receive(copy));
  }

  receive(message: unknown): void {
    this.#onMessage(message);
  }

  listen(onMessage: (message: unknown) => void, onClosed: () => void): void {
    this.#onMessage = onMessage;
    this.#onClosed = onClosed;
  }

  close(): void {
    const peer = this.peer;
    this.peer = null;
    if (peer) void Promise.resolve().then(() => peer.lose());
  }

  lose(): void {
    if (!this.peer) return;
    this.peer = null;
    this.#onClosed();
  }
}

function once(listener: () => void): () => void {
  let called = false;
  return () => {
    if (called) return;
    called = true;
    listener();
  };
}
