import type { TableCard } from '../../../shared/release/releaseCard.ts';
import { Panel } from '../../components/Panel.tsx';
import { useTexts } from '../../state/AppContext.tsx';

/** The tables with their rows and whether the release brought them or Akashi derived them; then what is absent. */
export function ReleaseTables({ tables }: { readonly tables: readonly TableCard[] }) {
  const { t, number } = useTexts();
  const present = tables.filter(({ origin }) => origin !== 'absent').toSorted((a, b) => b.rows - a.rows);
  const absent = tables.filter(({ origin }) => origin === 'absent');
  const rows = present.reduce((sum, table) => sum + table.rows, 0);
  const longest = Math.max(1, ...present.map((table) => table.rows));
  return (
    <Panel
      title={t('tables.title')}
      aside={t('tables.aside', { tables: present.length, rows: number(rows) })}
    >
      <table className="data tables" aria-label={t('tables.title')}>
        <thead>
          <tr>
            <th scope="col">{t('tables.table')}</th>
            <th scope="col" className="end">
              {t('tables.rows')}
            </th>
            <td aria-hidden className="bar-cell" />
            <th scope="col">{t('tables.origin')}</th>
          </tr>
        </thead>
        <tbody>
          {present.map((table) => (
            <tr key={table.table}>
              <th scope="row" className="mono">
                {table.table}
              </th>
              <td className="end num">{number(table.rows)}</td>
              <td aria-hidden className="bar-cell">
                <span style={{ width: `${(100 * table.rows) / longest}%` }} />
              </td>
              <td>
                <span className={table.origin === 'derived' ? 'origin derived' : 'origin'}>
                  {t(`tables.origin.${table.origin}`)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {absent.length > 0 && (
        <p className="absent">
          <strong>{t('tables.absent', { count: absent.length })}</strong>{' '}
          {absent.map(({ table }) => (
            <span key={table} className="mono">
              {table}
            </span>
          ))}
        </p>
      )}
    </Panel>
  );
}
