import { type ChartTable, type ChartTableCell, cellText } from '../../shared/report/charts/chartTable.ts';
import { useTexts } from '../state/AppContext.tsx';
import { CountValue } from './Provenance.tsx';
import { ScrollRegion } from './ScrollRegion.tsx';

/** The data-table twin of a chart; each count opens its provenance. */
export function DataTable({ table, label }: { readonly table: ChartTable; readonly label: string }) {
  const { t } = useTexts();
  return (
    <ScrollRegion className="table-scroll" label={t('table.scroll', { table: label })}>
      <table className="data" aria-label={label}>
        <thead>
          <tr>
            {table.columns.map(({ label: heading, align }) => (
              <th key={heading} scope="col" className={align}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result have no other name
            <tr key={i}>
              {row.map((cell, at) => {
                const column = table.columns[at];
                const heading = row[0] ? cellLabel(row[0]) : '';
                return at === 0 ? (
                  <th key={column?.label} scope="row" className={column?.align}>
                    <Cell cell={cell} label={heading} />
                  </th>
                ) : (
                  <td key={column?.label} className={`${column?.align} num`}>
                    <Cell cell={cell} label={`${heading} · ${column?.label}`} />
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

function cellLabel(cell: ChartTableCell): string {
  return 'text' in cell ? (cell.text ?? '') : '';
}

function Cell({ cell, label }: { readonly cell: ChartTableCell; readonly label: string }) {
  const { locale } = useTexts();
  return 'count' in cell ? <CountValue count={cell.count} label={label} /> : cellText(locale, cell);
}
