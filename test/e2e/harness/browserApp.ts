import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serveStatic } from '../../../main/app/staticFiles.ts';
import { projectRoot } from '../../../main/dev/command.ts';
import { sandboxArguments } from '../../../main/dev/electronRuntime.ts';
import { findChromium } from '../../../main/dev/systemPackages.ts';
import { type OpenApp, watchComplaints } from './openApp.ts';

/** Opens the built page in a browser, where the WebAssembly host answers, with the headers that the desktop sends. */
export async function openBrowserApp(options: { readonly locale?: string } = {}): Promise<OpenApp> {
  const program = findChromium();
  if (program === null) throw new Error('There is no Chromium, Chrome or Edge here.');
  const server = await serve(join(projectRoot, 'out', 'renderer'));
  const browser = await chromium.launch({
    executablePath: program,
    args: [...sandboxArguments()],
  });
  const context = await browser.newContext({
    locale: options.locale ?? 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  const complaints = watchComplaints(page);
  await page.goto(`http://127.0.0.1:${portOf(server)}/`);
  return {
    page,
    complaints,
    async chooseNext(path) {
      page.once('filechooser', (chooser) => void chooser.setFiles(path));
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

function serve(folder: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const { status, headers, body } = await serveStatic(folder, request.method ?? '', pathname);
    response.writeHead(status, headers).end(body);
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
