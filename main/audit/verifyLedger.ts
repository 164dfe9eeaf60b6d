import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { entryHash, genesis, type LedgerHead, parseEntry } from './ledgerEntry.ts';

/** Whether a ledger is whole, and if not, the first line (from 1) where it is not and why. */
export type LedgerVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | {
      readonly intact: false;
      readonly line: number;
      readonly problem: 'unreadable' | 'reordered' | 'broken' | 'changed';
    };

/**
 * Walks the chain. `changed`: an entry no longer has its hash; `broken`: it does not follow from the one before;
 * `reordered`: its number is not the next. Entries cut off at the end cannot be told from the file alone: compare
 * `head` with one noted elsewhere.
 * @throws the file system's error when there is no such file
 */
export async function verifyLedger(path: string): Promise<LedgerVerdict> {
  let head: LedgerHead = { sequence: 0, hash: genesis };
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: 0 })) {
    line++;
    const entry = parseEntry(text);
    if (entry === null) return { intact: false, line, problem: 'unreadable' };
    if (entryHash(entry) !== entry.hash) return { intact: false, line, problem: 'changed' };
    if (entry.sequence !== head.sequence + 1) return { intact: false, line, problem: 'reordered' };
    if (entry.previous !== head.hash) return { intact: false, line, problem: 'broken' };
    head = entry;
  }
  return { intact: true, entries: line, head: head.hash };
}
