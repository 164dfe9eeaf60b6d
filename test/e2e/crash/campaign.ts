import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { translate } from '../../../shared/i18n/translate.ts';
import { inTime, type KillableApp, type Victim } from '../harness/killableApp.ts';
import { fieldNames, fields, type TypedField } from './typedFields.ts';
import { readWork, type WindowWork } from './windowWork.ts';

/** One kill in the midst of typing, and what was there afterwards. */
export interface CrashRun {
  readonly run: number;
  readonly victim: Victim;
  readonly field: string;
  /** Milliseconds from the first keystroke to the kill. */
  readonly moment: number;
  /** Keystrokes that the page had answered when the process was killed. */
  readonly typed: number;
  /** How many of them were there afterwards; one more when the last was kept without its answer arriving. */
  readonly restored: number;
  /** Milliseconds from the kill until the draft was on screen again. */
  readonly back: number;
  /** What was wrong; null when nothing was. */
  readonly problem: string | null;
}

export interface CampaignOptions {
  readonly runs: number;
  /** A number from 0 to 1, always another. */
  readonly random: () => number;
  readonly report: (run: CrashRun) => void;
}

const victims: readonly Victim[] = ['renderer', 'host', 'app'];
const letters = 'abcdefghijklmnopqrstuvwxyz';
const PATIENCE_MS = 20_000;
/** The program types faster than anybody: of what it typed this shortly before the kill, more than one may be lost. */
const AT_ONCE_MS = 100;

/**
 * Kills a process at random moments of typing into the draft that is open, again and again; each time every keystroke
 * but at most the last must be back, nothing else may have changed, and undo and redo must work. Victims take turns, so
 * that each has its share.
 */
export async function crashCampaign(
  app: KillableApp,
  options: CampaignOptions,
): Promise<readonly CrashRun[]> {
  const done: CrashRun[] = [];
  for (let run = 1; run <= options.runs; run++) {
    const victim = victims[run % victims.length] ?? 'app';
    const outcome = await crashOnce(app, run, victim, options.random);
    options.report(outcome);
    done.push(outcome);
  }
  return done;
}

async function crashOnce(
  app: KillableApp,
  run: number,
  victim: Victim,
  random: () => number,
): Promise<CrashRun> {
  const name = fieldNames[Math.floor(random() * fieldNames.length)] ?? 'name';
  const field = fields[name];
  const before = await readWork(app.page);
  await field.focus(app.page);
  const moment = Math.round(100 + random() * 1400);
  const typed = await typeUntilKilled(app, victim, moment, random);
  const killed = performance.now();
  await app.recover(victim);
  const problems: string[] = [];
  const base = field.text(before);
  const expected = base + typed.text;
  const after = await untilWork(app.page, (work) => work.openDraft !== null && work.section === 'builder');
  const back = performance.now() - killed;
  const text = field.text(after);
  const restored = text.length - base.length;
  if (!expected.startsWith(text)) problems.push(`“${text}” was never typed`);
  if (restored < Math.min(typed.answered - 1, typed.settled))
    problems.push(`${typed.answered - restored} keystrokes are lost`);
  if (field.others(after) !== field.others(before)) {
    problems.push('something else has changed');
  }
  problems.push(...(await undoProblems(app.page, field, after)));
  await restartHost(app.page);
  const problem = problems.length === 0 ? null : problems.join('; ');
  return { run, victim, field: name, moment, typed: typed.answered, restored, back, problem };
}

/**
 * @returns what was typed, the keystroke under way included; how many keystrokes were answered, and how many of them
 * {@link AT_ONCE_MS} and more before the kill
 */
async function typeUntilKilled(
  app: KillableApp,
  victim: Victim,
  moment: number,
  random: () => number,
): Promise<{ readonly text: string; readonly answered: number; readonly settled: number }> {
  let killed = false;
  let killedAt = Number.POSITIVE_INFINITY;
  const dead = new Promise<false>((done) => {
    setTimeout(() => {
      killed = true;
      killedAt = performance.now();
      app.kill(victim);
      done(false);
    }, moment);
  });
  let text = '';
  const answers: number[] = [];
  while (!killed) {
    const letter = letters[Math.floor(random() * letters.length)] ?? 'a';
    text += letter;
    const answer = app.page.keyboard.type(letter).then(
      () => true,
      () => false,
    );
    // The page of a host that died still answers: that keystroke is awaited.
    const typed = await (victim === 'host' ? answer : Promise.race([answer, dead]));
    if (typed && (!killed || victim === 'host')) answers.push(performance.now());
    await pause(Math.floor(random() * 60));
  }
  await dead;
  const settled = answers.filter((at) => at <= killedAt - AT_ONCE_MS).length;
  return { text, answered: answers.length, settled };
}

/** Takes the last change back and makes it again. */
async function undoProblems(page: Page, field: TypedField, before: WindowWork): Promise<readonly string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  if (before.past === 0) return ['there is nothing to undo'];
  const problems: string[] = [];
  await page.keyboard.press('Control+z');
  const undone = await untilWork(page, ({ past }) => past === before.past - 1);
  if (field.everything(undone) === field.everything(before)) problems.push('undo changed nothing');
  await page.keyboard.press('Control+Shift+z');
  const redone = await untilWork(page, ({ past }) => past === before.past);
  if (field.everything(redone) !== field.everything(before)) problems.push('redo did not lead back');
  return problems;
}

/** Presses what a dead host leaves on screen, if anything, and waits for the host. */
async function restartHost(page: Page): Promise<void> {
  const keys = ['host.restart', 'host.reopen'] as const;
  const [restart, reopen] = keys.map((key) =>
    page.getByRole('button', { name: translate('en', key), exact: true }),
  );
  if (!restart || !reopen) return;
  if (await restart.or(reopen).isVisible()) await restart.or(reopen).click();
  await untilWork(page, ({ ready }) => ready);
}

async function untilWork(page: Page, holds: (work: WindowWork) => boolean): Promise<WindowWork> {
  let last = '';
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(30)) {
    // A page that is being loaded has no work yet.
    const work = await inTime(readWork(page), 2000);
    if (work && holds(work)) return work;
    last = JSON.stringify(work);
  }
  throw new Error(`The window did not come to the state expected: ${last.slice(0, 2000)}`);
}
