import { spawn } from 'node:child_process';
import { build } from './build.ts';
import { projectRoot, runNode } from './command.ts';
import { hasDisplay } from './display.ts';
import { ensureElectron, sandboxArguments, sandboxObstacle } from './electronRuntime.ts';

const REPORT_FOLDER = 'akashi-demo';

/**
 * `npm start`: the application in a window; without a display, the demo release and its studies into a report.
 * @param args a release or definition to open
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  await build();
  return hasDisplay() ? startWindow(args) : runDemo();
}

async function startWindow(args: readonly string[]): Promise<number> {
  const electron = await ensureElectron();
  const obstacle = sandboxObstacle(electron);
  if (obstacle !== null) console.error(obstacle);
  const wayland = process.env.WAYLAND_DISPLAY ? ['--ozone-platform-hint=auto'] : [];
  const child = spawn(electron.executable, [...sandboxArguments(), ...wayland, projectRoot, ...args], {
    stdio: 'inherit',
  });
  return new Promise((done) => {
    child.once('error', (error) => {
      console.error(`Electron could not be started: ${error.message}`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
}

async function runDemo(): Promise<number> {
  console.log(
    `There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window is opened: making the demo release and its report in ./${REPORT_FOLDER} instead.`,
  );
  const { code } = await runNode('out/cli/akashi.js', ['demo', '--out', REPORT_FOLDER]);
  return code;
}
