import { useCallback, useMemo, useState } from 'react';
import { isWithheld } from '../../../../shared/disclosure/publishedCount.ts';
import type { SafetyResult, SafetyTable } from '../../../../shared/study/safety/safetyResult.ts';
import { Panel } from '../../../components/Panel.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import type { SafetyChoice } from '../../../state/safety.ts';
import { chooseInSafety } from '../../../state/safetyRuns.ts';
import type { Study } from '../../../state/studies.ts';
import { TableExportMenu } from '../../cohorts/TableExportMenu.tsx';
import { safetyCaption } from '../safetyCaption.ts';
import { columnsShown } from './columnsShown.tsx';
import { EventGrid } from './EventGrid.tsx';
import { byStrength, type EventSort, eventLines } from './eventRows.ts';
import { eventTable } from './eventTableText.ts';

const byTree: EventSort = { column: 'event', descending: false };

interface EventTableProps {
  readonly study: Study;
  readonly result: SafetyResult;
  readonly table: SafetyTable;
  readonly choice: SafetyChoice;
  readonly level: number;
}

/** Every outcome in all groups: as a list that can be sorted by any figure, or as the hierarchy. */
export function EventTable({ study, result, table, choice, level }: EventTableProps) {
  const app = useApp();
  const texts = useTexts();
  const { t, locale } = texts;
  const [sort, setSort] = useState(byStrength);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const hasComparator = result.exposure.groups.some(({ group }) => group === 'comparator');
  const onOpen = useCallback((id: string, open: boolean) => {
    setClosed((before) => {
      const after = new Set(before);
      if (open) after.delete(id);
      else after.add(id);
      return after;
    });
  }, []);
  const { search, within, picked, against } = choice;
  const lines = useMemo(
    () => eventLines(table.rows, { search, within, picked, against }, sort, closed, locale),
    [table, search, within, picked, against, sort, closed, locale],
  );
  const columns = useMemo(
    () => columnsShown(texts, { scale: choice.scale, against, hasComparator, level, onOpen }),
    [texts, choice.scale, against, hasComparator, level, onOpen],
  );
  const isAllWithheld =
    table.rows.length > 0 &&
    table.rows.every(({ groups }) => groups[0] !== undefined && isWithheld(groups[0].withEvent));
  return (
    <Panel
      className="safety-table"
      title={t('safety.table.title')}
      aside={t('safety.table.aside', { shown: lines.length, all: table.rows.length })}
      actions={
        <>
          <Segments
            label={t('safety.table.order')}
            value={sort.column === 'event' ? 'tree' : 'list'}
            onChange={(order) => setSort(order === 'tree' ? byTree : byStrength)}
            options={[
              { id: 'list', label: t('safety.table.list') },
              { id: 'tree', label: t('safety.table.tree') },
            ]}
          />
          <TableExportMenu
            title={t('safety.table.title')}
            caption={safetyCaption(result, study, table.timeAtRisk, texts)}
            fileName={`${study.name}-events`}
            table={() => eventTable(lines, against, hasComparator, texts)}
          />
        </>
      }
    >
      {isAllWithheld && <p className="study-warning">{t('safety.table.allWithheld')}</p>}
      {lines.length === 0 ? (
        <p className="safety-none">
          {t(table.rows.length === 0 ? 'safety.table.empty' : 'safety.table.noMatch')}
        </p>
      ) : (
        <EventGrid
          label={t('safety.table.title')}
          lines={lines}
          columns={columns}
          sort={sort}
          chosen={choice.outcome}
          onSort={(column) =>
            setSort((before) => ({
              column,
              descending: before.column === column ? !before.descending : isBestHigh(column),
            }))
          }
          onChoose={(outcome) => chooseInSafety(app, study.id, { outcome })}
          onOpen={onOpen}
        />
      )}
    </Panel>
  );
}

/** Whether a column is read from its greatest figure on. */
function isBestHigh(column: EventSort['column']): boolean {
  return !['event', 'code', 'p', 'adjustedP', 'calibratedP', 'nnh'].includes(column);
}
