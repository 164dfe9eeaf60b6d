import { join } from 'node:path';
import type { LedgerEvent } from '../../shared/audit/ledgerEvent.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { type Calculator, ownThread } from '../../shared/study/calculation/calculator.ts';
import { Workbench } from '../../shared/workbench.ts';
import { Ledger } from '../audit/ledger.ts';
import { createDemo } from '../demo/createDemo.ts';
import { createNativeEngine, type NativeEngineOptions } from '../engine/nativeEngine.ts';
import { isDiskFull } from '../files/diskFull.ts';
import { openLocalRelease } from '../files/openLocalRelease.ts';
import { writeTable } from '../files/writeTable.ts';
import { readTrustedKeys } from './trustedKeys.ts';
import { userDataFolder } from './userDataFolder.ts';

export interface NodeWorkbenchOptions {
  readonly engine?: NativeEngineOptions;
  /** Where the audit ledger and the trusted keys lie; default: the user's folder. */
  readonly userData?: string;
  /** Where long calculations run; default: in the thread that asks. */
  readonly calculator?: Calculator;
}

/** The workbench in plain Node, on native DuckDB and this machine's files: for the native host, the CLI and tests. */
export function createNodeWorkbench(options: NodeWorkbenchOptions = {}): Workbench {
  const userData = options.userData ?? userDataFolder(process.env, process.platform);
  const ledgerPath = join(userData, 'audit.jsonl');
  const now = () => new Date();
  const ledger = new Ledger(ledgerPath, now);
  return new Workbench({
    createEngine: () => createNativeEngine(options.engine),
    openFiles: openLocalRelease,
    now,
    monotonic: () => performance.now(),
    // Read at every opening, for the user may trust a key while the host runs.
    get trustedKeys() {
      return readTrustedKeys(join(userData, 'trusted-keys'));
    },
    record: (event) => recordIn(ledger, ledgerPath, event),
    createDemo,
    calculator: options.calculator ?? ownThread,
    writeTable,
  });
}

/** What cannot be recorded must not happen. */
async function recordIn(ledger: Ledger, path: string, event: LedgerEvent): Promise<void> {
  try {
    await ledger.append(event);
  } catch (thrown) {
    throw new AkashiError(isDiskFull(thrown) ? 'file.diskFull' : 'file.unwritable', { path }, thrown);
  }
}
