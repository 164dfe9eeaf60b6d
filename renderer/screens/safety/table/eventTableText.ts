import type { ChartTable, ChartTableCell } from '../../../../shared/report/charts/chartTable.ts';
import type {
  GroupRate,
  RateEstimate,
  RatioEstimate,
  SafetyRow,
} from '../../../../shared/study/safety/safetyResult.ts';
import type { Texts } from '../../../state/AppContext.tsx';
import type { SafetyChoice } from '../../../state/safety.ts';
import { against, type EventLine } from './eventRows.ts';

const groups = ['exposed', 'unexposed', 'comparator'] as const;

/** The rows that are listed with every figure of theirs, as a spreadsheet reads them. */
export function eventTable(
  lines: readonly EventLine[],
  other: SafetyChoice['against'],
  hasComparator: boolean,
  { t, own }: Texts,
): ChartTable {
  const shown = groups.slice(0, hasComparator ? 3 : 2);
  const start = (label: string) => ({ label, align: 'start' as const });
  const end = (label: string) => ({ label, align: 'end' as const });
  const limits = (label: string) => [
    end(label),
    end(t('safety.csv.lower', { of: label })),
    end(t('safety.csv.upper', { of: label })),
  ];
  return {
    columns: [
      start(t('safety.column.event')),
      start(t('safety.column.code')),
      ...shown.flatMap((group) => [
        end(t('safety.csv.persons', { group: t(`safety.group.${group}`) })),
        end(t('safety.csv.withEvent', { group: t(`safety.group.${group}`) })),
        end(t('safety.csv.personYears', { group: t(`safety.group.${group}`) })),
        ...limits(t('safety.csv.rate', { group: t(`safety.group.${group}`) })),
      ]),
      ...limits(t('safety.column.rateRatio.full')),
      ...limits(t('safety.column.calibratedRatio.full')),
      ...limits(t('safety.column.riskRatio.full')),
      ...limits(t('safety.column.rateDifference.full')),
      ...limits(t('safety.csv.riskDifference')),
      end(t('safety.column.nnh.full')),
      end(t('safety.column.p.full')),
      end(t('safety.column.adjustedP.full')),
      end(t('safety.column.calibratedP.full')),
    ],
    rows: lines.map(({ row }) => [
      { text: own(row.name) },
      { text: row.code },
      ...shown.flatMap((_, g) => groupCells(row.groups[g])),
      ...comparisonCells(row, other),
    ]),
  };
}

function groupCells(group: GroupRate | undefined): readonly ChartTableCell[] {
  if (!group) return Array.from({ length: 6 }, () => ({ text: null }));
  return [
    { count: group.persons },
    { count: group.withEvent },
    cell(group.personYears),
    ...limitCells(group.rate),
  ];
}

function comparisonCells(row: SafetyRow, other: SafetyChoice['against']): readonly ChartTableCell[] {
  const comparison = against(row, other);
  return [
    ...limitCells(comparison?.rateRatio ?? null),
    ...limitCells(comparison?.calibrated?.rateRatio ?? null),
    ...limitCells(comparison?.riskRatio ?? null),
    ...limitCells(comparison?.rateDifference ?? null),
    ...limitCells(comparison?.riskDifference ?? null),
    cell(comparison?.numberNeededToHarm ?? null),
    cell(comparison?.p ?? null),
    cell(comparison?.adjustedP ?? null),
    cell(comparison?.calibrated?.p ?? null),
  ];
}

function limitCells(value: RateEstimate | RatioEstimate | null): readonly ChartTableCell[] {
  return value
    ? [cell(value.estimate), cell(value.lower), cell(value.upper)]
    : [cell(null), cell(null), cell(null)];
}

/** Six figures: what is computed is not more exact than the data. */
function cell(value: number | null): ChartTableCell {
  return value === null || !Number.isFinite(value)
    ? { text: null }
    : { text: String(Number(value.toPrecision(6))) };
}
