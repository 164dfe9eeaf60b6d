import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parsePublicKey,
  parseSignature,
  publicKeyFile,
  signMinisign,
  verifyMinisign,
} from '../../shared/release/minisign.ts';

const secretKey = { keyId: '0123456789ABCDEF', seed: Uint8Array.from({ length: 32 }, (_, i) => i) };
const data = new TextEncoder().encode('{"name":"release"}\n');

function signed(trustedComment = 'made for a test') {
  const signature = parseSignature(signMinisign(data, secretKey, trustedComment));
  const publicKey = parsePublicKey(publicKeyFile(secretKey));
  if (!signature || !publicKey) throw new Error('own output must parse');
  return { signature, publicKey };
}

describe('minisign', () => {
  test('a signature verifies and carries its key and comment', () => {
    const { signature, publicKey } = signed();
    expect(signature.keyId).toBe('0123456789ABCDEF');
    expect(signature.trustedComment).toBe('made for a test');
    expect(verifyMinisign(data, signature, publicKey)).toBe(true);
  });

  test('what the minisign program itself signed verifies, prehashed and legacy', () => {
    const publicKey = parsePublicKey(
      'untrusted comment: minisign public key 5806199A9B79AD06\nRWQGrXmbmhkGWBCFeRtaEY/VBOUklFsFzmOiAweEGSHLm/nyWtEkTbBW\n',
    );
    const files = [
      [
        'untrusted comment: signature from minisign secret key',
        'RUQGrXmbmhkGWG8Icrw3mEG2MzdtslkFKYl4AIViht85cL90k0rtoVl+tTefUy/KY1Py6KHC2o5Ay8SR3wtSUM0zOzeDvkYaAwg=',
        'trusted comment: trusted words 日本',
        '3J3UnXkmc9ZJpF5h4rCWedQ1u6iJ7RIppWurR5bjQGzMxYm1rwaJj8sgU2r8IKfyKPlj7ixXAMjFo01+xjeDDw==',
      ],
      [
        'untrusted comment: signature from minisign secret key',
        'RWQGrXmbmhkGWNuVX9TxgvxhGvCXmLNoKEP6uq96d71lAy5RQooUZCsntqgKzXAk3kzQb/7DZLlzFxIhOrAdrTbryuSNa+oy6wo=',
        'trusted comment: legacy',
        'oCrrsCl4fLsoT5V9MFm43TyqzyuCgl646c4HmwqBAn6ZETURlB5uprNW74IPr2PJQdCDq+ZRkle2Xgkh7aCcCA==',
      ],
    ];
    const signatures = files.map((lines) => parseSignature(lines.join('\n')));
    expect(signatures.map((signature) => signature?.prehashed)).toEqual([true, false]);
    const message = new TextEncoder().encode('{"name":"x"}\n');
    for (const signature of signatures) {
      expect(signature && publicKey && verifyMinisign(message, signature, publicKey)).toBe(true);
    }
  });

  test('any changed byte of the data, the signature or the comment breaks it', () => {
    const { signature, publicKey } = signed();
    fc.assert(
      fc.property(fc.nat(data.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = data.slice();
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        return !verifyMinisign(damaged, signature, publicKey);
      }),
      { numRuns: 30 },
    );
    fc.assert(
      fc.property(fc.nat(63), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, global) => {
        const bytes = (global ? signature.globalSignature : signature.signature).slice();
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const damaged = global
          ? { ...signature, globalSignature: bytes }
          : { ...signature, signature: bytes };
        return !verifyMinisign(data, damaged, publicKey);
      }),
      { numRuns: 30 },
    );
    expect(verifyMinisign(data, { ...signature, trustedComment: 'another' }, publicKey)).toBe(false);
    expect(verifyMinisign(data, { ...signature, prehashed: false }, publicKey)).toBe(false);
  });

  test('another key does not verify, whatever id it claims', () => {
    const { signature } = signed();
    const other = parsePublicKey(publicKeyFile({ ...secretKey, seed: new Uint8Array(32).fill(7) }));
    expect(other && verifyMinisign(data, signature, other)).toBe(false);
  });

  test('text that is no key or signature is refused without a crash', () => {
    fc.assert(
      fc.property(fc.string(), (text) => parseSignature(text) === null && parsePublicKey(text) === null),
    );
    const file = signMinisign(data, secretKey, 'x');
    fc.assert(
      fc.property(fc.nat(file.length - 2), (end) => parseSignature(file.slice(0, end)) === null),
      { numRuns: 60 },
    );
  });
});
