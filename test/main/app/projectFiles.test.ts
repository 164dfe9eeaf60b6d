import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ProjectFiles } from '../../../main/app/projectFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'akashi-projects-'));
const memory = join(folder, 'open-project.txt');
afterAll(() => rmSync(folder, { recursive: true }));

test('a project that was read is the open one only once it was accepted', async () => {
  const [mine, other] = [join(folder, 'mine.akashi'), join(folder, 'other.akashi')];
  writeFileSync(mine, 'mine');
  writeFileSync(other, 'other');
  const projects = new ProjectFiles(memory);
  expect(await projects.read(mine)).toEqual({ ok: true, value: { name: 'mine', text: 'mine' } });
  expect(projects.path).toBeNull();
  projects.adopt();
  await projects.read(other);
  expect(projects.path).toBe(mine);
  projects.forget();
  expect(projects.path).toBeNull();
});

test('what is written is there whole under the project’s ending, and nothing beside it', async () => {
  const projects = new ProjectFiles(memory);
  expect(await projects.write(join(folder, 'new'), 'text')).toEqual({ ok: true, value: { name: 'new' } });
  expect(readFileSync(join(folder, 'new.akashi'), 'utf8')).toBe('text');
  expect(projects.path).toBe(join(folder, 'new.akashi'));
  expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
});

test('files that are missing, named otherwise or cannot be written are told by a code', async () => {
  const projects = new ProjectFiles(memory);
  writeFileSync(join(folder, 'secret.txt'), 'x');
  const codes = await Promise.all([
    projects.read(join(folder, 'missing.akashi')),
    projects.read(join(folder, 'secret.txt')),
    projects.write(join(folder, 'no', 'such.akashi'), 'x'),
  ]);
  expect(codes.map((result) => (result.ok ? 'ok' : result.error.code))).toEqual([
    'file.notFound',
    'project.notAProject',
    'file.unwritable',
  ]);
  expect(projects.path).toBeNull();
});

test('the project that was open is open again at the next start, unless it was closed or is gone', async () => {
  const path = join(folder, 'kept.akashi');
  const first = new ProjectFiles(memory);
  await first.write(path, 'kept');
  const next = new ProjectFiles(memory);
  expect(next.path).toBeNull();
  expect(await next.resume()).toEqual({ name: 'kept', text: 'kept' });
  expect(next.path).toBe(path);
  rmSync(path);
  const gone = new ProjectFiles(memory);
  expect(await gone.resume()).toBeNull();
  expect(gone.path).toBeNull();
  next.forget();
  writeFileSync(path, 'kept');
  expect(await new ProjectFiles(memory).resume()).toBeNull();
});
