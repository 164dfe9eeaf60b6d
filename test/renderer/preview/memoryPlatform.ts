import type { PlatformApi, Settings, TrustedKeyCard } from '../../../shared/platform/platformApi.ts';
import { defaultSettings } from '../../../shared/platform/settings.ts';

export interface MemoryPlatform extends PlatformApi {
  readonly saved: { readonly name: string; readonly content: string | Uint8Array }[];
}

/** A desktop without a desktop: settings in memory, dialogs that answer at once, files kept. */
export function memoryPlatform(start: Partial<Settings> = {}): MemoryPlatform {
  const saved: { name: string; content: string | Uint8Array }[] = [];
  let keys: readonly TrustedKeyCard[] = [];
  let project: string | null = null;
  let settings: Settings = {
    ...defaultSettings(['ja']),
    theme: 'light',
    recent: [
      {
        locator: '/data/releases/jp-demo-2025.2',
        title: 'デモ · 狭心症と歯周病 2025.2',
        releaseId: 'jp-demo-2025.2',
        kind: 'pseudonymized',
        openedAt: '2026-10-02T04:12:00Z',
      },
      {
        locator: '/data/synthea27nj',
        title: 'synthea27nj',
        releaseId: 'unmanaged',
        kind: 'unmanaged',
        openedAt: '2026-09-12T02:00:00Z',
      },
    ],
    ...start,
  };
  return {
    saved,
    kind: 'desktop',
    os: 'linux',
    chooseRelease: async (kind) => (kind === 'folder' ? '/data/releases/jp-demo-2026.1' : '/data/broken.zip'),
    chooseFolder: async () => '/data/demo',
    locatorOf: async () => '/data/dropped',
    readSettings: async () => settings,
    writeSettings: async (patch) => {
      settings = { ...settings, ...patch };
      return settings;
    },
    savePdf: async () => false,
    saveFile: async (name, content) => {
      saved.push({ name, content });
      return true;
    },
    connectHost: async () => false,
    onHostExit: () => () => {},
    onCommand: () => () => {},
    setAvailableCommands: () => {},
    onOpenRequest: () => () => {},
    ownPlaces: async () => ({
      settings: '/home/user/.config/Akashi/settings.json',
      ledger: '/home/user/.config/Akashi/audit.jsonl',
      trustedKeys: '/home/user/.config/Akashi/trusted-keys',
    }),
    showInFolder: async () => true,
    trustedKeys: async () => keys,
    trustKey: async (name) => {
      keys = [...keys, { name, keyId: '0123456789ABCDEF', fingerprint: '0123 4567 89ab cdef' }];
      return { state: 'trusted', keys };
    },
    distrustKey: async (name) => {
      keys = keys.filter((key) => key.name !== name);
      return keys;
    },
    openProject: async () =>
      project === null ? null : { ok: true, value: { name: 'project', text: project } },
    droppedProject: async () => null,
    adoptProject: async () => {},
    resumeProject: async () => null,
    saveProject: async (text) => {
      project = text;
      return { ok: true, value: { name: 'project' } };
    },
    forgetProject: async () => {},
    onProjectRequest: () => () => {},
  };
}
