import type { CallOptions } from '../../shared/rpc/workbenchClient.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../shared/workbenchApi.ts';

/** Files that the user gave, with their paths inside the folder that they chose; or a single zip. */
export interface GivenFiles {
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly file: File }[];
}

/** What the window needs of the host connection (host/hostConnection.ts), whichever host answers. */
export interface WorkbenchConnection {
  /** Starts a host if none lives. @throws AkashiError `engine.unavailable` */
  engine(): Promise<'native' | 'wasm'>;
  /** @throws AkashiError */
  call<N extends OperationName>(
    operation: N,
    input: OperationInput<N>,
    options?: CallOptions,
  ): Promise<OperationOutput<N>>;
  /** Makes given files openable. @returns the locator for `release.open` */
  offer(title: string, files: GivenFiles['files']): Promise<string>;
  onDied(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Gives a connection that prefers an engine; its host starts with the first call. */
export type ConnectWorkbench = (engine: 'native' | 'wasm') => WorkbenchConnection;
