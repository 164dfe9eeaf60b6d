import { AkashiError } from '../../errors/akashiError.ts';
import { SIGNATURE_FILE } from '../manifest/manifest.ts';
import { parsePublicKey, parseSignature, verifyMinisign } from '../minisign.ts';
import type { SignatureState } from '../releaseCard.ts';

/** A public key (minisign format) that the user trusts. */
export interface TrustedKey {
  readonly name: string;
  readonly publicKey: string;
}

/**
 * Who vouches for a manifest.
 * @param signatureText the `.minisig` file, null when there is none
 * @throws AkashiError `release.signatureInvalid` when it is no signature, or not one of this text by the key it names
 */
export function signatureState(
  manifest: Uint8Array,
  signatureText: string | null,
  trustedKeys: readonly TrustedKey[],
): SignatureState {
  if (signatureText === null) return { state: 'unsigned' };
  const signature = parseSignature(signatureText);
  if (!signature) throw new AkashiError('release.signatureInvalid', { file: SIGNATURE_FILE });
  for (const { name, publicKey } of trustedKeys) {
    const key = parsePublicKey(publicKey);
    if (key?.keyId !== signature.keyId) continue;
    if (!verifyMinisign(manifest, signature, key)) {
      throw new AkashiError('release.signatureInvalid', { file: SIGNATURE_FILE });
    }
    return { state: 'trusted', keyId: key.keyId, keyName: name };
  }
  return { state: 'unknownKey', keyId: signature.keyId };
}
