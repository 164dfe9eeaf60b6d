import type { Locale, MessageKey } from '../../i18n/translate.ts';
import type { ChartTable } from '../charts/chartTable.ts';
import { safetyControlTable } from '../charts/safetyControlStrip.ts';
import { outcomeText } from '../charts/safetyMarks.ts';
import { safetyTreeTable } from '../charts/safetyTreeChart.ts';
import { treeRows } from '../charts/safetyTreeRows.ts';
import { eventTable } from './eventTable.ts';
import { funnelTable, groupsTable } from './exposureTables.ts';
import { followUpTable, reportedTable, unknownCodesTable } from './findingTables.ts';
import { leadingTable } from './leadingTable.ts';
import { outcomeFile, outcomeParts } from './outcomeParts.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { timeAtRiskName } from './safetyText.ts';

/** A table of a safety study as it is exported: `id` is its file's stem. */
export interface NamedSafetyTable {
  readonly id: string;
  readonly title: MessageKey;
  /** What it is of (time-at-risk, event), in the language; empty: the whole study. */
  readonly of: string;
  readonly table: ChartTable;
}

/** Every table of a safety study, in the order of the report. What is withheld stays so. */
export function safetyTables(findings: SafetyFindings, locale: Locale): readonly NamedSafetyTable[] {
  const { study, result, pictures, reported } = findings;
  const of = '';
  const [first] = result.timesAtRisk;
  const { controls } = result;
  return [
    { id: 'funnel', title: 'safetyReport.table.funnel', of, table: funnelTable(findings, locale) },
    { id: 'groups', title: 'safetyReport.table.groups', of, table: groupsTable(findings, locale) },
    {
      id: 'leading',
      title: 'safetyReport.section.leading',
      of: timeAtRiskName(study, first?.timeAtRisk ?? '', locale),
      table: leadingTable(findings, locale),
    },
    ...result.timesAtRisk.map(
      (table): NamedSafetyTable => ({
        id: `events-${table.timeAtRisk}`,
        title: 'safetyReport.table.events',
        of: timeAtRiskName(study, table.timeAtRisk, locale),
        table: eventTable(findings, table, locale),
      }),
    ),
    { id: 'follow-up', title: 'safetyReport.table.followUp', of, table: followUpTable(findings, locale) },
    {
      id: 'tree',
      title: 'safetyReport.table.tree',
      of,
      table: safetyTreeTable(treeRows(result.tree, first?.rows ?? [], locale), locale),
    },
    ...(controls
      ? [
          {
            id: 'controls',
            title: 'safetyReport.table.controls' as const,
            of,
            table: safetyControlTable(controls, locale),
          },
        ]
      : []),
    ...pictures.flatMap((own) => {
      const row = first?.rows.find(({ id }) => id === own.id);
      return outcomeParts(findings, own).map(
        ({ id, title, table }): NamedSafetyTable => ({
          id: outcomeFile(findings, own, id),
          title,
          of: row ? outcomeText(row, locale) : own.id,
          table: table(locale),
        }),
      );
    }),
    ...(reported
      ? [
          {
            id: 'reported',
            title: 'safetyReport.table.reported' as const,
            of,
            table: reportedTable(reported, locale),
          },
          {
            id: 'reported-unknown',
            title: 'safetyReport.table.unknownCodes' as const,
            of,
            table: unknownCodesTable(reported, locale),
          },
        ]
      : []),
  ];
}
