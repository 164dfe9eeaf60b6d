import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { HOST_PORT } from '../../shared/platform/hostChannel.ts';
import type { PlatformApi } from '../../shared/platform/platformApi.ts';
import { channels } from './channels.ts';

const operatingSystems: Readonly<Record<string, PlatformApi['os']>> = { darwin: 'mac', win32: 'windows' };

const platform: PlatformApi = {
  kind: 'desktop',
  os: operatingSystems[process.platform] ?? 'linux',
  chooseRelease: (kind) => ipcRenderer.invoke(channels.chooseRelease, kind),
  chooseFolder: () => ipcRenderer.invoke(channels.chooseFolder),
  locatorOf: async (items) => locatorOf(items),
  readSettings: () => ipcRenderer.invoke(channels.readSettings),
  writeSettings: (patch) => ipcRenderer.invoke(channels.writeSettings, patch),
  saveFile: (suggestedName, content) => ipcRenderer.invoke(channels.saveFile, suggestedName, content),
  connectHost: () => ipcRenderer.invoke(channels.connectHost),
  onHostExit: (listener) => listen(channels.hostExit, () => listener()),
  onCommand: (listener) => listen(channels.command, listener),
  setAvailableCommands: (commands) => ipcRenderer.send(channels.availableCommands, commands),
  onOpenRequest: (listener) => {
    const stop = listen(channels.openRequest, listener);
    ipcRenderer.send(channels.awaitOpenRequests);
    return stop;
  },
};

contextBridge.exposeInMainWorld('akashi', platform);

ipcRenderer.on(channels.hostPort, ({ ports }) => {
  window.postMessage(HOST_PORT, window.location.origin, [...ports]);
});

function listen(channel: string, listener: (text: string) => void): () => void {
  const handler = (_event: IpcRendererEvent, text: string): void => listener(text);
  ipcRenderer.on(channel, handler);
  return () => ipcRenderer.off(channel, handler);
}

/** One item is itself what was dropped; several stand for the folder that holds them. */
function locatorOf(items: readonly unknown[]): string | null {
  const paths = items.filter((item) => item instanceof File).map((file) => webUtils.getPathForFile(file));
  const [first] = paths;
  if (!first) return null;
  return paths.length === 1 ? first : first.replace(/[\\/][^\\/]*$/, '');
}
