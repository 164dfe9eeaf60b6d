import { AkashiError } from '../../../shared/errors/akashiError.ts';
import { inLanguage } from '../../../shared/i18n/inLanguage.ts';
import { tableToCsv } from '../../../shared/report/charts/chartTable.ts';
import { leadingPictures } from '../../../shared/report/safety/leadingEvents.ts';
import { renderSafetyReport } from '../../../shared/report/safety/renderSafetyReport.ts';
import { safetyCharts } from '../../../shared/report/safety/safetyFigures.ts';
import { safetyTables } from '../../../shared/report/safety/safetyTables.ts';
import type { ReportedTable, ReportFile } from '../../../shared/study/safety/reports/reportedTable.ts';
import { noFilter, type SafetyResult } from '../../../shared/study/safety/safetyResult.ts';
import { parseSafetyStudy } from '../../../shared/study/safety/specification/parseSafetyStudy.ts';
import { chartSvg } from '../chartSvg.ts';
import { safetyLines } from './safetyLines.ts';
import { figureFiles, type StudyRun, type WrittenStudy, writeFiles } from './studyOutput.ts';

/**
 * Runs a safety study on the open release and writes into a folder: `result.json`, `report.html`, a CSV file for every
 * table and an SVG file for every figure.
 * @param reports tables of spontaneous reports; null: those that the release holds, if any
 * @throws AkashiError of `safety.run`, `safety.outcome` and `safety.reported`, `file.unwritable`
 */
export async function writeSafety(
  run: StudyRun,
  reports: readonly ReportFile[] | null,
): Promise<WrittenStudy<SafetyResult>> {
  const { workbench, card, file, terminal, job } = run;
  const { locale } = terminal;
  const parsed = parseSafetyStudy(file);
  const result = await workbench.run('safety.run', file, job);
  // The session refuses what cannot be read, so it was read.
  if (!parsed.ok) throw new RangeError('a study ran that cannot be read');
  const { study } = parsed;
  const hash = result.studyHash;
  const pictures = await leadingPictures(result, (timeAtRisk, outcome) =>
    workbench.run('safety.outcome', { hash, timeAtRisk, outcome, filter: noFilter }, job),
  );
  const reported = await reportedOf(run, hash, reports);
  const findings = { study, result, pictures, reported };
  const title = inLanguage(result.name, locale);
  const caption = `${title} · ${card.releaseId} · ${hash} · ${terminal.text('safetyReport.footer', { comparisons: result.comparisons })}`;
  const report = await renderSafetyReport(
    { ...findings, card, locale, generatedAt: result.provenance.generatedAt },
    chartSvg,
  );
  const written = await writeFiles(run, [
    ['result.json', `${JSON.stringify({ ...result, pictures, reported }, null, 2)}\n`],
    ['report.html', report],
    ...(await figureFiles(safetyCharts(findings), { title, caption }, terminal)),
    ...safetyTables(findings, locale).map(
      ({ id, of, table }) =>
        [`${id}.csv`, tableToCsv(table, of === '' ? caption : `${of} · ${caption}`)] as const,
    ),
  ]);
  return { ...written, result, lines: safetyLines(findings, terminal) };
}

/** A release need not hold reports: only files that were given must be read. */
async function reportedOf(
  { workbench, job }: StudyRun,
  hash: string,
  files: readonly ReportFile[] | null,
): Promise<ReportedTable | null> {
  try {
    return await workbench.run('safety.reported', { hash, files }, job);
  } catch (error) {
    const none: readonly string[] = ['reports.noneInRelease', 'reports.empty', 'reports.drugNotReported'];
    if (files === null && error instanceof AkashiError && none.includes(error.code)) return null;
    throw error;
  }
}
