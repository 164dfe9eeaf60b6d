import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ProjectFiles } from '../../../main/app/projectFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'akashi-projects-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a project that was read is the open one only once it was accepted', async () => {
  const [mine, other] = [join(folder, 'mine.akashi'), join(folder, 'other.akashi')];
  writeFileSync(mine, 'mine');
  writeFileSync(other, 'other');
  const projects = new ProjectFiles();
  expect(await projects.read(mine)).toEqual({ ok: true, value: { name: 'mine', text: 'mine' } });
  expect(projects.path).toBeNull();
  projects.adopt();
  await projects.read(other);
  expect(projects.path).toBe(mine);
  projects.forget();
  expect(projects.path).toBeNull();
});

test('what is written is there whole under the project’s ending, and nothing beside it', async () => {
  const projects = new ProjectFiles();
  expect(await projects.write(join(folder, 'new'), 'text')).toEqual({ ok: true, value: { name: 'new' } });
  expect(readFileSync(join(folder, 'new.akashi'), 'utf8')).toBe('text');
  expect(projects.path).toBe(join(folder, 'new.akashi'));
  expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
});

test('files that are missing, named otherwise or cannot be written are told by a code', async () => {
  const projects = new ProjectFiles();
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
