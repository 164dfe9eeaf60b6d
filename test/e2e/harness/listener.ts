import { createServer, type Socket } from 'node:net';

/** A local server that counts who connects: what the application must never do. */
export interface Listener {
  readonly port: number;
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Listens on a free local port and hangs up on everybody. */
export function listen(): Promise<Listener> {
  let connections = 0;
  const server = createServer((socket: Socket) => {
    connections++;
    socket.destroy();
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
      done({
        port: address.port,
        connections: () => connections,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}
