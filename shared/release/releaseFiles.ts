import type { Job } from '../engine/job.ts';

/** The files of one folder or zip that a user opened. Hosts implement it; reading happens in place. */
export interface ReleaseFiles {
  /** What the user recognises it by: the folder's or archive's name, never a full path. */
  readonly title: string;
  /** Every regular file, path relative with `/`, unsafe paths refused. @throws AkashiError `release.unsafePath`, `release.archiveInvalid` */
  list(): Promise<readonly ReleaseFileEntry[]>;
  close(): Promise<void>;
}

export interface ReleaseFileEntry {
  readonly path: string;
  readonly bytes: number;
  /** Absolute path on this machine; null inside a zip and in a browser. */
  readonly localPath: string | null;
  /** SHA-256, lower-case hex. */
  sha256(job: Job): Promise<string>;
  read(start: number, end: number): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}
