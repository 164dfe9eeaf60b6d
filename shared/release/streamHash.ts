import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Job, throwIfCancelled } from '../engine/job.ts';

/**
 * SHA-256 of a stream as lower-case hex, reporting progress by bytes.
 * @throws AkashiError `cancelled`, and whatever the stream throws
 */
export async function streamHash(
  path: string,
  bytes: number,
  stream: AsyncIterable<Uint8Array>,
  job: Job,
): Promise<string> {
  const hash = sha256.create();
  let done = 0;
  for await (const piece of stream) {
    throwIfCancelled(job);
    hash.update(piece);
    done += piece.length;
    job.report({ phase: 'hashing', fraction: bytes > 0 ? Math.min(1, done / bytes) : 1, detail: path });
  }
  return bytesToHex(hash.digest());
}
