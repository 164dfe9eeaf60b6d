import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { GroupRate, SafetyRow } from '../../study/safety/safetyResult.ts';
import type { ChartTable, ChartTableCell } from '../charts/chartTable.ts';
import {
  differenceText,
  type NamedGroup,
  namedGroups,
  outcomeText,
  rateIntervalText,
  ratioText,
  shortP,
} from '../charts/safetyMarks.ts';
import { comparedWith, leadingEvents } from './leadingEvents.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { numberNeededToHarmText, perThousand } from './safetyText.ts';
import { count, end, start, text } from './tableParts.ts';

/**
 * The leading events of the first time-at-risk, a row for each group of each: what compares the exposed with a group
 * stands in the group's row. Findings are marked.
 */
export function leadingTable(
  { study, result }: Pick<SafetyFindings, 'study' | 'result'>,
  locale: Locale,
): ChartTable {
  const say = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  const groups = namedGroups(result, study, locale);
  return {
    columns: [
      start(say('chart.safety.event')),
      start(say('chart.safety.group')),
      end(say('chart.persons')),
      end(say('safetyReport.withEvent')),
      end(say('study.personYears')),
      end(say('safetyReport.rate')),
      end(say('chart.safety.rateRatio')),
      end(say('safetyReport.rateDifference')),
      end(say('safetyReport.riskDifference')),
      end('NNH'),
      end(say('safetyReport.adjustedPShort')),
      end(say('safetyReport.calibratedRatio')),
    ],
    rows: leadingEvents(result.timesAtRisk[0]?.rows ?? []).flatMap((row) => {
      const mark = row.against.some(({ signal }) => signal) ? '● ' : '';
      return groups.map((group, g) => [
        text(`${mark}${outcomeText(row, locale)}`),
        text(group.name),
        ...rateCells(row.groups[g], locale),
        ...comparisonCells(row, group, locale),
      ]);
    }),
  };
}

function rateCells(own: GroupRate | undefined, locale: Locale): ChartTableCell[] {
  if (!own) return [text(null), text(null), text(null), text(null)];
  return [
    count(own.persons),
    count(own.withEvent),
    text(own.personYears === null ? null : formatNumber(locale, own.personYears, 0)),
    text(own.rate && rateIntervalText(locale, own.rate)),
  ];
}

function comparisonCells(row: SafetyRow, { group }: NamedGroup, locale: Locale): ChartTableCell[] {
  const own = group === 'exposed' ? undefined : comparedWith(row, group);
  if (!own) return Array.from({ length: 6 }, () => text(group === 'exposed' ? ' ' : null));
  const { rateRatio, rateDifference, riskDifference, adjustedP, calibrated } = own;
  return [
    text(rateRatio && ratioText(locale, rateRatio)),
    text(rateDifference && differenceText(locale, rateDifference)),
    text(riskDifference && differenceText(locale, perThousand(riskDifference))),
    text(numberNeededToHarmText(locale, own)),
    text(adjustedP === null ? null : shortP(locale, adjustedP)),
    text(calibrated && ratioText(locale, calibrated.rateRatio)),
  ];
}
