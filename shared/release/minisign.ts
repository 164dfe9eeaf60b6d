import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { concatBytes } from '@noble/hashes/utils.js';

/**
 * Detached signatures in the minisign format (https://jedisct1.github.io/minisign): Ed25519 over the data (`Ed`,
 * legacy) or over its BLAKE2b-512 hash (`ED`), and a second signature that covers the trusted comment.
 */
export interface MinisignSignature {
  readonly prehashed: boolean;
  readonly keyId: string;
  readonly signature: Uint8Array;
  readonly trustedComment: string;
  readonly globalSignature: Uint8Array;
}

/** `keyId` is the 16 upper-case hex digits that minisign prints. */
export interface MinisignPublicKey {
  readonly keyId: string;
  readonly key: Uint8Array;
}

/** `seed` is the 32-byte Ed25519 secret; `keyId` 16 hex digits, chosen at random when the key is made. */
export interface MinisignSecretKey {
  readonly keyId: string;
  readonly seed: Uint8Array;
}

const LEGACY = 'Ed';
const PREHASHED = 'ED';
const COMMENT = 'untrusted comment: ';
const TRUSTED = 'trusted comment: ';

/** Reads a public key: the two-line file or its base64 line alone. Null when it is not one. */
export function parsePublicKey(text: string): MinisignPublicKey | null {
  const line = text
    .split(/\r?\n/)
    .map((part) => part.trim())
    .find((part) => part !== '' && !part.startsWith(COMMENT.trim()));
  const bytes = fromBase64(line ?? '');
  if (bytes?.length !== 42 || ascii(bytes.subarray(0, 2)) !== LEGACY) return null;
  return { keyId: keyIdOf(bytes.subarray(2, 10)), key: bytes.slice(10) };
}

/** Reads a `.minisig` file. Null when it is not one. */
export function parseSignature(text: string): MinisignSignature | null {
  const [comment, body, trusted, global] = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (!comment?.startsWith(COMMENT) || !trusted?.startsWith(TRUSTED)) return null;
  const bytes = fromBase64(body ?? '');
  const globalSignature = fromBase64(global ?? '');
  if (bytes?.length !== 74 || globalSignature?.length !== 64) return null;
  const algorithm = ascii(bytes.subarray(0, 2));
  if (algorithm !== LEGACY && algorithm !== PREHASHED) return null;
  return {
    prehashed: algorithm === PREHASHED,
    keyId: keyIdOf(bytes.subarray(2, 10)),
    signature: bytes.slice(10),
    trustedComment: trusted.slice(TRUSTED.length),
    globalSignature,
  };
}

/** Whether the key made the signature over exactly this data and this trusted comment. */
export function verifyMinisign(
  data: Uint8Array,
  signature: MinisignSignature,
  publicKey: MinisignPublicKey,
): boolean {
  if (signature.keyId !== publicKey.keyId) return false;
  const strict = { zip215: false };
  try {
    return (
      ed25519.verify(signature.signature, messageOf(data, signature.prehashed), publicKey.key, strict) &&
      ed25519.verify(
        signature.globalSignature,
        concatBytes(signature.signature, new TextEncoder().encode(signature.trustedComment)),
        publicKey.key,
        strict,
      )
    );
  } catch {
    // A key or signature that is no curve point.
    return false;
  }
}

/**
 * Signs data (prehashed, as minisign does by default).
 * @param trustedComment one line that the signature covers
 * @returns the text of the `.minisig` file
 * @throws RangeError on a comment of several lines, a key id that is not 16 hex digits, or a seed that is not 32 bytes
 */
export function signMinisign(data: Uint8Array, secretKey: MinisignSecretKey, trustedComment: string): string {
  if (/[\r\n]/.test(trustedComment)) throw new RangeError('the trusted comment is one line');
  if (secretKey.seed.length !== 32) throw new RangeError('the seed has 32 bytes');
  const signature = ed25519.sign(messageOf(data, true), secretKey.seed);
  const global = ed25519.sign(
    concatBytes(signature, new TextEncoder().encode(trustedComment)),
    secretKey.seed,
  );
  const body = concatBytes(new TextEncoder().encode(PREHASHED), keyIdBytes(secretKey.keyId), signature);
  return [
    `${COMMENT}signature from akashi key ${secretKey.keyId}`,
    toBase64(body),
    `${TRUSTED}${trustedComment}`,
    toBase64(global),
    '',
  ].join('\n');
}

/** The public key file (two lines) that belongs to a secret key. @throws RangeError as {@link signMinisign} */
export function publicKeyFile(secretKey: MinisignSecretKey): string {
  const body = concatBytes(
    new TextEncoder().encode(LEGACY),
    keyIdBytes(secretKey.keyId),
    ed25519.getPublicKey(secretKey.seed),
  );
  return `${COMMENT}minisign public key ${secretKey.keyId}\n${toBase64(body)}\n`;
}

function messageOf(data: Uint8Array, prehashed: boolean): Uint8Array {
  return prehashed ? blake2b(data, { dkLen: 64 }) : data;
}

/** The id is stored little-endian and printed as one number. */
function keyIdOf(bytes: Uint8Array): string {
  return [...bytes]
    .reverse()
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

function keyIdBytes(keyId: string): Uint8Array {
  if (!/^[0-9A-Fa-f]{16}$/.test(keyId)) throw new RangeError('a key id has 16 hex digits');
  const bytes = Uint8Array.from(keyId.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return bytes.reverse();
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Canonical base64 only, so that one signature has one spelling. */
function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(ascii(bytes));
}
