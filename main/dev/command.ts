import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The project's root folder. */
export const projectRoot = resolve(import.meta.dirname, '../..');

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Show what the command prints (default), or keep it and return it. */
  readonly output?: 'show' | 'keep';
  readonly timeoutMs?: number;
}

export interface CommandResult {
  /** Exit code; 1 when killed or not startable. */
  readonly code: number;
  /** Standard output and error when kept. */
  readonly text: string;
}

/** Runs a program in the project's root and waits for it. Never rejects. */
export function run(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((done) => {
    const keep = options.output === 'keep';
    const child = spawn(program, args, {
      cwd: options.cwd ?? projectRoot,
      env: options.env ?? process.env,
      stdio: keep ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' }),
    });
    let text = '';
    const collect = (piece: Buffer): void => {
      text += piece.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => done({ code: 1, text: error.message }));
    child.on('close', (code) => done({ code: code ?? 1, text }));
  });
}

/** Runs a program of `node_modules` by the path of its JavaScript file. */
export function runNode(script: string, args: readonly string[] = [], options: CommandOptions = {}) {
  return run(process.execPath, [resolve(projectRoot, script), ...args], options);
}
