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

/** The project file that is open: only main knows where it lies, so the page cannot write anywhere else. */
export class ProjectFiles {
  #path: string | null = null;
  #read: string | null = null;

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
    this.#path = target;
    return { ok: true, value: { name: nameOf(target) } };
  }

  /** The file read last is the open project now. */
  adopt(): void {
    this.#path = this.#read;
  }

  forget(): void {
    this.#path = null;
  }
}

function nameOf(path: string): string {
  return basename(path, extname(path));
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}
