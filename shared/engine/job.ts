import { AkashiError } from '../errors/akashiError.ts';

/** Where long work stands. `fraction` is 0…1, or null when it cannot be told. `detail` names a file or table. */
export interface Progress {
  readonly phase: ProgressPhase;
  readonly fraction: number | null;
  readonly detail?: string;
}

/** Phases of long work; each has a translated name `phase.<id>`. */
export type ProgressPhase =
  | 'listing'
  | 'hashing'
  | 'signature'
  | 'reading'
  | 'checking'
  | 'deriving'
  | 'ordering'
  | 'conceptSets'
  | 'generating'
  | 'attrition'
  | 'characterising'
  | 'exploring'
  | 'studyPopulation'
  | 'covariates'
  | 'treatmentMatrix'
  | 'analysing'
  | 'demo'
  | 'writing';

/** One unit of long work: it reports progress and learns that it is no longer wanted. */
export interface Job {
  readonly cancelled: boolean;
  /** Calls `listener` once on cancellation (at once if already cancelled); returns a function that stops listening. */
  onCancel(listener: () => void): () => void;
  report(progress: Progress): void;
}

/** A job that can be cancelled by its owner. */
export class JobControl implements Job {
  #cancelled = false;
  readonly #listeners = new Set<() => void>();
  readonly #report: (progress: Progress) => void;

  constructor(report: (progress: Progress) => void = () => {}) {
    this.#report = report;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }

  onCancel(listener: () => void): () => void {
    if (this.#cancelled) {
      listener();
      return () => {};
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  report(progress: Progress): void {
    if (!this.#cancelled) this.#report(progress);
  }
}

/** @throws AkashiError `cancelled` when the job is no longer wanted */
export function throwIfCancelled(job: Job): void {
  if (job.cancelled) throw new AkashiError('cancelled', {});
}
