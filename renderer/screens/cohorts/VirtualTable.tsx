import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as PressTarget } from 'react-aria-components';
import { useTexts } from '../../state/AppContext.tsx';

export interface VirtualColumn<Row> {
  readonly id: string;
  readonly label: string;
  /** Heading over this and its neighbours of the same group. */
  readonly group?: string;
  readonly align: 'start' | 'end';
  /** In pixels; null takes what is left, at least {@link FLEXIBLE_WIDTH}. */
  readonly width: number | null;
  readonly isSorted?: boolean;
  readonly render: (row: Row) => ReactNode;
}

interface VirtualTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly VirtualColumn<Row>[];
  readonly descending?: boolean;
  /** Columns are sorted by where this is given. */
  readonly onSort?: (column: string) => void;
  readonly className?: string;
}

const ROW_HEIGHT = 32;
const MARGIN_ROWS = 8;
const FLEXIBLE_WIDTH = 290;

/** A long table of which only the rows in sight are made. It scrolls by keyboard too. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, keyOf, columns, descending = false, onSort, className = '' } = props;
  const { t } = useTexts();
  const place = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, height: 480 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is read from its beginning
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    element.scrollTop = 0;
    const observer = new ResizeObserver(() =>
      setView({ top: element.scrollTop, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [rows]);
  const first = Math.max(0, Math.floor(view.top / ROW_HEIGHT) - MARGIN_ROWS);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / ROW_HEIGHT) + MARGIN_ROWS);
  const groups = columns.some(({ group }) => group !== undefined);
  const width = columns.reduce((sum, column) => sum + (column.width ?? FLEXIBLE_WIDTH), 0);
  return (
    <section
      ref={place}
      className={`virtual ${className}`}
      aria-label={t('table.scroll', { table: label })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget }) =>
        setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <table className="data" aria-label={label} aria-rowcount={rows.length + 1} style={{ minWidth: width }}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={column.width === null ? {} : { width: column.width }} />
          ))}
        </colgroup>
        <thead>
          {groups && <GroupRow columns={columns} />}
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={column.align}
                {...(column.isSorted ? { 'aria-sort': descending ? 'descending' : 'ascending' } : {})}
              >
                {onSort ? (
                  <PressTarget
                    className="sort"
                    aria-label={t('features.sort', {
                      column: column.group ? `${column.group} · ${column.label}` : column.label,
                    })}
                    onPress={() => onSort(column.id)}
                  >
                    {column.label}
                    {column.isSorted &&
                      (descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
                  </PressTarget>
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={first * ROW_HEIGHT} columns={columns.length} />
          {rows.slice(first, last).map((row, i) => (
            <tr key={keyOf(row)} aria-rowindex={first + i + 2} style={{ height: ROW_HEIGHT }}>
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.id} scope="row" className={column.align}>
                    {column.render(row)}
                  </th>
                ) : (
                  <td key={column.id} className={`${column.align} num`}>
                    {column.render(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          <Spacer height={(rows.length - last) * ROW_HEIGHT} columns={columns.length} />
        </tbody>
      </table>
    </section>
  );
}

/** Headings over several columns. */
function GroupRow<Row>({ columns }: { readonly columns: readonly VirtualColumn<Row>[] }) {
  const groups: { label: string; span: number; at: string }[] = [];
  for (const { id, group = '' } of columns) {
    const last = groups.at(-1);
    if (last && last.label === group) last.span += 1;
    else groups.push({ label: group, span: 1, at: id });
  }
  return (
    <tr className="groups">
      {groups.map(({ label, span, at }) =>
        label === '' ? (
          <td key={at} colSpan={span} />
        ) : (
          <th key={at} scope="colgroup" colSpan={span}>
            {label}
          </th>
        ),
      )}
    </tr>
  );
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className="spacer-row" style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}
