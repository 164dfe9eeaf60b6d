import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import type { ChartTable } from '../charts/chartTable.ts';
import { eventTable } from './eventTable.ts';
import { funnelTable, groupsTable } from './exposureTables.ts';
import { controlsTable, followUpTable, reportedTable, treeTable } from './findingTables.ts';
import { pictureTables } from './pictureTables.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { eventName, timeAtRiskName } from './safetyText.ts';
import { end, start, text } from './tableParts.ts';

/** A table of a safety study as it is exported: `id` is its file's stem. */
export interface NamedSafetyTable {
  readonly id: string;
  readonly title: MessageKey;
  /** What it is of (time-at-risk, event), in the language. */
  readonly of: string;
  readonly table: ChartTable;
}

/** Every table of a safety study, in the order of the report. What is withheld stays so. */
export function safetyTables(findings: SafetyFindings, locale: Locale): readonly NamedSafetyTable[] {
  const { study, result, pictures, reported } = findings;
  const of = inLanguage(result.name, locale);
  const [first] = result.timesAtRisk;
  const { controls } = result;
  return [
    { id: 'funnel', title: 'safetyReport.table.funnel', of, table: funnelTable(findings, locale) },
    { id: 'groups', title: 'safetyReport.table.groups', of, table: groupsTable(findings, locale) },
    ...result.timesAtRisk.map(
      (table): NamedSafetyTable => ({
        id: `events-${table.timeAtRisk}`,
        title: 'safetyReport.table.events',
        of: timeAtRiskName(study, table.timeAtRisk, locale),
        table: eventTable(findings, table, locale),
      }),
    ),
    { id: 'follow-up', title: 'safetyReport.table.followUp', of, table: followUpTable(findings, locale) },
    { id: 'tree', title: 'safetyReport.table.tree', of, table: treeTable(findings, result.tree, locale) },
    ...(controls
      ? [
          {
            id: 'controls',
            title: 'safetyReport.table.controls' as const,
            of,
            table: controlsTable(controls, locale),
          },
        ]
      : []),
    ...pictures.flatMap((own) => {
      const row = first?.rows.find(({ id }) => id === own.id);
      return pictureTables(findings, own, locale).map(
        ({ id, title, table }): NamedSafetyTable => ({
          id: `${pictureStem(row?.code || own.id)}-${id}`,
          title,
          of: row ? eventName(row, locale) : own.id,
          table,
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
            table: {
              columns: [
                start(translate(locale, 'safetyReport.code')),
                end(translate(locale, 'safetyReport.reports')),
              ],
              rows: reported.unknownCodes.map(({ code, reports }) => [text(code), text(String(reports))]),
            },
          },
        ]
      : []),
  ];
}

/** A code or id as a part of a file's name. */
export function pictureStem(code: string): string {
  return `event-${code.replaceAll(/[^A-Za-z0-9.]+/g, '_')}`;
}
