import { app, type Session } from 'electron';
import { appOrigin, isAppUrl } from './appScheme.ts';

/**
 * Switches off what Chromium would do on the network by itself, and makes names unresolvable. Must run before the app
 * is ready.
 */
export function refuseNetworkOfChromium(): void {
  const { commandLine } = app;
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'dns-prefetch-disable',
    'no-pings',
  ]) {
    commandLine.appendSwitch(name);
  }
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/**
 * Refuses a session everything that is not the application: requests, permissions, devices and downloads. Emulated
 * offline and a proxy that leads nowhere stand behind the refusal.
 */
export async function refuseNetwork(session: Session): Promise<void> {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowed(url) }));
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write'),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  session.enableNetworkEmulation({ offline: true });
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: '127.0.0.1:9',
    proxyBypassRules: '<-loopback>',
  });
}

function isAllowed(url: string): boolean {
  return (
    isAppUrl(url) ||
    url.startsWith(`blob:${appOrigin}/`) ||
    url.startsWith('data:') ||
    (!app.isPackaged && url.startsWith('devtools://'))
  );
}
