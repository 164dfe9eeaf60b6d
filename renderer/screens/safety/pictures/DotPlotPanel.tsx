import { useMemo } from 'react';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { dotPlotHead, dotPlotRow } from '../../../../shared/report/charts/safetyDotPanels.ts';
import { safetyDotPlot } from '../../../../shared/report/charts/safetyDotPlot.ts';
import { safetyDotPlotTable } from '../../../../shared/report/charts/safetyDotTable.ts';
import { outcomeText } from '../../../../shared/report/charts/safetyMarks.ts';
import type { SafetyRow } from '../../../../shared/study/safety/safetyResult.ts';
import { VegaView } from '../../../charts/VegaView.tsx';
import { useApp, useTexts } from '../../../state/AppContext.tsx';
import { chooseInSafety } from '../../../state/safetyRuns.ts';
import { byStrength, eventLines } from '../table/eventRows.ts';
import { ChartRows } from './ChartRows.tsx';
import { NoPicture, SafetyPicture } from './Picture.tsx';
import type { PictureView } from './pictureView.ts';

const MOST = 12;
const none: ReadonlySet<string> = new Set();

/** The leading outcomes: rates of all groups beside the ratio. */
export function DotPlotPanel({
  view,
  className,
}: {
  readonly view: PictureView;
  readonly className: string;
}) {
  const app = useApp();
  const { t, locale } = useTexts();
  const { study, choice, table, groups, row, other, caption } = view;
  const { search, within, picked, against, scale, outcome } = choice;
  const rows = useMemo((): readonly SafetyRow[] => {
    const above = new Set(table.rows.flatMap(({ parents }) => parents));
    const leaves = eventLines(table.rows, { search, within, picked, against }, byStrength, none, locale)
      .map((line) => line.row)
      .filter(({ id, groups: rates }) => !above.has(id) && rates.some(({ rate }) => rate !== null));
    const leading = leaves.slice(0, MOST);
    return row === null || leading.includes(row) ? leading : [...leading.slice(0, MOST - 1), row];
  }, [table, search, within, picked, against, locale, row]);
  const plot = useMemo(
    () => ({ rows, groups, against, scale, chosen: outcome }),
    [rows, groups, against, scale, outcome],
  );
  const spec = useMemo(() => (options: ChartOptions) => safetyDotPlot(plot, options), [plot]);
  const title = t('safety.dots.title');
  if (rows.length === 0) {
    return <NoPicture title={title} className={className} text={t('safety.dots.none')} />;
  }
  return (
    <SafetyPicture
      title={title}
      aside={t('safety.dots.aside', { count: rows.length, other })}
      className={className}
      fileName={`${study.name}-rates`}
      note={t(scale === 'absolute' ? 'safety.dots.noteAbsolute' : 'safety.dots.note')}
      caption={caption}
      counts={rows.flatMap((one) => one.groups.map(({ events }) => events))}
      spec={spec}
      table={safetyDotPlotTable(plot, locale)}
    >
      {(sized, label) => (
        <ChartRows
          rows={rows.map((one) => ({
            id: one.id,
            name: outcomeText(one, locale),
            isChosen: one.id === outcome,
          }))}
          top={dotPlotHead}
          height={dotPlotRow}
          onChoose={(id) => chooseInSafety(app, study.id, { outcome: id })}
        >
          <VegaView label={label} spec={sized} />
        </ChartRows>
      )}
    </SafetyPicture>
  );
}
