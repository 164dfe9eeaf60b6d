import { existsSync } from 'node:fs';
import { run } from './command.ts';
import { programPath } from './display.ts';

/** Something of the system that the end-to-end tests need, and the Debian packages that bring it, newest name first. */
interface Need {
  readonly packages: readonly string[];
  isThere(system: System): boolean;
}

interface System {
  /** File names of all shared libraries that the linker knows. */
  readonly libraries: string;
  readonly japaneseFont: boolean;
}

const needs: readonly Need[] = [
  { packages: ['xvfb'], isThere: () => programPath('Xvfb') !== null },
  { packages: ['libgtk-3-0t64', 'libgtk-3-0'], isThere: has('libgtk-3.so.0') },
  { packages: ['libnss3'], isThere: has('libnss3.so') },
  { packages: ['libasound2t64', 'libasound2'], isThere: has('libasound.so.2') },
  { packages: ['libgbm1'], isThere: has('libgbm.so.1') },
  { packages: ['libxss1'], isThere: has('libXss.so.1') },
  { packages: ['fonts-noto-cjk'], isThere: ({ japaneseFont }) => japaneseFont },
  { packages: ['chromium'], isThere: () => findChromium() !== null },
];

const chromiumPrograms = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const chromiumElsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The full path of a browser for the WebAssembly host's tests; null when there is none. */
export function findChromium(): string | null {
  const onPath = chromiumPrograms.map(programPath).find((path) => path !== null);
  return onPath ?? chromiumElsewhere.find((path) => existsSync(path)) ?? null;
}

/**
 * Makes sure that what the end-to-end tests need of the system is there; as root on a Debian-like system it is
 * installed.
 * @returns null, or one line that says what is missing and how to get it
 */
export async function ensureSystemPackages(): Promise<string | null> {
  if (process.platform !== 'linux') {
    return findChromium() === null
      ? 'Missing for the end-to-end tests: Google Chrome or Microsoft Edge.'
      : null;
  }
  const missing = await missingNeeds();
  if (missing.length === 0) return null;
  if (process.getuid?.() === 0 && programPath('apt-get') !== null) {
    await install(missing);
    const still = await missingNeeds();
    return still.length === 0 ? null : complaint(still);
  }
  return complaint(missing);
}

function has(library: string): Need['isThere'] {
  return ({ libraries }) => libraries.includes(library);
}

async function missingNeeds(): Promise<readonly Need[]> {
  const environment = { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` };
  const [linker, fonts] = await Promise.all([
    run('ldconfig', ['-p'], { output: 'keep', env: environment }),
    run('fc-list', [':lang=ja', 'family'], { output: 'keep' }),
  ]);
  const system: System = {
    libraries: linker.text,
    japaneseFont: fonts.code === 0 && fonts.text.trim() !== '',
  };
  return needs.filter((need) => !need.isThere(system));
}

async function install(missing: readonly Need[]): Promise<void> {
  console.log(`Installing what the end-to-end tests need: ${missing.map(commonName).join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { output: 'keep', env });
  const names = await Promise.all(missing.map((need) => availableName(need, env)));
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names, 'fontconfig'], {
    output: 'keep',
    env,
  });
}

/** Packages were renamed over the years: the first name that this system can install. */
async function availableName(need: Need, env: NodeJS.ProcessEnv): Promise<string> {
  for (const name of need.packages) {
    const policy = await run('apt-cache', ['policy', name], { output: 'keep', env });
    if (/Candidate: (?!\(none\))/.test(policy.text)) return name;
  }
  return commonName(need);
}

function commonName(need: Need): string {
  return need.packages.at(-1) ?? '';
}

function complaint(missing: readonly Need[]): string {
  return `Missing for the end-to-end tests: ${missing.map(commonName).join(' ')} (on Debian or Ubuntu: sudo apt-get install ${missing.map(commonName).join(' ')}).`;
}
