import type { Progress } from '../../shared/engine/job.ts';
import type { Result } from '../../shared/errors/akashiError.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../shared/workbenchApi.ts';

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** A running workbench as the window sees it, whichever host it runs in. Answers are results, never exceptions. */
export interface WorkbenchConnection {
  readonly engine: 'native' | 'wasm';
  call<N extends OperationName>(
    operation: N,
    input: OperationInput<N>,
    options?: CallOptions,
  ): Promise<Result<OperationOutput<N>>>;
  /** Calls `listener` once when the host ended without being asked to. */
  onDied(listener: () => void): void;
  close(): void;
}

/** Starts a host with the engine asked for, or with the one that works. */
export type ConnectWorkbench = (engine: 'native' | 'wasm') => Promise<WorkbenchConnection>;
