import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { securityHeaders } from './securityHeaders.ts';

/** Media types of everything that the application ships; other files are not served. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface StaticResponse {
  readonly status: 200 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/**
 * Answers a request for a file of a folder, with the security headers whatever the answer. Links that lead out of the
 * folder, unknown kinds of file and every method but GET and HEAD are refused.
 * @param pathname the URL's path, still percent-encoded; `/` is `index.html`
 */
export async function serveStatic(folder: string, method: string, pathname: string): Promise<StaticResponse> {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405);
  const file = await resolveInside(folder, pathname === '/' ? '/index.html' : pathname);
  const mediaType = file === null ? undefined : mediaTypes[extname(file)];
  if (file === null || mediaType === undefined) return refusal(404);
  const body = new Uint8Array(await readFile(file));
  return {
    status: 200,
    headers: { ...securityHeaders, 'content-type': mediaType, 'content-length': String(body.length) },
    body: method === 'HEAD' ? null : body,
  };
}

async function resolveInside(folder: string, pathname: string): Promise<string | null> {
  try {
    const path = decodeURIComponent(pathname);
    if (path.includes('\0')) return null;
    const [top, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    return file.startsWith(top + sep) ? file : null;
  } catch {
    return null;
  }
}

function refusal(status: 404 | 405): StaticResponse {
  return { status, headers: { ...securityHeaders, 'content-type': 'text/plain' }, body: null };
}
