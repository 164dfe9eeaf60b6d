import { isHostHello } from '../../shared/rpc/messages.ts';

/** A host that has not said hello by then never will: a binding that hangs, a worker that cannot load. */
const patienceMs = 30_000;

/** Waits for a host's first message. @returns whether its engine works; false when it ends or stays silent */
export function helloOf(port: MessagePort | Worker, ended: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (available: boolean) => {
      clearTimeout(timer);
      port.removeEventListener('message', receive);
      resolve(available);
    };
    const receive = (event: Event) => {
      if (event instanceof MessageEvent && isHostHello(event.data)) settle(event.data.available);
    };
    const timer = setTimeout(() => settle(false), patienceMs);
    port.addEventListener('message', receive);
    if (port instanceof MessagePort) port.start();
    void ended.then(() => settle(false));
  });
}
