import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TrustedKey {
  readonly name: string;
  readonly publicKey: string;
}

/** The public keys (`NAME.pub`, minisign format) that the user has put into a folder; none when there is no such folder. */
export function readTrustedKeys(folder: string): readonly TrustedKey[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.pub'))
      .sort()
      .map((file) => ({ name: file.slice(0, -4), publicKey: readFileSync(join(folder, file), 'utf8') }));
  } catch {
    return [];
  }
}
