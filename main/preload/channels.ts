/** Names of the messages between the preload and main. */
export const channels = {
  chooseRelease: 'akashi:choose-release',
  chooseFolder: 'akashi:choose-folder',
  readSettings: 'akashi:read-settings',
  writeSettings: 'akashi:write-settings',
  saveFile: 'akashi:save-file',
  connectHost: 'akashi:connect-host',
  hostPort: 'akashi:host-port',
  hostExit: 'akashi:host-exit',
  command: 'akashi:command',
  availableCommands: 'akashi:available-commands',
  awaitOpenRequests: 'akashi:await-open-requests',
  openRequest: 'akashi:open-request',
} as const;
