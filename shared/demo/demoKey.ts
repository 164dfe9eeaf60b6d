import { type MinisignSecretKey, publicKeyFile } from '../release/minisign.ts';

/**
 * The key that signs demo releases. It is public on purpose: its signature says "made by Akashi's generator, holds
 * nobody", and must never be taken to vouch for real data.
 */
export const demoSecretKey: MinisignSecretKey = {
  keyId: 'A4A5B1DE30000001',
  seed: Uint8Array.from({ length: 32 }, (_, i) => (i * 37 + 11) % 256),
};

/** The demo key as one of the trusted keys. */
export const demoTrustedKey = { name: 'Akashi demo', publicKey: publicKeyFile(demoSecretKey) } as const;
