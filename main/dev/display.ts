import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether windows can be shown: macOS and Windows always, elsewhere with a Wayland or X display. */
export function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.WAYLAND_DISPLAY || process.env.DISPLAY);
}

/** A running virtual X display. */
export interface VirtualDisplay {
  readonly name: string;
  stop(): void;
}

const SCREEN = '1920x1200x24';

/** Starts Xvfb on a display number that it chooses itself. @throws Error when it does not start */
export function startVirtualDisplay(): Promise<VirtualDisplay> {
  return new Promise((done, fail) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const stop = (): void => {
      server.kill();
    };
    server.once('error', fail);
    server.once('exit', (code) => fail(new Error(`Xvfb ended with ${code} before its display was ready.`)));
    server.stdio[3]?.once('data', (number: Buffer) => {
      process.once('exit', stop);
      done({ name: `:${number.toString().trim()}`, stop });
    });
  });
}

/** The full path of a program on the PATH; null when it is not installed. */
export function programPath(program: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}
