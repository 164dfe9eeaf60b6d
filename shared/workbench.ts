import type { LedgerEvent } from './audit/ledgerEvent.ts';
import type { Job } from './engine/job.ts';
import type { QueryEngine } from './engine/queryEngine.ts';
import { AkashiError } from './errors/akashiError.ts';
import type { ReleaseFiles } from './release/releaseFiles.ts';
import type { OperationInput, OperationName, OperationOutput } from './workbenchApi.ts';

/** What a host gives the workbench: engine, files, clock, ledger. */
export interface WorkbenchHost {
  /** A fresh engine for one release. */
  createEngine(): Promise<QueryEngine>;
  /** @throws AkashiError `release.notFound`, `release.notARelease` */
  openFiles(locator: string): Promise<ReleaseFiles>;
  now(): Date;
  /** Public keys (minisign format) that the user trusts, besides the demo key. */
  readonly trustedKeys: readonly { readonly name: string; readonly publicKey: string }[];
  record(event: LedgerEvent): Promise<void>;
  /** Writes a demo release; null where the host cannot write folders. */
  readonly createDemo:
    | ((options: { folder: string; persons: number; seed: number }, job: Job) => Promise<{ locator: string }>)
    | null;
}

/** All behaviour of Akashi behind one typed door; see {@link OperationName}. */
export class Workbench {
  readonly host: WorkbenchHost;

  constructor(host: WorkbenchHost) {
    this.host = host;
  }

  async run<N extends OperationName>(
    operation: N,
    _input: OperationInput<N>,
    _job: Job,
  ): Promise<OperationOutput<N>> {
    throw new AkashiError('host.unknownOperation', { operation });
  }

  /** Closes the release and its engine. */
  async close(): Promise<void> {}
}
