import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Akashi keeps what is the user's own (settings, trusted keys, audit ledger; never data): the folder that the
 * desktop application uses too, or `AKASHI_USER_DATA`.
 */
export function userDataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const { AKASHI_USER_DATA, APPDATA, XDG_CONFIG_HOME } = environment;
  if (AKASHI_USER_DATA) return AKASHI_USER_DATA;
  if (platform === 'win32') return join(APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Akashi');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Akashi');
  return join(XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Akashi');
}
