/**
 * How the renderer gets a channel to the native host. The preload calls `PlatformApi.connectHost`; main starts the
 * host's process (out/main/nativeHost.js, `--user-data FOLDER` among its arguments: where the audit ledger lies) if it
 * is not running and posts it a {@link HostConnect} with one end of a fresh channel as `ports[0]`; the other end
 * reaches the page as a `message` event on the window whose `data` is {@link HOST_PORT} and whose first port it is.
 */
export const HOST_PORT = 'akashi:host-port';

/** What main posts to the native host's `process.parentPort`. */
export interface HostConnect {
  readonly type: 'connect';
}
