import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDemo } from '../../../main/demo/createDemo.ts';
import { hasDisplay, startVirtualDisplay } from '../../../main/dev/display.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import { KillableApp } from '../harness/killableApp.ts';
import { beginEditing } from './beginEditing.ts';
import { type CrashRun, crashCampaign } from './campaign.ts';

const usage = 'usage: npm run crash -- [--runs N] [--seed S]';

/**
 * Kills the page, the host or the whole application `--runs` times in the midst of typing (`npm run build` first), and
 * prints what was lost. Exits 1 when that was ever more than the last keystroke.
 */
export async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (!(Number.isInteger(runs) && runs > 0 && Number.isInteger(seed))) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const display = hasDisplay() ? null : await startVirtualDisplay();
  if (display) process.env.DISPLAY = display.name;
  const place = await mkdtemp(join(tmpdir(), 'akashi-crash-'));
  const app = new KillableApp(join(place, 'user'));
  try {
    const release = join(place, 'demo');
    await createDemo({ folder: release, persons: 1000, seed: 1 }, new JobControl());
    await app.start(release);
    await beginEditing(app.page);
    const done = await crashCampaign(app, { runs, random: seededRandom(seed), report });
    process.stdout.write(summary(done));
    return done.every(({ problem }) => problem === null) ? 0 : 1;
  } finally {
    await app.close();
    display?.stop();
    await rm(place, { recursive: true, force: true });
  }
}

function report(run: CrashRun): void {
  const { run: number, victim, field, moment, typed, restored, back, problem } = run;
  const facts = [
    String(number).padStart(4),
    victim.padEnd(8),
    field.padEnd(5),
    `${moment} ms`.padStart(8),
    `${typed} typed`.padStart(9),
    `${restored} kept`.padStart(8),
    `${Math.round(back)} ms`.padStart(8),
    problem ?? 'ok',
  ];
  process.stdout.write(`${facts.join('  ')}\n`);
}

/** The figures by what was killed, as a Markdown table. */
function summary(runs: readonly CrashRun[]): string {
  const rows = [...new Set(runs.map(({ victim }) => victim))].sort().map((victim) => {
    const own = runs.filter((run) => run.victim === victim);
    const typed = own.reduce((sum, run) => sum + run.typed, 0);
    const lost = own.map((run) => Math.max(0, run.typed - run.restored));
    const backs = own.map(({ back }) => back).sort((one, other) => one - other);
    return [
      victim,
      own.length,
      typed,
      lost.reduce((sum, count) => sum + count, 0),
      Math.max(...lost),
      Math.round(backs[Math.floor(backs.length / 2)] ?? 0),
      own.filter(({ problem }) => problem !== null).length,
    ];
  });
  const head = [
    'killed',
    'times',
    'keystrokes',
    'lost',
    'most lost at once',
    'back after (median ms)',
    'problems',
  ];
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return `\n${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
