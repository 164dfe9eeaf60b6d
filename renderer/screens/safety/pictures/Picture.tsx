import CircleSlash from 'lucide-react/icons/circle-slash';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import { type ReactNode, useCallback } from 'react';
import type { PublishedCount } from '../../../../shared/disclosure/publishedCount.ts';
import type { ChartOptions, ChartSpec } from '../../../../shared/report/charts/chartSpec.ts';
import type { ChartTable } from '../../../../shared/report/charts/chartTable.ts';
import { darkChartTheme, lightChartTheme } from '../../../../shared/report/charts/chartTheme.ts';
import { withholding } from '../../../../shared/report/charts/countText.ts';
import { ChartFrame } from '../../../charts/ChartPanel.tsx';
import { VegaView } from '../../../charts/VegaView.tsx';
import { DataTable } from '../../../components/DataTable.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { useDarkTheme } from '../../../state/useDarkTheme.ts';

interface SafetyPictureProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly className: string;
  readonly fileName: string;
  /** How it is read, under it. */
  readonly note: string;
  /** What it is of, added where it leaves. */
  readonly caption: string;
  /** Every count behind it: what is withheld of them is said. */
  readonly counts?: readonly PublishedCount[];
  /** Must be stable between renders while its data is. */
  readonly spec: (options: ChartOptions) => ChartSpec;
  readonly table: ChartTable;
  readonly controls?: ReactNode;
  /** Names what is being fetched, while older figures stay, dimmed. */
  readonly loading?: string | null;
  /** Lies over the chart, or stands in for it. */
  readonly children?: (spec: (width: number) => ChartSpec, label: string) => ReactNode;
}

/** A picture of the dashboard with its data table and exports; dimmed while newer figures are fetched. */
export function SafetyPicture(props: SafetyPictureProps) {
  const { title, aside, className, fileName, note, caption, counts = [], spec, table } = props;
  const { controls, loading = null, children } = props;
  const { t, locale } = useTexts();
  const theme = useDarkTheme() ? darkChartTheme : lightChartTheme;
  const sized = useCallback((width: number) => spec({ locale, theme, width }), [spec, locale, theme]);
  const { small, complementary, below } = withholding(counts);
  const said = [
    note,
    ...(small && below !== null ? [t('chart.caption.small', { below })] : []),
    ...(complementary ? [t('chart.caption.complementary')] : []),
  ]
    .filter((part) => part !== '')
    .join(locale === 'ja' ? '　' : ' · ');
  const label = `${title}. ${said}`;
  return (
    <ChartFrame
      title={title}
      aside={loading === null ? aside : <Loading name={loading} />}
      className={`safety-picture ${className}${loading === null ? '' : ' dim'}`}
      busy={loading !== null}
      fileName={fileName}
      controls={controls}
      content={() => ({ caption: `${said} ${caption}`.trim(), spec, table })}
      drawing={children ? children(sized, label) : <VegaView label={label} spec={sized} />}
      twin={<DataTable table={table} label={title} />}
      note={said === '' ? null : <p className="caption">{said}</p>}
    />
  );
}

function Loading({ name }: { readonly name: string }) {
  const { t } = useTexts();
  return (
    <span className="picture-loading" role="status">
      <LoaderCircle size={13} aria-hidden />
      {t('safety.picture.loading', { name })}
    </span>
  );
}

/** Where a picture would stand: why there is none, and what to do. */
export function NoPicture({
  title,
  className,
  text,
  aside,
  busy = false,
  children,
}: {
  readonly title: string;
  readonly className: string;
  readonly text: string;
  readonly aside?: ReactNode;
  readonly busy?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <Panel
      title={title}
      {...(aside === undefined ? {} : { aside })}
      className={`safety-picture ${className}`}
      busy={busy}
    >
      <div className="picture-none">
        {busy ? <LoaderCircle size={18} aria-hidden /> : <CircleSlash size={18} aria-hidden />}
        <p>{text}</p>
        {children}
      </div>
    </Panel>
  );
}
