import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { ReportedTable } from '../../study/safety/reports/reportedTable.ts';
import type { RateEstimate, ReportedRow } from '../../study/safety/safetyResult.ts';
import type { ChartTable } from '../charts/chartTable.ts';
import { differenceText, namedGroups, outcomeText, rateText, ratioText } from '../charts/safetyMarks.ts';
import { estimateText, percentText } from '../study/effectText.ts';
import { othersOf } from './eventTable.ts';
import { comparedWith, leadingEvents, PICTURED } from './leadingEvents.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { timeAtRiskName } from './safetyText.ts';
import { count, end, start, text } from './tableParts.ts';

/** The leading events in every time-at-risk: how much of an estimate hangs on how long people are followed. */
export function followUpTable({ study, result }: SafetyFindings, locale: Locale): ChartTable {
  const [first] = result.timesAtRisk;
  const groups = namedGroups(result, study, locale);
  const others = othersOf(groups);
  return {
    columns: [
      start(translate(locale, 'chart.safety.event')),
      start(translate(locale, 'safetyReport.timeAtRisk')),
      end(translate(locale, 'safetyReport.lastDay')),
      end(`${groups[0]?.name ?? ''} ${translate(locale, 'safetyReport.withEvent')}`),
      ...others.flatMap(({ name: group }) => {
        const of = translate(locale, 'safetyReport.against', { group });
        return [
          end(`${translate(locale, 'safetyReport.rateRatio')} ${of}`),
          end(`${translate(locale, 'safetyReport.rateDifferenceShort')} ${of}`),
        ];
      }),
    ],
    rows: leadingEvents(first?.rows ?? [], PICTURED).flatMap((leading) =>
      result.timesAtRisk.map((table) => {
        const row = table.rows.find(({ id }) => id === leading.id);
        const exposed = row?.groups[0];
        return [
          text(outcomeText(leading, locale)),
          text(timeAtRiskName(study, table.timeAtRisk, locale)),
          text(lastDay(study, table.timeAtRisk, locale)),
          exposed ? count(exposed.withEvent) : text(null),
          ...others.flatMap(({ group }) => {
            const own = row && comparedWith(row, group);
            return [
              text(own?.rateRatio ? ratioText(locale, own.rateRatio) : null),
              text(own?.rateDifference ? differenceText(locale, own.rateDifference) : null),
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
export function reportedTable({ rows }: Pick<ReportedTable, 'rows'>, locale: Locale): ChartTable {
  const interval = (own: RateEstimate | null) => text(own && ratioText(locale, own));
  const cases = (value: number | null) => text(value === null ? null : rateText(locale, value));
  return {
    columns: [
      start(translate(locale, 'chart.safety.event')),
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
      text(outcomeText(row, locale)),
      text(formatNumber(locale, row.reports, 0)),
      count(row.observed),
      cases(row.expected),
      cases(row.excess),
      text(fractionText(locale, row.reportingFraction)),
      text(row.prr === null ? null : estimateText(locale, row.prr, 2)),
      interval(row.ror),
      text(row.ic && differenceText(locale, row.ic)),
      interval(row.ebgm),
    ]),
  };
}

/** `4.1% (2.0%–∞)`: without an upper limit there may be no excess at all. */
function fractionText(locale: Locale, own: ReportedRow['reportingFraction']): string | null {
  if (own === null) return null;
  const upper = own.upper === null ? '∞' : percentText(locale, own.upper);
  return `${percentText(locale, own.estimate)} (${percentText(locale, own.lower)}–${upper})`;
}

/** Codes reported of the drug that are no event of the study. */
export function unknownCodesTable(
  { unknownCodes }: Pick<ReportedTable, 'unknownCodes'>,
  locale: Locale,
): ChartTable {
  return {
    columns: [start(translate(locale, 'safetyReport.code')), end(translate(locale, 'safetyReport.reports'))],
    rows: unknownCodes.map(({ code, reports }) => [text(code), text(formatNumber(locale, reports, 0))]),
  };
}
