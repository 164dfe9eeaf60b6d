import { inLanguage } from '../../../shared/i18n/inLanguage.ts';
import { tableToCsv } from '../../../shared/report/charts/chartTable.ts';
import { effectText } from '../../../shared/report/study/effectText.ts';
import { renderStudyReport } from '../../../shared/report/study/renderStudyReport.ts';
import { studyCharts } from '../../../shared/report/study/studyFigures.ts';
import { studyTables } from '../../../shared/report/study/studyTables.ts';
import type {
  BalanceRow,
  ComparisonResult,
  PairResult,
} from '../../../shared/study/result/comparisonResult.ts';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';
import { chartSvg } from '../chartSvg.ts';
import type { Terminal } from '../terminal.ts';
import { figureFiles, type StudyRun, type WrittenStudy, writeFiles } from './studyOutput.ts';

/**
 * Runs a comparison on the open release and writes into a folder: `result.json`, `report.html`, a CSV file for every
 * table and an SVG file for every figure.
 * @throws AkashiError of `studies.run`, `file.unwritable`
 */
export async function writeComparison(run: StudyRun): Promise<WrittenStudy<ComparisonResult>> {
  const { workbench, card, file, terminal, job } = run;
  const { locale } = terminal;
  const parsed = parseStudy(file);
  const result = await workbench.run('studies.run', file, job);
  // The session refuses what cannot be read, so it was read.
  if (!parsed.ok) throw new RangeError('a study ran that cannot be read');
  const { study } = parsed;
  const balance = new Map<PairResult, readonly BalanceRow[]>();
  for (const pair of result.pairs) {
    const { target, comparator } = pair;
    const asked = { hash: result.studyHash, target, comparator };
    balance.set(pair, await workbench.run('studies.balance', asked, job));
  }
  const tables = studyTables(result, locale, (pair) => balance.get(pair) ?? []);
  const title = inLanguage(result.name, locale);
  const caption = `${title} · ${card.releaseId} · ${result.studyHash}`;
  const report = await renderStudyReport(
    { card, study, result, locale, generatedAt: result.provenance.generatedAt },
    chartSvg,
  );
  const written = await writeFiles(run, [
    ['result.json', `${JSON.stringify(result, null, 2)}\n`],
    ['report.html', report],
    ...(await figureFiles(studyCharts({ result, study }), { title, caption }, terminal)),
    ...tables.map(({ id, table }) => [`${id}.csv`, tableToCsv(table, caption)] as const),
  ]);
  return { ...written, result, lines: comparisonLines(result, terminal) };
}

/** The main effects of a study, one a line: crude and adjusted, or why it is not shown. */
function comparisonLines(result: ComparisonResult, terminal: Terminal): string[] {
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
