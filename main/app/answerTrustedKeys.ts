import { z } from 'zod';
import type { TrustOutcome } from '../../shared/platform/platformApi.ts';
import { channels } from '../preload/channels.ts';
import {
  addKey,
  isKeyName,
  keyConflict,
  readKey,
  removeKey,
  trustedKeyCards,
} from '../settings/trustedKeyStore.ts';
import type { Dialogs } from './dialogs.ts';
import { answer, nothing } from './trustedIpc.ts';

/** Lets the page see, add and remove the keys in a folder; adding asks the user in a dialog that is not the page's. */
export function answerTrustedKeys(folder: string, dialogs: Dialogs): void {
  answer(channels.trustedKeys, nothing, () => trustedKeyCards(folder));
  answer(
    channels.trustKey,
    z.tuple([z.string().max(200), z.string().max(2_000)]),
    async (_page, name, publicKey): Promise<TrustOutcome> => {
      const key = readKey(publicKey);
      if (!key || !isKeyName(name)) return { state: 'notAKey' };
      const conflict = keyConflict(folder, name, key);
      if (conflict) return { state: conflict };
      if (!(await dialogs.confirmKey(name, key))) return { state: 'declined' };
      try {
        addKey(folder, name, publicKey);
        return { state: 'trusted', keys: trustedKeyCards(folder) };
      } catch {
        return { state: 'unwritable' };
      }
    },
  );
  answer(channels.distrustKey, z.tuple([z.string().max(200)]), (_page, name) => {
    removeKey(folder, name);
    return trustedKeyCards(folder);
  });
}
