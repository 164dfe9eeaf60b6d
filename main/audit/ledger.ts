import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerEvent } from '../../shared/audit/ledgerEvent.ts';
import { genesis, type LedgerEntry, type LedgerHead, nextEntry, parseEntry } from './ledgerEntry.ts';

const LOCK_RETRY_MS = 20;
const LOCK_STALE_MS = 10_000;
const TAIL_BYTES = 65_536;

/**
 * The audit ledger: a file of JSON lines, each bound to the one before by a hash, that is only ever appended to. The
 * application and the command line may write to the same ledger at once. Entries name releases, cohorts and methods,
 * never a value from the data.
 */
export class Ledger {
  readonly #path: string;
  readonly #now: () => Date;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(path: string, now: () => Date) {
    this.#path = path;
    this.#now = now;
  }

  /** Writes one entry to the disk, after all that were asked for before. @throws the file system's error */
  append(event: LedgerEvent): Promise<LedgerEntry> {
    const written = this.#queue.then(() => this.#write(event));
    this.#queue = written.catch(() => {});
    return written;
  }

  async #write(event: LedgerEvent): Promise<LedgerEntry> {
    await mkdir(dirname(this.#path), { recursive: true });
    const release = await lock(`${this.#path}.lock`);
    try {
      const file = await open(this.#path, 'a+', 0o600);
      try {
        const { head, torn } = await readHead(file);
        const entry = nextEntry(head, this.#now().toISOString(), event);
        await file.writeFile(`${torn ? '\n' : ''}${JSON.stringify(entry)}\n`);
        await file.sync();
        return entry;
      } finally {
        await file.close();
      }
    } finally {
      await release();
    }
  }
}

/** The last whole entry, and whether a write that never finished follows it. */
async function readHead(file: FileHandle): Promise<{ head: LedgerHead; torn: boolean }> {
  const { size } = await file.stat();
  if (size === 0) return { head: { sequence: 0, hash: genesis }, torn: false };
  for (let length = Math.min(size, TAIL_BYTES); ; length = Math.min(size, length * 2)) {
    const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: size - length });
    const text = buffer.toString('utf8');
    const lines = text.slice(length === size ? 0 : text.indexOf('\n') + 1).split('\n');
    const torn = lines.pop() !== '';
    const entry = lines
      .reverse()
      .map(parseEntry)
      .find((parsed) => parsed !== null);
    if (entry) return { head: entry, torn };
    if (length === size) return { head: { sequence: 0, hash: genesis }, torn };
  }
}

/** Takes the lock file, whichever process wants it; one left behind by a crash is removed. */
async function lock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      const file = await open(path, 'wx');
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const age = await stat(path).then(
        (info) => Date.now() - info.mtimeMs,
        () => 0,
      );
      if (age > LOCK_STALE_MS) await rm(path, { force: true });
      else await pause(LOCK_RETRY_MS);
    }
  }
}
