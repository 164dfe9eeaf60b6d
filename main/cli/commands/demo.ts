import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../../../shared/engine/job.ts';
import { AkashiError, type Failure, toFailure } from '../../../shared/errors/akashiError.ts';
import type { CohortCharacteristics } from '../../../shared/features/characterisationApi.ts';
import { renderReport } from '../../../shared/report/renderReport.ts';
import { AKASHI_VERSION } from '../../../shared/version.ts';
import type { CohortPage, DemoKind } from '../../../shared/workbenchApi.ts';
import { createNodeWorkbench } from '../../host/nodeWorkbench.ts';
import { writeStudy } from '../studies/writeStudy.ts';
import type { Terminal } from '../terminal.ts';

/** `akashi demo`: makes the demo release, generates the shipped cohorts on it, runs the shipped studies and writes reports beside it. */
export async function runDemo(
  options: { out: string; persons: number; seed: number; kind: DemoKind },
  terminal: Terminal,
  job: Job,
): Promise<void> {
  const { out: folder, persons, seed, kind } = options;
  terminal.message(terminal.text('cli.demoFolder', { persons, seed: String(seed), folder }));
  const workbench = createNodeWorkbench();
  try {
    const { locator } = await workbench.run('demo.create', { folder, persons, seed, kind }, job);
    const card = await workbench.run('release.open', { locator }, job);
    const files = await workbench.run('cohorts.shipped', {}, job);
    const { imported, failed } = await workbench.run('cohorts.import', { files }, job);
    const summaries = await workbench.run('cohorts.generate', { ids: imported.map(({ id }) => id) }, job);
    const pages: CohortPage[] = [];
    const characteristics = new Map<string, CohortCharacteristics>();
    for (const { id, state } of summaries) {
      if (state !== 'generated') continue;
      pages.push(await workbench.run('cohorts.page', { id }, job));
      const around = await workbench.run('cohorts.characteristics', { id }, job).catch(unlessWithheld);
      if (around) characteristics.set(id, around);
    }
    const unusable = summaries.flatMap(({ name, failure }) =>
      failure ? [{ name, failures: [failure] }] : [],
    );
    for (const { failures } of [...failed, ...unusable])
      for (const failure of failures) terminal.failure(failure);
    const report = join(folder, 'report.html');
    const html = renderReport({
      card,
      cohorts: pages,
      characteristics,
      failed: [...failed, ...unusable],
      generatedAt: new Date().toISOString(),
      akashiVersion: AKASHI_VERSION,
    });
    await writeFile(report, html).catch((error: unknown) => {
      throw new AkashiError('file.unwritable', { path: report }, error);
    });
    const studies: { name: string; report: string }[] = [];
    const shipped = [
      ...(await workbench.run('studies.shipped', {}, job)),
      ...(await workbench.run('safety.shipped', {}, job)),
    ];
    for (const file of shipped) {
      const own = { workbench, card, file, folder: join(folder, 'studies', file.name), terminal, job };
      const written = await writeStudy(own).catch(unlessNobody);
      if ('failure' in written) {
        terminal.failure(written.failure);
        continue;
      }
      for (const line of written.lines) terminal.line(line);
      studies.push({ name: file.name, report: written.report });
    }
    terminal.line(terminal.text('cli.demoDone', { release: locator, report }));
    for (const study of studies) terminal.line(study.report);
    terminal.result({ ok: true, release: locator, report, persons, seed, cohorts: summaries, studies });
  } finally {
    await workbench.close();
  }
}

/** In a small demo nobody may have taken a drug as a study asks. */
function unlessNobody(thrown: unknown): { readonly failure: Failure } {
  if (thrown instanceof AkashiError && thrown.code === 'study.nobodyExposed')
    return { failure: toFailure(thrown) };
  throw thrown;
}

/** A table that the output rules withhold is left out of the report. */
function unlessWithheld(thrown: unknown): null {
  if (thrown instanceof AkashiError && thrown.code.startsWith('cohort.')) return null;
  throw thrown;
}
