import type { Job } from '../../../shared/engine/job.ts';
import { inLanguage } from '../../../shared/i18n/inLanguage.ts';
import { effectText } from '../../../shared/report/study/effectText.ts';
import type { ComparisonResult } from '../../../shared/study/result/comparisonResult.ts';
import { studySchema } from '../../../shared/study/specification/studySchema.ts';
import { createNodeWorkbench } from '../../host/nodeWorkbench.ts';
import { readStudyFile, writeStudy } from '../studyFiles.ts';
import type { Terminal } from '../terminal.ts';

/** `akashi study --schema`: the JSON Schema of study files. */
export function printStudySchema(): void {
  process.stdout.write(`${JSON.stringify(studySchema(), null, 2)}\n`);
}

/** `akashi study`: runs a study file on a release and writes its result, tables and report into a folder. */
export async function runStudy(
  options: { release: string; study: string; out: string },
  terminal: Terminal,
  job: Job,
): Promise<void> {
  const started = performance.now();
  const file = await readStudyFile(options.study);
  const workbench = createNodeWorkbench();
  try {
    const card = await workbench.run('release.open', { locator: options.release }, job);
    const { result, report, files } = await writeStudy(workbench, card, file, options.out, terminal, job);
    for (const line of studyLines(result, terminal)) terminal.line(line);
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

/** The main effects of a study, one a line: crude and adjusted, or why it is not shown. */
export function studyLines(result: ComparisonResult, terminal: Terminal): string[] {
  const { locale } = terminal;
  const name = (arm: string) => inLanguage(result.arms.find(({ id }) => id === arm)?.name ?? arm, locale);
  return result.pairs.flatMap(({ target, comparator, outcomes }) =>
    outcomes.map(({ name: outcome, timeAtRisk, estimates, blinding }) => {
      const of = `${name(target)} – ${name(comparator)}, ${inLanguage(outcome, locale)} (${timeAtRisk})`;
      const [adjusted] = estimates?.adjusted ?? [];
      if (!adjusted) {
        if (blinding === null) return terminal.text('cli.study.tooFew', { of });
        const failed = blinding.failed.map((kind) => terminal.text(`study.diagnostic.${kind}`)).join(', ');
        return terminal.text('cli.study.blinded', { of, failed });
      }
      const crude = estimates?.crude.find(({ measure }) => measure === adjusted.measure);
      return terminal.text('cli.study.effect', {
        of,
        measure: terminal.text(`study.measure.${adjusted.measure}`),
        adjusted: effectText(locale, adjusted).whole,
        crude: crude ? effectText(locale, crude).whole : '—',
      });
    }),
  );
}
