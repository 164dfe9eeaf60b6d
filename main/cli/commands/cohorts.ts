import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import type { Job } from '../../../shared/engine/job.ts';
import { AkashiError } from '../../../shared/errors/akashiError.ts';
import { createNodeWorkbench } from '../../host/nodeWorkbench.ts';
import { readDefinitionFiles } from '../definitionFiles.ts';
import type { Terminal } from '../terminal.ts';

/** `akashi cohorts`: generates every definition and writes all rows into one table. */
export async function runCohorts(
  options: { release: string; definitions: readonly string[]; out: string },
  terminal: Terminal,
  job: Job,
): Promise<void> {
  const started = performance.now();
  const files = await readDefinitionFiles(options.definitions);
  const workbench = createNodeWorkbench();
  try {
    await workbench.run('release.open', { locator: options.release }, job);
    const { imported, failed } = await workbench.run('cohorts.import', { files }, job);
    for (const { failures } of failed) for (const failure of failures) terminal.failure(failure);
    if (imported.length === 0) throw new AkashiError('cohort.noneUsable', {});
    const summaries = await workbench.run(
      'cohorts.generate',
      { ids: imported.map(({ id }) => id), attrition: false },
      job,
    );
    for (const { failure } of summaries) if (failure) terminal.failure(failure);
    const generated = summaries.filter(({ state }) => state === 'generated');
    const ids = generated.map(({ id }) => id);
    const { rows } = await workbench.run('cohorts.export', { ids, path: options.out }, job);
    for (const { name, persons, milliseconds } of generated) {
      const params = {
        name,
        persons: personsText(persons, terminal),
        milliseconds: Math.round(milliseconds ?? 0),
      };
      terminal.line(terminal.text('cli.cohort.line', params));
    }
    terminal.line(
      terminal.text('cli.cohorts.done', {
        generated: generated.length,
        all: files.length,
        rows,
        out: options.out,
        seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
      }),
    );
    terminal.result({ ok: true, out: options.out, rows, cohorts: summaries, failed });
  } finally {
    await workbench.close();
  }
}

function personsText(persons: PublishedCount | null, terminal: Terminal): string {
  if (persons === null) return '';
  if (isWithheld(persons)) return terminal.text('cli.cohort.withheld', { below: persons.below });
  return terminal.text('cli.cohort.persons', { count: persons });
}
