/** Errors of the hosts: processes, messages and the file system around the workbench. */
export interface HostErrors {
  unexpected: { name: string };
  'host.died': Record<string, never>;
  'host.unknownOperation': { operation: string };
  'host.invalidInput': { operation: string; path: string };
  'host.noRelease': Record<string, never>;
  'host.unsupported': { what: string };
  'file.notFound': { path: string };
  'file.unreadable': { path: string };
  'file.unwritable': { path: string };
  'file.diskFull': { path: string };
  'cli.usage': { problem: string };
}
