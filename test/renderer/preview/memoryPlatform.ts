import type { PlatformApi, Settings } from '../../../shared/platform/platformApi.ts';

export interface MemoryPlatform extends PlatformApi {
  readonly saved: { readonly name: string; readonly content: string | Uint8Array }[];
}

/** A desktop without a desktop: settings in memory, dialogs that answer at once, files kept. */
export function memoryPlatform(start: Partial<Settings> = {}): MemoryPlatform {
  const saved: { name: string; content: string | Uint8Array }[] = [];
  let settings: Settings = {
    locale: 'ja',
    theme: 'light',
    engine: 'native',
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
    saveFile: async (name, content) => {
      saved.push({ name, content });
      return true;
    },
    connectHost: async () => false,
    onHostExit: () => () => {},
    onCommand: () => () => {},
    setAvailableCommands: () => {},
    onOpenRequest: () => () => {},
  };
}
