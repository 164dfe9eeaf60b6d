import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustedKeyCard } from '../../shared/platform/platformApi.ts';
import { parsePublicKey } from '../../shared/release/minisign.ts';
import { readTrustedKeys } from '../host/trustedKeys.ts';

/** A public key that was read, before anybody trusts it. */
export interface GivenKey {
  readonly keyId: string;
  readonly fingerprint: string;
}

/** Reads a public key; null when it is none. */
export function readKey(publicKey: string): GivenKey | null {
  const key = parsePublicKey(publicKey);
  return key && { keyId: key.keyId, fingerprint: fingerprintOf(key.key) };
}

/** The keys in the user's folder, by name. */
export function trustedKeyCards(folder: string): readonly TrustedKeyCard[] {
  return readTrustedKeys(folder).map(({ name, publicKey }) => {
    const key = readKey(publicKey);
    return { name, keyId: key?.keyId ?? null, fingerprint: key?.fingerprint ?? null };
  });
}

/** Whether a name can be a key's: it becomes a file's name on every system. */
export function isKeyName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(name) && !/[ .]$/.test(name);
}

/** Why a key cannot be added; null when it can. */
export function keyConflict(folder: string, name: string, key: GivenKey): 'nameTaken' | 'keyTaken' | null {
  const present = trustedKeyCards(folder);
  if (present.some((card) => card.name.toLowerCase() === name.toLowerCase())) return 'nameTaken';
  return present.some(({ fingerprint }) => fingerprint === key.fingerprint) ? 'keyTaken' : null;
}

/** Puts a key into the folder. @throws the file system's error */
export function addKey(folder: string, name: string, publicKey: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.pub`), `${publicKey.trim()}\n`, { flag: 'wx', mode: 0o600 });
}

/** Takes a key out of the folder, if it is there. @throws the file system's error */
export function removeKey(folder: string, name: string): void {
  if (readTrustedKeys(folder).some((key) => key.name === name)) rmSync(join(folder, `${name}.pub`));
}

function fingerprintOf(key: Uint8Array): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return hex.match(/.{4}/g)?.join(' ') ?? hex;
}
