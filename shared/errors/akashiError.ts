import type { CohortErrors } from '../cohort/cohortErrors.ts';
import type { DemoErrors } from '../demo/demoErrors.ts';
import type { EngineErrors } from '../engine/engineErrors.ts';
import type { ProjectErrors } from '../project/projectErrors.ts';
import type { ReleaseErrors } from '../release/releaseErrors.ts';
import type { HostErrors } from '../rpc/hostErrors.ts';
import type { SessionErrors } from '../session/sessionErrors.ts';
import type { ReportErrors } from '../study/safety/reports/reportErrors.ts';
import type { StudyErrors } from '../study/studyErrors.ts';
import type { ConceptErrors } from '../vocabulary/conceptErrors.ts';

/** Every error that a user can meet: code → the parameters of its message. One interface per area. */
export type ErrorParams = CohortErrors &
  ConceptErrors &
  DemoErrors &
  EngineErrors &
  ProjectErrors &
  ReleaseErrors &
  ReportErrors &
  HostErrors &
  SessionErrors &
  StudyErrors;
export type ErrorCode = keyof ErrorParams;

/**
 * The one error class of Akashi. `params` fill the translated message `error.<code>`; they name places
 * (file, row, column, path in a definition) and never hold a patient's values. `cause` is for the log.
 */
export class AkashiError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly params: ErrorParams[C];

  constructor(code: C, params: ErrorParams[C], cause?: unknown) {
    super(code, { cause });
    this.name = 'AkashiError';
    this.code = code;
    this.params = params;
  }
}

/** An error as data: what crosses a process boundary. */
export type Failure = { [C in ErrorCode]: { readonly code: C; readonly params: ErrorParams[C] } }[ErrorCode];

/** What an operation answers across a process boundary: results, not exceptions. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

/** Turns anything thrown into a {@link Failure}; what is not an {@link AkashiError} becomes `unexpected`. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof AkashiError) return { code: thrown.code, params: thrown.params } as Failure;
  return { code: 'unexpected', params: { name: thrown instanceof Error ? thrown.name : typeof thrown } };
}

/** A failure as the single problems that it stands for: itself, or every problem that a release or study was refused for. */
export function problemsOf(failure: Failure): readonly Failure[] {
  return failure.code === 'release.problems' || failure.code === 'study.problems'
    ? failure.params.failures
    : [failure];
}

/** The inverse of {@link toFailure} on the receiving side. */
export function fromFailure(failure: Failure): AkashiError {
  return new AkashiError(failure.code, failure.params);
}
