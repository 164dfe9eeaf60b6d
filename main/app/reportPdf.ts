import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import { appOrigin } from './appScheme.ts';
import { refuseNetwork } from './networkRefusal.ts';

/**
 * A report's page as PDF, A4, printed in a window that is never shown, runs no script, keeps nothing and reaches
 * nothing but this one page.
 */
export async function reportPdf(html: string): Promise<Uint8Array> {
  const own = session.fromPartition(`report-${randomUUID()}`);
  await refuseNetwork(own);
  own.protocol.handle(
    'akashi',
    () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, javascript: false, sandbox: true, contextIsolation: true },
  });
  try {
    await window.loadURL(`${appOrigin}/report.html`);
    return await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
  } finally {
    window.destroy();
    own.protocol.unhandle('akashi');
  }
}
