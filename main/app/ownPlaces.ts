import { join } from 'node:path';
import type { OwnPlaces } from '../../shared/platform/platformApi.ts';

/** The file that remembers which project is open. */
export function projectMemoryIn(userData: string): string {
  return join(userData, 'open-project.txt');
}

/** Where the user's own things lie in the application's folder. */
export function ownPlacesIn(userData: string): OwnPlaces {
  return {
    settings: join(userData, 'settings.json'),
    ledger: join(userData, 'audit.jsonl'),
    trustedKeys: join(userData, 'trusted-keys'),
  };
}
