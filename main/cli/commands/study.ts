import type { Job } from '../../../shared/engine/job.ts';
import { studySchema } from '../../../shared/study/specification/studySchema.ts';
import { createNodeWorkbench } from '../../host/nodeWorkbench.ts';
import { readReportFile, readStudyFile } from '../studies/readStudyFile.ts';
import { writeStudy } from '../studies/writeStudy.ts';
import type { Terminal } from '../terminal.ts';

/** `akashi study --schema`: the JSON Schema of study files. */
export function printStudySchema(): void {
  process.stdout.write(`${JSON.stringify(studySchema(), null, 2)}\n`);
}

/** `akashi study`: runs a study file on a release and writes its result, tables, figures and report into a folder. */
export async function runStudy(
  options: { release: string; study: string; out: string; reports: readonly string[] },
  terminal: Terminal,
  job: Job,
): Promise<void> {
  const started = performance.now();
  const file = await readStudyFile(options.study);
  const reports =
    options.reports.length === 0 ? null : await Promise.all(options.reports.map(readReportFile));
  const workbench = createNodeWorkbench();
  try {
    const card = await workbench.run('release.open', { locator: options.release }, job);
    const run = { workbench, card, file, folder: options.out, terminal, job };
    const { result, report, files, lines } = await writeStudy(run, reports);
    for (const line of lines) terminal.line(line);
    terminal.line(
      terminal.text('cli.study.done', {
        report,
        files: files.length,
        seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
      }),
    );
    terminal.result({ ok: true, out: options.out, report, files, result });
  } finally {
    await workbench.close();
  }
}
