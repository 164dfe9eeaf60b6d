import type { Job } from '../engine/job.ts';
import { AkashiError } from '../errors/akashiError.ts';
import type { SafetyAnalysis, SafetyStudyData } from '../study/safety/analysis/analyseSafety.ts';
import { daysPerYear } from '../study/safety/analysis/compareGroups.ts';
import { daysOfUse } from '../study/safety/persons/daysOfUse.ts';
import { publishReported } from '../study/safety/publishing/publishSafety.ts';
import type { ReportBook } from '../study/safety/reports/reportBook.ts';
import type { ReportedInput } from '../study/safety/reports/reportedAgainstObserved.ts';
import { reportedDrugKeys } from '../study/safety/reports/reportedDrugs.ts';
import { type ListedOutcome, outcomesOfEvents } from '../study/safety/reports/reportedEvents.ts';
import type { ReportedCode, ReportedTable, ReportFile } from '../study/safety/reports/reportedTable.ts';
import type { SafetyResult, SafetyRow } from '../study/safety/safetyResult.ts';
import type { StudyGround } from './studyGround.ts';

/** A study that was run. */
interface RunOfStudy {
  readonly data: SafetyStudyData;
  readonly analysis: SafetyAnalysis;
  readonly published: SafetyResult;
}

/**
 * Spontaneous reports beside what a study found in its first time-at-risk. Reading and fitting run where long
 * calculations do; only the vocabulary is asked here.
 * @param files null: the reports that the release holds
 * @throws AkashiError `reports.*`, `release.*`, `engine.*`, `cancelled`
 */
export async function reportedInStudy(
  ground: StudyGround,
  { data, analysis, published }: RunOfStudy,
  files: readonly ReportFile[] | null,
  job: Job,
): Promise<ReportedTable> {
  const { study } = data;
  const { release, host } = ground;
  const table = analysis.result.timesAtRisk[0];
  const rows = table?.rows ?? [];
  const read = files ?? [await release.reportFile(() => host.createEngine(), job)];
  const drugKeys = await release.withConnection((connection) =>
    reportedDrugKeys(connection, study.exposure, job),
  );
  const book = await host.calculator.run('readReports', { files: read, drugKeys }, job);
  if (book.drugNames.length === 0) {
    throw new AkashiError('reports.drugNotReported', { drug: study.exposure.name });
  }
  const outcomes = listedOutcomes(data, rows);
  const rowsOf = await release.withConnection((connection) =>
    outcomesOfEvents(connection, book.events, outcomes, job),
  );
  const yearsOfUse = (await daysOfUse(ground.context(), study, job)) / daysPerYear;
  const input: ReportedInput = { book, rows, rowsOf, yearsOfUse };
  const { rows: reported, ...counts } = await host.calculator.run('reported', input, job);
  return {
    source: files === null ? 'release' : 'files',
    timeAtRisk: table?.timeAtRisk ?? '',
    rows: publishReported(reported, published.timesAtRisk[0], release.outputRules),
    ...counts,
    drugNames: book.drugNames,
    unknownCodes: unknownCodes(book, rowsOf),
    repeated: book.repeated,
    incomplete: book.incomplete,
    concomitant: book.concomitant,
  };
}

/** Listed cohorts come last among the outcomes and are no conditions, whatever their id looks like. */
function listedOutcomes(
  { study, events }: SafetyStudyData,
  rows: readonly SafetyRow<number>[],
): ListedOutcome[] {
  const conditions = new Set(
    events.outcomes.slice(0, events.outcomes.length - study.events.cohorts.length).map(({ id }) => id),
  );
  return rows.map(({ id, name }) => ({ id, name, concept: conditions.has(id) ? Number(id) : null }));
}

/** Events reported of the drug that belong to no row. */
function unknownCodes(
  { events, weight, ofDrug, starts, event }: ReportBook,
  rowsOf: ReportedInput['rowsOf'],
): ReportedCode[] {
  const counts = new Map<number, number>();
  weight.forEach((reports, entry) => {
    if (ofDrug[entry] !== 1) return;
    for (const own of event.subarray(starts[entry], starts[entry + 1])) {
      if (rowsOf[own]?.length === 0) counts.set(own, (counts.get(own) ?? 0) + reports);
    }
  });
  return [...counts]
    .map(([own, reports]) => ({ code: events[own] ?? '', reports }))
    .sort((a, b) => b.reports - a.reports || (a.code < b.code ? -1 : 1));
}
