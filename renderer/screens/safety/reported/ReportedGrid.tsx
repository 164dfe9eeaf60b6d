import { Button as PressTarget } from 'react-aria-components';
import { type ChartTable, cellText } from '../../../../shared/report/charts/chartTable.ts';
import type { ReportedRow } from '../../../../shared/study/safety/safetyResult.ts';
import { CountValue } from '../../../components/Provenance.tsx';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { chooseInSafety } from '../../../state/safetyRuns.ts';
import type { Study } from '../../../state/studies.ts';
import { nothing } from '../safetyText.ts';

/** Place of the observed cases, which open their provenance; reports are public and do not. */
const OBSERVED = 3;

interface ReportedGridProps {
  readonly study: Study;
  readonly rows: readonly ReportedRow[];
  /** The same rows as texts. */
  readonly table: ChartTable;
  readonly chosen: string | null;
}

/** The rows; the name of an event chooses it everywhere. */
export function ReportedGrid({ study, rows, table, chosen }: ReportedGridProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  return (
    <ScrollRegion
      className="table-scroll reported-scroll"
      label={t('table.scroll', { table: t('reported.title') })}
    >
      <table className="data" aria-label={t('reported.title')}>
        <thead>
          <tr>
            {table.columns.map(({ label, align }) => (
              <th key={label} scope="col" className={align}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={row.id} className={row.id === chosen ? 'chosen' : ''}>
              {(table.rows[i] ?? []).map((cell, at) => {
                const column = table.columns[at];
                const text = cellText(locale, cell);
                if (at === 0) {
                  return (
                    <th key={column?.label} scope="row" className="start">
                      <PressTarget
                        className="reported-event"
                        aria-pressed={row.id === chosen}
                        onPress={() => chooseInSafety(app, study.id, { outcome: row.id })}
                      >
                        {text}
                      </PressTarget>
                    </th>
                  );
                }
                return (
                  <td key={column?.label} className={`${column?.align} num`}>
                    {at === OBSERVED && 'count' in cell ? (
                      <CountValue count={cell.count} label={`${row.code} · ${column?.label}`} />
                    ) : (
                      text || nothing
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
