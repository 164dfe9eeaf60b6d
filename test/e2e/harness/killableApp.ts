import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { projectRoot } from '../../../main/dev/command.ts';
import { ensureElectron, sandboxArguments } from '../../../main/dev/electronRuntime.ts';

/** What can be killed: the page's process, the host's, or all of the application. */
export type Victim = 'renderer' | 'host' | 'app';

const POLL_MS = 50;
const PATIENCE_MS = 30_000;
const ANSWER_MS = 3000;
const ATTEMPTS = 5;

/**
 * The real application over the DevTools protocol, whose processes can be killed at any moment: a debugger of Electron
 * itself would not outlive them. Linux only, for it looks up processes in /proc.
 */
export class KillableApp {
  readonly #userData: string;
  #child: ChildProcess | null = null;
  #exited: Promise<void> = Promise.resolve();
  #endpoint = '';
  #browser: Browser | null = null;
  #page: Page | null = null;
  #killed: ReadonlySet<number> = new Set();

  constructor(userData: string) {
    this.#userData = userData;
  }

  get page(): Page {
    if (!this.#page) throw new Error('The application is not running.');
    return this.#page;
  }

  /** Starts the application and waits for its page. @param open the locator of a release to open */
  async start(open?: string): Promise<void> {
    const { executable } = await ensureElectron();
    const child = spawn(
      executable,
      [
        ...sandboxArguments(),
        `--user-data-dir=${this.#userData}`,
        '--lang=en-US',
        '--remote-debugging-port=0',
        projectRoot,
        ...(open === undefined ? [] : [open]),
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LANGUAGE: 'en_US' } },
    );
    this.#child = child;
    this.#exited = new Promise((done) => {
      child.once('exit', () => done());
    });
    this.#endpoint = await new Promise<string>((done, fail) => {
      let text = '';
      child.stderr?.on('data', (piece: Buffer) => {
        text += piece.toString();
        const match = /DevTools listening on (ws:\S+)/.exec(text);
        if (match?.[1]) done(match[1]);
      });
      void this.#exited.then(() => fail(new Error(`The application ended at once:\n${text}`)));
    });
    await this.#connect();
  }

  /** Kills a process at once, with all that the application is when it is the application. */
  kill(victim: Victim): void {
    const main = this.#child?.pid;
    if (main === undefined) throw new Error('The application is not running.');
    const family = descendants(main);
    const pids =
      victim === 'app'
        ? [main]
        : family.filter(({ command }) => isKind(command, victim)).map(({ pid }) => pid);
    if (pids.length === 0) throw new Error(`There is no ${victim} to kill.`);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    this.#killed = new Set(pids);
  }

  /** Has the application running with a living page again after something was killed. */
  async recover(victim: Victim): Promise<void> {
    if (victim === 'host') return;
    await this.#browser?.close().catch(() => {});
    this.#page = null;
    if (victim === 'renderer') {
      // A page that dies twice within seconds ends the application, which is then started again.
      const ended = await Promise.race([
        this.#exited.then(() => true),
        this.#connect().then(
          () => false,
          () => true,
        ),
      ]);
      if (!ended) return;
    }
    await this.#exited;
    await this.start();
  }

  async close(): Promise<void> {
    await this.#browser?.close().catch(() => {});
    this.#child?.kill();
    await this.#exited;
  }

  /** Attaches to the page; a page that does not answer is attached to again. */
  async #connect(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.#pageLoaded();
      const browser = await chromium.connectOverCDP(this.#endpoint);
      const page = browser.contexts()[0]?.pages()[0];
      const answers = page && (await inTime(page.evaluate('1'), ANSWER_MS));
      if (answers) {
        page.setDefaultTimeout(PATIENCE_MS);
        this.#browser = browser;
        this.#page = page;
        return;
      }
      await browser.close();
      if (attempt === ATTEMPTS) throw new Error('The page does not answer.');
    }
  }

  /** Waits for the page: a debugger that attaches while it is being made is never answered. */
  async #pageLoaded(): Promise<void> {
    const { host } = new URL(this.#endpoint);
    const main = this.#child?.pid ?? 0;
    const fresh = ({ pid, command }: Process) => isKind(command, 'renderer') && !this.#killed.has(pid);
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(POLL_MS)) {
      // For a while after its process was killed, the page is listed as if it lived.
      if (!descendants(main).some(fresh)) continue;
      const targets = await fetch(`http://${host}/json/list`).then((response) => response.json());
      const page = targets.find((target: { type: string; url: string }) => target.type === 'page');
      if (page?.url === 'akashi://app/' && page.title !== '') return;
    }
    throw new Error('The page did not load.');
  }
}

/** What a promise gives; null when it fails or takes too long. */
export function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T | null> {
  return Promise.race([work.catch(() => null), pause(milliseconds, null)]);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function isKind(command: string, victim: Victim): boolean {
  return victim === 'renderer'
    ? command.includes('--type=renderer')
    : command.includes('--utility-sub-type=node.mojom.NodeService');
}

/** All living processes that a process has started, directly or not. */
function descendants(ancestor: number): readonly Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProcess(Number(pid)) ?? []);
  const found: Process[] = [];
  for (let parents = [ancestor]; parents.length > 0; ) {
    const children = all.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map(({ pid }) => pid);
  }
  return found;
}

function readProcess(pid: number): Process | null {
  try {
    const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    return { pid, parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
  } catch {
    return null;
  }
}
