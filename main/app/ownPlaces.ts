import { join } from 'node:path';
import type { OwnPlaces } from '../../shared/platform/platformApi.ts';

/** Where the user's own things lie in the application's folder. */
export function ownPlacesIn(userData: string): OwnPlaces {
  return {
    settings: join(userData, 'settings.json'),
    ledger: join(userData, 'audit.jsonl'),
    trustedKeys: join(userData, 'trusted-keys'),
  };
}
