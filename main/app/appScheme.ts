import { protocol, type Session } from 'electron';
import { serveStatic } from './staticFiles.ts';

/** The application's own origin; the page, its workers and its files come from nowhere else. */
export const appOrigin = 'akashi://app';

/** Makes `akashi:` a secure, standard scheme. Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'akashi',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** Serves `akashi://app/` of a session from a folder. */
export function handleAppScheme(session: Session, folder: string): void {
  session.protocol.handle('akashi', async (request) => {
    const url = new URL(request.url);
    const { status, headers, body } = await serveStatic(
      folder,
      url.host === 'app' ? request.method : 'refused',
      url.pathname,
    );
    return new Response(body, { status, headers });
  });
}

/** Whether a URL belongs to the application. */
export function isAppUrl(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}
