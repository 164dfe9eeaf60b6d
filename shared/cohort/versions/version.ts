import type { JsonObject } from '../expression/definitionReader.ts';

/** How a version came to be kept. */
export type VersionReason = 'saved' | 'imported' | 'otherWindow';

/** A definition as it once was. */
export interface Version {
  readonly id: string;
  /** The cohort whose history this is; a draft's own id while it has no cohort. */
  readonly lineage: string;
  /** ISO 8601. */
  readonly at: string;
  /** Names the content, see `documentHash`. */
  readonly hash: string;
  /** What it was called. */
  readonly name: string;
  /** The user's word on it, may be empty. */
  readonly note: string;
  readonly reason: VersionReason;
  readonly document: JsonObject;
}

/** Versions without a note beyond this many go, the oldest first. */
export const keptVersions = 50;
/** Nor do more than this many stay with a note. */
const keptNoted = 200;

/** Whether two documents say the same to the letter, names and descriptions included. The order of keys counts. */
export function sameDocument(one: JsonObject, other: JsonObject): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The versions of one lineage, oldest first, after another was made. One whose content equals the latest is not kept
 * again.
 */
export function withVersion(versions: readonly Version[], made: Version): readonly Version[] {
  const latest = versions.at(-1);
  if (latest?.name === made.name && sameDocument(latest.document, made.document)) return versions;
  const all = [...versions, made];
  const plain = new Set(all.filter(({ note }) => note === '').slice(-keptVersions));
  const noted = new Set(all.filter(({ note }) => note !== '').slice(-keptNoted));
  return all.filter((version) => plain.has(version) || noted.has(version));
}
