import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import {
  checkValidity,
  MANIFEST_FILE,
  type Manifest,
  type ManifestResource,
  parseManifest,
  SIGNATURE_FILE,
  sha256Of,
} from '../manifest/manifest.ts';
import type { SignatureState } from '../releaseCard.ts';
import type { ReleaseFileEntry, ReleaseFiles } from '../releaseFiles.ts';
import { safePath } from '../releasePath.ts';
import { type DataFile, fileKind, tableOfPath } from './dataFile.ts';
import { Problems } from './problems.ts';
import { signatureState, type TrustedKey } from './signature.ts';

/** A release whose manifest, terms, signature and files were all found right. */
export interface VerifiedRelease {
  readonly manifest: Manifest | null;
  readonly signature: SignatureState;
  readonly dataFiles: readonly DataFile[];
  /** Files that are no part of the release, or no table. */
  readonly ignored: readonly string[];
  /** SHA-256 over the sorted lines `path hash\n` of its files, lower-case hex. */
  readonly digest: string;
}

const LARGEST_MANIFEST = 16 * 1024 * 1024;

/**
 * Verifies the files of a release before anything in them is read as data: manifest, signature, days of validity, and
 * of every file presence, size and SHA-256. A folder without manifest is taken by its file names.
 * @param today the host's calendar day, ISO
 * @throws AkashiError `release.notARelease`, any error of the manifest and its files, or `release.problems`
 */
export async function verifyRelease(
  files: ReleaseFiles,
  trustedKeys: readonly TrustedKey[],
  today: string,
  job: Job,
): Promise<VerifiedRelease> {
  job.report({ phase: 'listing', fraction: null });
  const entries = new Map((await files.list()).map((entry) => [entry.path, entry]));
  const manifestEntry = entries.get(MANIFEST_FILE);
  if (!manifestEntry) return verifyBareFiles(files.title, [...entries.values()], job);

  job.report({ phase: 'signature', fraction: null });
  const manifestBytes = await readAll(manifestEntry);
  const signatureEntry = entries.get(SIGNATURE_FILE);
  const signatureText = signatureEntry
    ? new TextDecoder('utf-8').decode(await readAll(signatureEntry))
    : null;
  const signature = signatureState(manifestBytes, signatureText, trustedKeys);
  const manifest = parseManifest(new TextDecoder('utf-8').decode(manifestBytes));
  checkValidity(manifest, today);
  return { manifest, signature, ...(await verifyResources(manifest, entries, job)) };
}

async function verifyResources(
  manifest: Manifest,
  entries: ReadonlyMap<string, ReleaseFileEntry>,
  job: Job,
): Promise<Pick<VerifiedRelease, 'dataFiles' | 'ignored' | 'digest'>> {
  const problems = new Problems();
  const found = new Map<string, { entry: ReleaseFileEntry; resource: ManifestResource }>();
  for (const [index, resource] of manifest.resources.entries()) {
    const path = safePath(resource.path);
    if (path === null) {
      problems.add(new AkashiError('release.unsafePath', { file: resource.path }));
      continue;
    }
    const entry = entries.get(path);
    if (found.has(path)) {
      const place = `resources.${index}.path`;
      problems.add(new AkashiError('release.manifestInvalid', { file: MANIFEST_FILE, path: place }));
    } else if (!entry) problems.add(new AkashiError('release.missingFile', { file: path }));
    else if (entry.bytes !== resource.bytes) {
      const params = { file: path, expected: resource.bytes, found: entry.bytes };
      problems.add(new AkashiError('release.sizeMismatch', params));
    } else found.set(path, { entry, resource });
  }
  // Reading gigabytes to find one problem more would only keep the user waiting.
  problems.throwIfAny();
  const hashes = await hashAll(
    [...found.values()].map(({ entry }) => entry),
    job,
  );
  const dataFiles: DataFile[] = [];
  for (const [path, { entry, resource }] of found) {
    if (hashes.get(path) !== sha256Of(resource))
      problems.add(new AkashiError('release.hashMismatch', { file: path }));
    const file = resourceFile(entry, resource);
    if (file) dataFiles.push(file);
  }
  problems.throwIfAny();
  const known = new Set([MANIFEST_FILE, SIGNATURE_FILE, ...dataFiles.map(({ entry }) => entry.path)]);
  return {
    dataFiles,
    ignored: [...entries.keys()].filter((path) => !known.has(path)),
    digest: digestOf(hashes),
  };
}

function resourceFile(entry: ReleaseFileEntry, resource: ManifestResource): DataFile | null {
  const table = tableOfPath(resource.name) ?? tableOfPath(entry.path);
  const declared = resource.format?.toLowerCase();
  const kind =
    declared === 'parquet'
      ? declared
      : declared === 'csv' || declared === 'tsv'
        ? 'csv'
        : fileKind(entry.path);
  if (!table || !kind) return null;
  return {
    table,
    entry,
    kind,
    encoding: resource.encoding ?? null,
    delimiter: resource.dialect?.delimiter ?? (declared === 'tsv' ? '\t' : null),
  };
}

async function verifyBareFiles(
  title: string,
  entries: readonly ReleaseFileEntry[],
  job: Job,
): Promise<VerifiedRelease> {
  const dataFiles: DataFile[] = [];
  const ignored: string[] = [];
  for (const entry of entries) {
    const kind = fileKind(entry.path);
    const table = kind ? tableOfPath(entry.path) : undefined;
    if (kind && table) dataFiles.push({ table, entry, kind, encoding: null, delimiter: null });
    else ignored.push(entry.path);
  }
  if (dataFiles.length === 0) throw new AkashiError('release.notARelease', { locator: title });
  const hashes = await hashAll(
    dataFiles.map(({ entry }) => entry),
    job,
  );
  return { manifest: null, signature: { state: 'unsigned' }, dataFiles, ignored, digest: digestOf(hashes) };
}

/** Hashes of files by path; progress is the share of all bytes. */
async function hashAll(entries: readonly ReleaseFileEntry[], job: Job): Promise<Map<string, string>> {
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const hashes = new Map<string, string>();
  let before = 0;
  for (const entry of entries) {
    throwIfCancelled(job);
    const part: Job = {
      get cancelled() {
        return job.cancelled;
      },
      onCancel: (listener) => job.onCancel(listener),
      report: ({ fraction }) =>
        job.report({
          phase: 'hashing',
          fraction: total > 0 ? (before + (fraction ?? 0) * entry.bytes) / total : 1,
          detail: entry.path,
        }),
    };
    hashes.set(entry.path, await entry.sha256(part));
    before += entry.bytes;
  }
  return hashes;
}

function digestOf(hashes: ReadonlyMap<string, string>): string {
  const lines = [...hashes].map(([path, hash]) => `${path} ${hash}\n`).sort();
  return bytesToHex(sha256(new TextEncoder().encode(lines.join(''))));
}

async function readAll(entry: ReleaseFileEntry): Promise<Uint8Array> {
  if (entry.bytes > LARGEST_MANIFEST) {
    const params = { file: entry.path, bytes: entry.bytes, limitBytes: LARGEST_MANIFEST };
    throw new AkashiError('release.fileTooLarge', params);
  }
  return entry.read(0, entry.bytes);
}
