import { JobControl } from '../../shared/engine/job.ts';
import { toFailure } from '../../shared/errors/akashiError.ts';
import { AKASHI_VERSION } from '../../shared/version.ts';
import { runCohorts } from './commands/cohorts.ts';

import { runDemo } from './commands/demo.ts';
import { runOpen } from './commands/open.ts';
import { printStudySchema, runStudy } from './commands/study.ts';
import { Terminal } from './terminal.ts';
import { type Invocation, localeOf, parseInvocation } from './usage.ts';

/** Runs one command line. @returns the exit code: 0 success, 1 failure, 2 wrong usage */
async function main(args: readonly string[]): Promise<number> {
  let invocation: Invocation;
  try {
    invocation = parseInvocation(args, process.env);
  } catch (error) {
    const terminal = new Terminal(localeOf(undefined, process.env), false);
    terminal.failure(toFailure(error));
    return 2;
  }
  const terminal = new Terminal(invocation.locale, invocation.json);
  const job = new JobControl((progress) => terminal.progress(progress));
  process.once('SIGINT', () => job.cancel());
  process.once('SIGTERM', () => job.cancel());
  try {
    await runCommand(invocation, terminal, job);
    return 0;
  } catch (error) {
    const failure = toFailure(error);
    terminal.failure(failure);
    if (process.env.AKASHI_DEBUG) terminal.message(String(error instanceof Error ? error.stack : error));
    terminal.result({ ok: false, error: failure });
    return 1;
  }
}

async function runCommand(invocation: Invocation, terminal: Terminal, job: JobControl): Promise<void> {
  switch (invocation.command) {
    case 'help':
      process.stdout.write(`${terminal.text('cli.help')}\n`);
      return;
    case 'version':
      process.stdout.write(`${AKASHI_VERSION}\n`);
      return;
    case 'demo':
      return runDemo(invocation, terminal, job);
    case 'open':
      return runOpen(invocation, terminal, job);
    case 'cohorts':
      return runCohorts(invocation, terminal, job);
    case 'study':
      return runStudy(invocation, terminal, job);
    case 'studySchema':
      return printStudySchema();
  }
}

process.exitCode = await main(process.argv.slice(2));
