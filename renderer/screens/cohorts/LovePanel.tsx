import { useMemo } from 'react';
import type { FeatureRow } from '../../../shared/features/featureRows.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import { largestDifferences, lovePlot, loveTable } from '../../../shared/report/charts/lovePlot.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useAppState, useTexts } from '../../state/AppContext.tsx';
import type { CharacteristicsProps } from './CharacteristicsTab.tsx';

const MOST = 24;

/** The characteristics in which two cohorts differ most, in the chosen windows. */
export function LovePanel({
  rows,
  first,
  summary,
}: CharacteristicsProps & { readonly rows: readonly FeatureRow[] }) {
  const { t, own, locale } = useTexts();
  const windows = useAppState((state) => state.featureView.windows);
  const domain = useAppState((state) => state.featureView.domain);
  const largest = useMemo(() => {
    const all = rows
      .filter((row) => domain === 'all' || row.domain === domain)
      .flatMap(({ concept, differences }) =>
        windows.flatMap((id) => {
          const difference = differences?.[id] ?? null;
          const window = windows.length > 1 ? ` · ${t(`window.${id}`)}` : '';
          return difference === null ? [] : [{ label: `${own(concept.name)}${window}`, difference }];
        }),
      );
    return largestDifferences(all, MOST);
  }, [rows, windows, domain, own, t]);
  const spec = useMemo(() => (options: ChartOptions) => lovePlot(largest, options), [largest]);
  if (largest.length === 0) {
    return (
      <Panel title={t('love.title')}>
        <p className="hint">{t('love.none')}</p>
      </Panel>
    );
  }
  return (
    <ChartPanel
      title={t('love.title')}
      aside={t('love.aside')}
      className="love"
      caption={chartCaption(locale, first.persons, first.provenance.releaseId, [])}
      fileName={`${summary.name}-differences`}
      spec={spec}
      table={loveTable(largest, locale)}
    />
  );
}
