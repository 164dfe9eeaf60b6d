import { writeFileSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AkashiError, type Result, toFailure } from '../../shared/errors/akashiError.ts';
import type { ProjectFile } from '../../shared/platform/platformApi.ts';
import { isDiskFull } from '../files/diskFull.ts';

const ending = '.akashi';
const largestBytes = 200_000_000;

/** Whether a path is named as a project. */
export function isProjectPath(path: string): boolean {
  return extname(path).toLowerCase() === ending;
}

/**
 * The project file that is open: only main knows where it lies, so the page cannot write anywhere else. It is
 * remembered beside the settings, for the next start.
 */
export class ProjectFiles {
  readonly #memory: string;
  #path: string | null = null;
  #read: string | null = null;

  /** @param memory the file that remembers which project is open */
  constructor(memory: string) {
    this.#memory = memory;
  }

  /** Where the open project lies; null when it was never saved. */
  get path(): string | null {
    return this.#path;
  }

  /** Reads a project. What is wrong inside it, the page says; only when it is content, saves go there: {@link adopt}. */
  async read(path: string): Promise<Result<ProjectFile>> {
    try {
      const { size } = await stat(path);
      if (size > largestBytes || !isProjectPath(path)) {
        throw new AkashiError('project.notAProject', { file: basename(path) });
      }
      const text = await readFile(path, 'utf8');
      this.#read = path;
      return { ok: true, value: { name: nameOf(path), text } };
    } catch (thrown) {
      if (thrown instanceof AkashiError) return { ok: false, error: toFailure(thrown) };
      const code = isMissing(thrown) ? 'file.notFound' : 'file.unreadable';
      return { ok: false, error: toFailure(new AkashiError(code, { path }, thrown)) };
    }
  }

  /** Writes the project whole or not at all, and remembers where. */
  async write(path: string, text: string): Promise<Result<{ readonly name: string }>> {
    const target = isProjectPath(path) ? path : `${path}${ending}`;
    const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
    try {
      await writeFile(part, text, { flush: true });
      await rename(part, target);
    } catch (thrown) {
      await rm(part, { force: true });
      const code = isDiskFull(thrown) ? 'file.diskFull' : 'file.unwritable';
      return { ok: false, error: toFailure(new AkashiError(code, { path: target }, thrown)) };
    }
    this.#become(target);
    return { ok: true, value: { name: nameOf(target) } };
  }

  /** The file read last is the open project now. */
  adopt(): void {
    this.#become(this.#read);
  }

  forget(): void {
    this.#become(null);
  }

  /** Reads the project that was open when the application ended, which it is again; null for none, or one that is gone. */
  async resume(): Promise<ProjectFile | null> {
    const path = this.#path ?? (await readFile(this.#memory, 'utf8').catch(() => ''));
    const file = path === '' ? null : await this.read(path);
    if (!file?.ok) return null;
    this.#path = path;
    return file.value;
  }

  #become(path: string | null): void {
    this.#path = path;
    try {
      writeFileSync(this.#memory, path ?? '');
    } catch {
      // Then the next start asks for the project again; saving is not hindered by it.
    }
  }
}

function nameOf(path: string): string {
  return basename(path, extname(path));
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}
