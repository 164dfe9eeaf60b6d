import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { HOST_PORT } from '../../shared/platform/hostChannel.ts';
import type { PlatformApi } from '../../shared/platform/platformApi.ts';
import { channels } from './channels.ts';

const operatingSystems: Readonly<Record<string, PlatformApi['os']>> = { darwin: 'mac', win32: 'windows' };

const platform: PlatformApi = {
  kind: 'desktop',
  os: operatingSystems[process.platform] ?? 'linux',
  chooseRelease: (kind) => ipcRenderer.invoke(channels.chooseRelease, kind),
  chooseFolder: (purpose = 'demo') => ipcRenderer.invoke(channels.chooseFolder, purpose),
  locatorOf: async (items) => locatorOf(items),
  readSettings: () => ipcRenderer.invoke(channels.readSettings),
  writeSettings: (patch) => ipcRenderer.invoke(channels.writeSettings, patch),
  saveFile: (suggestedName, content) => ipcRenderer.invoke(channels.saveFile, suggestedName, content),
  savePdf: (suggestedName, html) => ipcRenderer.invoke(channels.savePdf, suggestedName, html),
  connectHost: () => ipcRenderer.invoke(channels.connectHost),
  onHostExit: (listener) => listen(channels.hostExit, () => listener()),
  onCommand: (listener) => listen(channels.command, listener),
  setAvailableCommands: (commands) => ipcRenderer.send(channels.availableCommands, commands),
  onOpenRequest: (listener) => {
    const stop = listen(channels.openRequest, listener);
    ipcRenderer.send(channels.awaitOpenRequests);
    return stop;
  },
  ownPlaces: () => ipcRenderer.invoke(channels.ownPlaces),
  showInFolder: (place) => ipcRenderer.invoke(channels.showInFolder, place),
  trustedKeys: () => ipcRenderer.invoke(channels.trustedKeys),
  trustKey: (name, publicKey) => ipcRenderer.invoke(channels.trustKey, name, publicKey),
  distrustKey: (name) => ipcRenderer.invoke(channels.distrustKey, name),
  openProject: () => ipcRenderer.invoke(channels.openProject),
  droppedProject: async (item) => {
    const path = locatorOf([item]);
    return path === null ? null : ipcRenderer.invoke(channels.droppedProject, path);
  },
  adoptProject: () => ipcRenderer.invoke(channels.adoptProject),
  saveProject: (text, where, suggestedName) =>
    ipcRenderer.invoke(channels.saveProject, text, where, suggestedName),
  forgetProject: () => ipcRenderer.invoke(channels.forgetProject),
  resumeProject: () => ipcRenderer.invoke(channels.resumeProject),
  onProjectRequest: (listener) => {
    const stop = listen(channels.projectRequest, listener);
    ipcRenderer.send(channels.awaitProjectRequests);
    return stop;
  },
};

contextBridge.exposeInMainWorld('akashi', platform);

ipcRenderer.on(channels.hostPort, ({ ports }) => {
  window.postMessage(HOST_PORT, window.location.origin, [...ports]);
});

function listen<Content>(channel: string, listener: (content: Content) => void): () => void {
  const handler = (_event: IpcRendererEvent, content: Content): void => listener(content);
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
