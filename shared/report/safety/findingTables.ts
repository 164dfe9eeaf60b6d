import { inLanguage } from '../../i18n/inLanguage.ts';
import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { ReportedTable } from '../../study/safety/reports/reportedTable.ts';
import type { ControlStrip, ReportedRow, TreeFinding } from '../../study/safety/safetyResult.ts';
import type { ChartTable } from '../charts/chartTable.ts';
import { percentText, pText } from '../study/effectText.ts';
import { comparedWith, leadingEvents } from './leadingEvents.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { eventName, figureText, groupName, intervalText, timeAtRiskName } from './safetyText.ts';
import { count, end, start, text } from './tableParts.ts';

const normal = 1.959963984540054;

/** Branches of the hierarchy with an excess among the exposed, the least likely first. */
export function treeTable(
  { study }: Pick<SafetyFindings, 'study'>,
  tree: readonly TreeFinding[],
  locale: Locale,
): ChartTable {
  return {
    columns: [
      start(translate(locale, 'safetyReport.branch')),
      end(groupName(study, 'exposed', locale)),
      end(groupName(study, 'unexposed', locale)),
      end(translate(locale, 'safetyReport.expected')),
      end(translate(locale, 'safetyReport.logLikelihoodRatio')),
      end(translate(locale, 'safetyReport.monteCarloP')),
    ],
    rows: tree.map((finding) => [
      text(eventName(finding, locale)),
      count(finding.exposed),
      count(finding.unexposed),
      text(finding.expected === null ? null : formatNumber(locale, finding.expected, 1)),
      text(figureText(locale, finding.logLikelihoodRatio)),
      text(pText(locale, finding.p)),
    ]),
  };
}

/** Each negative control whose estimate may be shown: its rate ratio should be 1. */
export function controlsTable({ points }: ControlStrip, locale: Locale): ChartTable {
  return {
    columns: [
      start(translate(locale, 'safetyReport.control')),
      end(translate(locale, 'safetyReport.rateRatio')),
      end(translate(locale, 'study.lower')),
      end(translate(locale, 'study.upper')),
    ],
    rows: points.map(({ name, logEstimate, standardError }) => [
      text(inLanguage(name, locale)),
      ...[0, -normal, normal].map((z) => text(figureText(locale, Math.exp(logEstimate + z * standardError)))),
    ]),
  };
}

/** The leading events in every time-at-risk: how much of an estimate hangs on how long people are followed. */
export function followUpTable({ study, result }: SafetyFindings, locale: Locale): ChartTable {
  const groups = result.exposure.groups.map(({ group }) => group);
  const others = groups.flatMap((group) => (group === 'exposed' ? [] : [group]));
  const [first] = result.timesAtRisk;
  return {
    columns: [
      start(translate(locale, 'safetyReport.event')),
      start(translate(locale, 'safetyReport.timeAtRisk')),
      end(translate(locale, 'safetyReport.lastDay')),
      end(`${groupName(study, 'exposed', locale)} ${translate(locale, 'safetyReport.withEvent')}`),
      ...others.flatMap((group) => {
        const of = translate(locale, 'safetyReport.against', { group: groupName(study, group, locale) });
        return [
          end(`${translate(locale, 'safetyReport.rateRatio')} ${of}`),
          end(`${translate(locale, 'safetyReport.rateDifferenceShort')} ${of}`),
        ];
      }),
    ],
    rows: leadingEvents(first?.rows ?? []).flatMap((leading) =>
      result.timesAtRisk.map((table) => {
        const row = table.rows.find(({ id }) => id === leading.id);
        const exposed = row?.groups[0];
        return [
          text(eventName(leading, locale)),
          text(timeAtRiskName(study, table.timeAtRisk, locale)),
          text(lastDay(study, table.timeAtRisk, locale)),
          exposed ? count(exposed.withEvent) : text(null),
          ...others.flatMap((group) => {
            const own = row && comparedWith(row, group);
            return [
              text(intervalText(locale, own?.rateRatio ?? null)),
              text(intervalText(locale, own?.rateDifference ?? null, 1)),
            ];
          }),
        ];
      }),
    ),
  };
}

/** The day after which nobody is followed in a time-at-risk. */
function lastDay({ timesAtRisk }: SafetyFindings['study'], id: string, locale: Locale): string | null {
  const window = timesAtRisk.find((one) => one.id === id);
  if (!window) return null;
  const day = window.kind === 'fixed' ? window.to : window.capDays;
  return day === null ? translate(locale, 'safetyReport.noCap') : formatNumber(locale, day, 0);
}

/** Spontaneous reports beside the cases of the release; measures of disproportionality last, for they have no denominator. */
export function reportedTable({ rows }: ReportedTable, locale: Locale): ChartTable {
  return {
    columns: [
      start(translate(locale, 'safetyReport.event')),
      end(translate(locale, 'safetyReport.reports')),
      end(translate(locale, 'safetyReport.observed')),
      end(translate(locale, 'safetyReport.expectedCases')),
      end(translate(locale, 'safetyReport.excess')),
      end(translate(locale, 'safetyReport.reportingFraction')),
      end('PRR'),
      end('ROR'),
      end('IC'),
      end('EBGM'),
    ],
    rows: rows.map((row) => [
      text(eventName(row, locale)),
      text(formatNumber(locale, row.reports, 0)),
      count(row.observed),
      text(row.expected === null ? null : formatNumber(locale, row.expected, 1)),
      text(row.excess === null ? null : formatNumber(locale, row.excess, 1)),
      text(fractionText(locale, row.reportingFraction)),
      text(row.prr === null ? null : figureText(locale, row.prr)),
      text(intervalText(locale, row.ror)),
      text(intervalText(locale, row.ic)),
      text(intervalText(locale, row.ebgm)),
    ]),
  };
}

/** `4.1% (2.0–∞%)`: without an upper limit there may be no excess at all. */
function fractionText(locale: Locale, own: ReportedRow['reportingFraction']): string | null {
  if (own === null) return null;
  const upper = own.upper === null ? '∞' : percentText(locale, own.upper);
  return `${percentText(locale, own.estimate)} (${percentText(locale, own.lower)}–${upper})`;
}
