import { app, type WebContents } from 'electron';
import { appOrigin } from './appScheme.ts';

/**
 * Refuses every page, now and later, to open windows, attach views, talk to peers or go anywhere but to the application's
 * own page (which a reload does).
 */
export function refuseLeavingTheApp(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const stay = (event: { readonly url: string; preventDefault(): void }): void => {
      if (event.url !== `${appOrigin}/`) event.preventDefault();
    };
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', stay);
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
  });
}
