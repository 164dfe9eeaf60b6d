import { join } from 'node:path';
import type { LiveThread } from '../../shared/cohort/live/twoThreads.ts';
import { type Calculator, ownThread } from '../../shared/study/calculation/calculator.ts';
import { Workbench } from '../../shared/workbench.ts';
import { ledgerAt } from '../audit/recordEvent.ts';
import { createDemo } from '../demo/createDemo.ts';
import { createNativeEngine, type NativeEngineOptions } from '../engine/nativeEngine.ts';
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
  /** Starts a thread that live counts share; default: they go on alone. */
  readonly startLiveThread?: () => LiveThread;
}

/** The workbench in plain Node, on native DuckDB and this machine's files: for the native host, the CLI and tests. */
export function createNodeWorkbench(options: NodeWorkbenchOptions = {}): Workbench {
  const userData = options.userData ?? userDataFolder(process.env, process.platform);
  const ledgerPath = join(userData, 'audit.jsonl');
  const now = () => new Date();
  return new Workbench({
    createEngine: () => createNativeEngine(options.engine),
    openFiles: openLocalRelease,
    now,
    monotonic: () => performance.now(),
    // Read at every opening, for the user may trust a key while the host runs.
    get trustedKeys() {
      return readTrustedKeys(join(userData, 'trusted-keys'));
    },
    record: ledgerAt(ledgerPath, now),
    createDemo,
    calculator: options.calculator ?? ownThread,
    startLiveThread: options.startLiveThread ?? null,
    writeTable,
  });
}
