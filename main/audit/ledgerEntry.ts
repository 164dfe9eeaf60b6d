import { createHash } from 'node:crypto';
import type { LedgerEvent } from '../../shared/audit/ledgerEvent.ts';

/** One line of the audit ledger. */
export interface LedgerEntry {
  /** 1, 2, 3 … */
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly event: LedgerEvent;
  /** Hash of the entry before; {@link genesis} for the first. */
  readonly previous: string;
  /** SHA-256 (hex) over previous, sequence, time and event: changing any entry breaks all after it. */
  readonly hash: string;
}

/** What stands before the first entry. */
export const genesis = '0'.repeat(64);

/** Where a chain ends. */
export type LedgerHead = Pick<LedgerEntry, 'sequence' | 'hash'>;

/** The entry that follows `head`. */
export function nextEntry(head: LedgerHead, time: string, event: LedgerEvent): LedgerEntry {
  const sequence = head.sequence + 1;
  const hash = entryHash({ sequence, time, event, previous: head.hash });
  return { sequence, time, event, previous: head.hash, hash };
}

/** The hash that an entry of this content must have. */
export function entryHash({ previous, sequence, time, event }: Omit<LedgerEntry, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([previous, sequence, time, event]))
    .digest('hex');
}

/** Reads one line; null when it is no entry. */
export function parseEntry(line: string): LedgerEntry | null {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is LedgerEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Partial<Record<keyof LedgerEntry, unknown>>;
  return (
    typeof entry.sequence === 'number' &&
    typeof entry.time === 'string' &&
    typeof entry.event === 'object' &&
    typeof entry.previous === 'string' &&
    typeof entry.hash === 'string'
  );
}
