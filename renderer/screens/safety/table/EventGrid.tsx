import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button as PressTarget } from 'react-aria-components';
import { useTexts } from '../../../state/AppContext.tsx';
import type { EventColumn, EventLine, EventSort } from './eventRows.ts';

export interface GridColumn {
  readonly id: EventColumn;
  readonly label: string;
  /** What the heading stands for, in full. */
  readonly title: string;
  readonly align: 'start' | 'end';
  /** In pixels; null takes what is left. */
  readonly width: number | null;
  readonly render: (line: EventLine) => ReactNode;
}

interface EventGridProps {
  readonly label: string;
  readonly lines: readonly EventLine[];
  readonly columns: readonly GridColumn[];
  readonly sort: EventSort;
  readonly chosen: string | null;
  readonly onSort: (column: EventColumn) => void;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (id: string, open: boolean) => void;
}

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 28;
const MARGIN_ROWS = 8;
const NAME_WIDTH = 160;

/**
 * A long tree of rows of which only those in sight are made. The keyboard moves in it as in a tree: up and down, home
 * and end, by page, right to open, left to close or to go up; Enter chooses.
 */
export function EventGrid(props: EventGridProps) {
  const { label, lines, columns, sort, chosen, onSort, onChoose, onOpen } = props;
  const { t } = useTexts();
  const base = useId();
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 480 });
  const [active, setActive] = useState<string | null>(null);
  const at = Math.max(
    0,
    lines.findIndex(({ row }) => row.id === (active ?? chosen)),
  );

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setView({ top: element.scrollTop, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  function goTo(next: number): void {
    const to = Math.min(Math.max(next, 0), lines.length - 1);
    const line = lines[to];
    const element = place.current;
    if (!line || !element) return;
    setActive(line.row.id);
    const top = to * ROW_HEIGHT;
    const room = element.clientHeight - HEAD_HEIGHT - ROW_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + room) element.scrollTop = top - room;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    const line = lines[at];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(view.height / ROW_HEIGHT) - 2);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(active === null && chosen === null ? 0 : at + 1),
      ArrowUp: () => goTo(at - 1),
      PageDown: () => goTo(at + page),
      PageUp: () => goTo(at - page),
      Home: () => goTo(0),
      End: () => goTo(lines.length - 1),
      Enter: () => onChoose(line.row.id),
      ' ': () => onChoose(line.row.id),
      ArrowRight: () => (line.open === false ? onOpen(line.row.id, true) : goTo(at + 1)),
      ArrowLeft: () => {
        if (line.open === true) onOpen(line.row.id, false);
        else if (line.depth > 0) goTo(lines.findLastIndex(({ depth }, i) => i < at && depth < line.depth));
      },
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  const first = Math.max(0, Math.floor(view.top / ROW_HEIGHT) - MARGIN_ROWS);
  const last = Math.min(lines.length, Math.ceil((view.top + view.height) / ROW_HEIGHT) + MARGIN_ROWS);
  const current = lines[at];
  const isMade = at >= first && at < last;
  const width = columns.reduce((sum, column) => sum + (column.width ?? NAME_WIDTH), 0);
  return (
    <div
      ref={place}
      className="virtual event-grid"
      onScroll={({ currentTarget }) =>
        setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <table
        className="data"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows that open and are chosen are a tree grid
        role="treegrid"
        aria-label={label}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length}
        {...(current && isMade ? { 'aria-activedescendant': `${base}-${current.row.id}` } : {})}
        tabIndex={0}
        onKeyDown={onKeyDown}
        style={{ minWidth: width }}
      >
        <colgroup>
          {columns.map(({ id, width: own }) => (
            <col key={id} style={own === null ? {} : { width: own }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={first * ROW_HEIGHT} columns={columns.length} />
          {lines.slice(first, last).map((line, i) => (
            <tr
              key={line.row.id}
              id={`${base}-${line.row.id}`}
              aria-rowindex={first + i + 2}
              aria-level={line.depth + 1}
              aria-selected={line.row.id === chosen}
              {...(line.open === null ? {} : { 'aria-expanded': line.open })}
              className={rowClass(line, line.row.id === current?.row.id && active !== null)}
              style={{ height: ROW_HEIGHT }}
              onClick={() => {
                setActive(line.row.id);
                onChoose(line.row.id);
              }}
            >
              {columns.map((column, c) =>
                c === 0 ? (
                  <th key={column.id} scope="row" className={column.align}>
                    {column.render(line)}
                  </th>
                ) : (
                  <td key={column.id} className={`${column.align} num`}>
                    {column.render(line)}
                  </td>
                ),
              )}
            </tr>
          ))}
          <Spacer height={(lines.length - last) * ROW_HEIGHT} columns={columns.length} />
        </tbody>
      </table>
      <span className="spoken" aria-live="polite">
        {t('safety.table.listed', { count: lines.length })}
      </span>
    </div>
  );
}

function rowClass({ isContext }: EventLine, isActive: boolean): string {
  return `${isContext ? 'context' : ''}${isActive ? ' active' : ''}`;
}

function HeadCell({
  column: { id, label, title, align },
  sort,
  onSort,
}: {
  readonly column: GridColumn;
  readonly sort: EventSort;
  readonly onSort: (column: EventColumn) => void;
}) {
  const { t } = useTexts();
  const isSorted = sort.column === id;
  return (
    <th
      scope="col"
      className={align}
      {...(isSorted ? { 'aria-sort': sort.descending ? 'descending' : 'ascending' } : {})}
    >
      <PressTarget
        className="sort"
        aria-label={t('features.sort', { column: spokenColumn(label, title) })}
        onPress={() => onSort(id)}
      >
        {label}
        {isSorted &&
          (sort.descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
      </PressTarget>
    </th>
  );
}

/** A heading in full, in which what is seen of it is found too. */
export function spokenColumn(label: string, title: string): string {
  return title.toLowerCase().includes(label.toLowerCase()) ? title : `${label} (${title})`;
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className="spacer-row" style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}
