import { useMemo, useState } from 'react';
import { standardisedText } from '../../../../shared/report/charts/studyLovePlot.ts';
import { percentText } from '../../../../shared/report/study/effectText.ts';
import { covariateName } from '../../../../shared/report/study/studyTables.ts';
import type { BalanceMoments, BalanceRow } from '../../../../shared/study/result/comparisonResult.ts';
import { useTexts } from '../../../state/AppContext.tsx';
import { type VirtualColumn, VirtualTable } from '../../cohorts/VirtualTable.tsx';
import type { Shown } from './ResultFrame.tsx';

interface BalanceListProps {
  readonly rows: readonly BalanceRow[];
  readonly threshold: number;
  readonly shown: Shown;
}

type When = 'before' | 'after';

/** Covariates in both arms before and after, sorted by any column. */
export function BalanceList({ rows, threshold, shown: { target, comparator } }: BalanceListProps) {
  const { t, locale, number } = useTexts();
  const [sort, setSort] = useState('');
  const [descending, setDescending] = useState(true);
  const sorted = useMemo(() => {
    if (sort === '') return rows;
    const sign = descending ? -1 : 1;
    if (sort === 'name') {
      return rows.toSorted(
        (a, b) => -sign * (covariateName(a.covariate, locale) < covariateName(b.covariate, locale) ? -1 : 1),
      );
    }
    const value = (row: BalanceRow) => figureOf(row, sort);
    return rows.toSorted((a, b) => sign * (value(a) - value(b)));
  }, [rows, sort, descending, locale]);
  const mean = ({ covariate }: BalanceRow, value: number | null) =>
    value === null ? '—' : covariate.kind === 'binary' ? percentText(locale, value) : number(value);
  const columns: readonly VirtualColumn<BalanceRow>[] = [
    {
      id: 'name',
      label: t('study.covariate'),
      align: 'start',
      width: null,
      isSorted: sort === 'name',
      render: ({ covariate }) => (
        <span className="concept">
          <span className="concept-name">{covariateName(covariate, locale)}</span>
          <span className="concept-code mono">{covariate.concept?.code ?? ''}</span>
        </span>
      ),
    },
    ...(['before', 'after'] as const).flatMap((when): readonly VirtualColumn<BalanceRow>[] => [
      {
        id: `${when} target`,
        label: target,
        group: t(`study.${when}`),
        align: 'end',
        width: 108,
        isSorted: sort === `${when} target`,
        render: (row) => mean(row, row[when].target),
      },
      {
        id: `${when} comparator`,
        label: comparator,
        group: t(`study.${when}`),
        align: 'end',
        width: 108,
        isSorted: sort === `${when} comparator`,
        render: (row) => mean(row, row[when].comparator),
      },
      {
        id: `${when} difference`,
        label: t('study.standardisedDifference'),
        group: t(`study.${when}`),
        align: 'end',
        width: 148,
        isSorted: sort === `${when} difference`,
        render: (row) => <Difference moments={row[when]} threshold={threshold} />,
      },
    ]),
  ];
  return (
    <VirtualTable
      label={t('study.table.balance')}
      rows={sorted}
      keyOf={({ covariate }) => covariate.id}
      columns={columns}
      descending={descending}
      onSort={(column) => {
        setDescending(column === sort ? !descending : true);
        setSort(column);
      }}
    />
  );
}

function figureOf(row: BalanceRow, sort: string): number {
  const [when = 'before', what = ''] = sort.split(' ');
  const moments = row[when as When];
  if (what === 'target' || what === 'comparator') return moments[what] ?? -1;
  return Math.abs(moments.standardisedDifference ?? -1);
}

function Difference({
  moments: { standardisedDifference },
  threshold,
}: {
  readonly moments: BalanceMoments;
  readonly threshold: number;
}) {
  const { locale } = useTexts();
  const isAbove = Math.abs(standardisedDifference ?? 0) > threshold;
  return (
    <span className={isAbove ? 'notable' : ''}>
      {isAbove && <span aria-hidden>▲</span>}
      {standardisedText(locale, standardisedDifference)}
    </span>
  );
}
