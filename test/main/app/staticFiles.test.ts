import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { securityHeaders } from '../../../main/app/securityHeaders.ts';
import { serveStatic } from '../../../main/app/staticFiles.ts';

let top: string;
let folder: string;

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'akashi-static-'));
  folder = join(top, 'app');
  await mkdir(folder);
  await mkdir(join(top, 'app-secret'));
  await Promise.all([
    writeFile(join(folder, 'index.html'), '<p>証</p>'),
    writeFile(join(folder, 'a b.wasm'), new Uint8Array([0, 97, 115, 109])),
    writeFile(join(folder, 'notes.txt'), 'x'),
    writeFile(join(top, 'outside.json'), '{}'),
    writeFile(join(top, 'app-secret', 'x.json'), '{}'),
  ]);
  await symlink(join(top, 'outside.json'), join(folder, 'link.json'));
});
afterAll(() => rm(top, { recursive: true }));

test('files are served with their media type and the security headers', async () => {
  const page = await serveStatic(folder, 'GET', '/');
  expect(page.status).toBe(200);
  expect(page.headers).toMatchObject({ ...securityHeaders, 'content-type': 'text/html; charset=utf-8' });
  expect(new TextDecoder().decode(page.body ?? new Uint8Array())).toBe('<p>証</p>');
  const wasm = await serveStatic(folder, 'GET', '/a%20b.wasm');
  expect(wasm.headers['content-type']).toBe('application/wasm');
});

test('HEAD has the headers and no body; other methods are refused', async () => {
  const head = await serveStatic(folder, 'HEAD', '/index.html');
  expect(head).toMatchObject({ status: 200, body: null, headers: { 'content-length': '10' } });
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    expect((await serveStatic(folder, method, '/')).status).toBe(405);
  }
});

test.each([
  '/missing.html',
  '/notes.txt',
  '/link.json',
  '/../outside.json',
  '/..%2foutside.json',
  '/%2e%2e/outside.json',
  '/../app-secret/x.json',
  '/%00',
  '/%zz',
  '/.',
  '',
])('%s is not served', async (path) => {
  expect(await serveStatic(folder, 'GET', path)).toMatchObject({
    status: 404,
    body: null,
    headers: securityHeaders,
  });
});
