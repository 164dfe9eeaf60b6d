import { HOST_PORT } from '../../shared/platform/hostChannel.ts';
import type { PlatformApi } from '../../shared/platform/platformApi.ts';
import { domTransport } from '../../shared/rpc/transport.ts';
import { WorkbenchClient } from '../../shared/rpc/workbenchClient.ts';
import { helloOf } from './hello.ts';
import type { LiveHost } from './hostConnection.ts';

/** A client of the desktop's native host; null where there is none or its engine does not start. */
export async function connectNativeHost(platform: PlatformApi): Promise<LiveHost | null> {
  const arrival = portArrival();
  if (!(await platform.connectHost().catch(() => false))) {
    arrival.stop();
    return null;
  }
  const port = await arrival.port;
  let stopListening = () => {};
  const exit = new Promise<void>((resolve) => {
    stopListening = platform.onHostExit(resolve);
  });
  const available = await helloOf(port, exit);
  if (!available) {
    stopListening();
    port.close();
    return null;
  }
  const transport = domTransport(port, (died) => {
    port.addEventListener('close', died);
    void exit.then(() => {
      stopListening();
      died();
    });
  });
  return { engine: 'native', client: new WorkbenchClient(transport), offer: null };
}

/** The next port that the preload hands to this page. */
function portArrival(): { readonly port: Promise<MessagePort>; readonly stop: () => void } {
  let stop = () => {};
  const port = new Promise<MessagePort>((resolve) => {
    const receive = (event: MessageEvent) => {
      const [first] = event.ports;
      if (event.source !== window || event.data !== HOST_PORT || !first) return;
      stop();
      resolve(first);
    };
    stop = () => window.removeEventListener('message', receive);
    window.addEventListener('message', receive);
  });
  return { port, stop };
}
