import { join } from 'node:path';
import { app, MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import type { HostConnect } from '../../shared/platform/hostChannel.ts';
import { channels } from '../preload/channels.ts';

/**
 * The process that runs the workbench on native DuckDB. It is started when the page asks for it, and again when the
 * page asks after it died; pages that talked to it are told.
 */
export class NativeHostProcess {
  #process: UtilityProcess | null = null;
  readonly #clients = new Set<WebContents>();

  /** Hands a page one end of a fresh channel and the host the other. */
  connect(client: WebContents): void {
    this.#process ??= this.#start();
    const { port1, port2 } = new MessageChannelMain();
    const message: HostConnect = { type: 'connect' };
    this.#process.postMessage(message, [port1]);
    client.postMessage(channels.hostPort, null, [port2]);
    if (this.#clients.has(client)) return;
    this.#clients.add(client);
    client.once('destroyed', () => this.#clients.delete(client));
  }

  stop(): void {
    this.#process?.kill();
  }

  #start(): UtilityProcess {
    const started = utilityProcess.fork(
      join(app.getAppPath(), 'out', 'main', 'nativeHost.js'),
      ['--user-data', app.getPath('userData')],
      { serviceName: 'Akashi native host', stdio: app.isPackaged ? 'ignore' : 'inherit' },
    );
    started.once('exit', () => {
      this.#process = null;
      for (const client of this.#clients) client.send(channels.hostExit);
    });
    return started;
  }
}
