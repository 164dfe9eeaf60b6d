import type { LedgerEvent } from '../../shared/audit/ledgerEvent.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { isDiskFull } from '../files/diskFull.ts';
import { Ledger } from './ledger.ts';

/** Records events in the ledger at a path. What cannot be recorded must not happen: then it throws `file.diskFull` or `file.unwritable`. */
export function ledgerAt(path: string, now: () => Date): (event: LedgerEvent) => Promise<void> {
  const ledger = new Ledger(path, now);
  return async (event) => {
    try {
      await ledger.append(event);
    } catch (thrown) {
      throw new AkashiError(isDiskFull(thrown) ? 'file.diskFull' : 'file.unwritable', { path }, thrown);
    }
  };
}
