import ChartColumn from 'lucide-react/icons/chart-column';
import Download from 'lucide-react/icons/download';
import Table2 from 'lucide-react/icons/table-2';
import { type ReactNode, useCallback, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { ChartOptions, ChartSpec } from '../../shared/report/charts/chartSpec.ts';
import {
  type ChartTable,
  tableToCsv,
  tableToHtml,
  tableToTsv,
} from '../../shared/report/charts/chartTable.ts';
import { darkChartTheme, lightChartTheme } from '../../shared/report/charts/chartTheme.ts';
import { Button } from '../components/Button.tsx';
import { DataTable } from '../components/DataTable.tsx';
import { Panel } from '../components/Panel.tsx';
import { Segments } from '../components/Segments.tsx';
import { copyText } from '../platform/clipboard.ts';
import { useApp, useTexts } from '../state/AppContext.tsx';
import { notify } from '../state/app.ts';
import { useDarkTheme } from '../state/useDarkTheme.ts';
import { chartPng, chartSvg } from './drawChart.ts';
import { VegaView } from './VegaView.tsx';

/** What leaves with a chart. */
export interface ChartContent {
  readonly caption: string;
  readonly spec: (options: ChartOptions) => ChartSpec;
  readonly table: ChartTable;
}

interface ChartFrameProps {
  readonly title: string;
  /** Suggested file name without its ending. */
  readonly fileName: string;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly busy?: boolean;
  /** Beside the view and export controls. */
  readonly controls?: ReactNode;
  /** Asked for when it is exported. */
  readonly content: () => ChartContent;
  readonly drawing: ReactNode;
  readonly twin: ReactNode;
  /** Stands under both. */
  readonly note: ReactNode;
}

/** A titled surface with a chart or its data-table twin, and exports of what it shows at that moment. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, fileName, aside, className, busy, controls, content, drawing, twin, note } = props;
  const { t } = useTexts();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <Panel
      title={title}
      {...(aside === undefined ? {} : { aside })}
      {...(className === undefined ? {} : { className })}
      {...(busy === undefined ? {} : { busy })}
      actions={
        <>
          {controls}
          <Segments
            label={t('chart.view', { chart: title })}
            value={view}
            onChange={setView}
            options={[
              { id: 'chart', label: t('chart.asChart'), icon: ChartColumn },
              { id: 'table', label: t('chart.asTable'), icon: Table2 },
            ]}
          />
          <ExportMenu title={title} fileName={fileName} content={content} />
        </>
      }
    >
      {view === 'table' ? twin : drawing}
      {note}
    </Panel>
  );
}

interface ChartPanelProps extends ChartContent {
  readonly title: string;
  readonly fileName: string;
  /** Must be stable between renders while its data is. */
  readonly spec: (options: ChartOptions) => ChartSpec;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly busy?: boolean;
  readonly controls?: ReactNode;
  /** Stands in for the drawn chart on screen; exports still draw `spec`. */
  readonly children?: ReactNode;
}

const exportWidth = 720;
const exportScale = 3;

/** A chart with its data-table twin, caption and exports. */
export function ChartPanel({ caption, spec, table, children, ...frame }: ChartPanelProps) {
  const { locale } = useTexts();
  const theme = useDarkTheme() ? darkChartTheme : lightChartTheme;
  const sized = useCallback((width: number) => spec({ locale, theme, width }), [spec, locale, theme]);
  return (
    <ChartFrame
      {...frame}
      content={() => ({ caption, spec, table })}
      drawing={children ?? <VegaView label={`${frame.title}. ${caption}`} spec={sized} />}
      twin={<DataTable table={table} label={frame.title} />}
      note={<p className="caption">{caption}</p>}
    />
  );
}

type ExportKind = 'copy' | 'csv' | 'svg' | 'png';

function ExportMenu({ title, fileName, content }: Pick<ChartFrameProps, 'title' | 'fileName' | 'content'>) {
  const app = useApp();
  const { t, locale } = useTexts();

  async function perform(kind: ExportKind): Promise<void> {
    const { platform } = app;
    const { caption, spec, table } = content();
    const standing = () =>
      spec({ locale, theme: lightChartTheme, width: exportWidth, heading: { title, caption } });
    if (kind === 'copy') {
      await copyText(tableToTsv(table), tableToHtml(table, locale, `${title} — ${caption}`));
      return notify(app, 'done', { key: 'notice.copied' });
    }
    const saved =
      kind === 'csv'
        ? await platform.saveFile(`${fileName}.csv`, tableToCsv(table, `${title} — ${caption}`))
        : kind === 'svg'
          ? await platform.saveFile(`${fileName}.svg`, await chartSvg(standing()))
          : await platform.saveFile(`${fileName}.png`, await chartPng(standing(), exportScale));
    if (saved) notify(app, 'done', { key: 'notice.saved', params: { file: `${fileName}.${kind}` } });
  }

  function start(kind: ExportKind): void {
    perform(kind).catch(() =>
      notify(app, 'failed', { key: 'notice.exportFailed', params: { file: fileName } }),
    );
  }

  return (
    <MenuTrigger>
      <Button kind="quiet" icon={Download} aria-label={t('export.menu', { chart: title })} />
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('export.menu', { chart: title })}
          onAction={(key) => start(key as ExportKind)}
        >
          <MenuItem id="copy">{t('export.copy')}</MenuItem>
          <MenuItem id="csv">{t('export.csv')}</MenuItem>
          <MenuItem id="svg">{t('export.svg')}</MenuItem>
          <MenuItem id="png">{t('export.png')}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
