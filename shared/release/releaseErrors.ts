import type { Failure } from '../errors/akashiError.ts';

/** Errors of opening a release. `file` is the path inside the release; rows and columns count from 1. */
export interface ReleaseErrors {
  /** Several problems at once, in the order found; each is an error of its own. */
  'release.problems': { count: number; failures: readonly Failure[] };
  'release.notFound': { locator: string };
  'release.notARelease': { locator: string };
  'release.manifestNotJson': { file: string; line: number; column: number };
  'release.manifestInvalid': { file: string; path: string };
  'release.futureFormat': { found: number; supported: number };
  'release.unsupportedModel': { name: string; version: string };
  'release.expired': { expires: string };
  'release.notYetValid': { released: string };
  'release.missingFile': { file: string };
  'release.hashMismatch': { file: string };
  'release.sizeMismatch': { file: string; expected: number; found: number };
  'release.signatureInvalid': { file: string };
  'release.unsafePath': { file: string };
  'release.archiveInvalid': { file: string };
  'release.archiveBomb': { file: string; limitBytes: number };
  'release.fileTooLarge': { file: string; bytes: number; limitBytes: number };
  'release.fileDamaged': { file: string };
  /** A quoted field that does not end, or goes on after its closing quote. */
  'release.csvQuote': { file: string; row: number };
  'release.csvRow': { file: string; row: number; expected: number; found: number };
  'release.encoding': { file: string; row: number };
  'release.type': { file: string; row: number; column: string; type: string };
  'release.missingColumn': { file: string; column: string };
  'release.duplicateColumn': { file: string; column: string };
  /** Two files claim one table and are not parts of it. */
  'release.ambiguousTable': { table: string; file: string; other: string };
  'release.nullRequired': { file: string; column: string; rows: number };
  'release.missingTable': { table: string };
  'release.duplicateKey': { table: string; column: string; rows: number };
  'release.danglingReference': { table: string; column: string; target: string; rows: number };
}
