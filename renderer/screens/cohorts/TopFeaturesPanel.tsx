import { useMemo } from 'react';
import { chosenRows, type FeatureRow } from '../../../shared/features/featureRows.ts';
import { indexWindows } from '../../../shared/features/indexWindows.ts';
import { categoryBarChart, categoryTable } from '../../../shared/report/charts/categoryBarChart.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { useAppState, useTexts } from '../../state/AppContext.tsx';
import type { CharacteristicsProps } from './CharacteristicsTab.tsx';

const MOST = 15;

/** The records that most persons have, in the first of the chosen windows. */
export function TopFeaturesPanel({
  rows,
  first,
  summary,
}: CharacteristicsProps & { readonly rows: readonly FeatureRow[] }) {
  const { t, own, locale } = useTexts();
  const view = useAppState((state) => state.featureView);
  const window = indexWindows.find(({ id }) => view.windows.includes(id))?.id ?? 'yearBefore';
  const categories = useMemo(() => {
    const top = chosenRows(rows, {
      ...view,
      windows: [window],
      sort: `${window} first`,
      descending: true,
      notable: false,
      search: '',
    });
    return top.slice(0, MOST).map((row) => ({ label: own(row.concept.name), count: row.first[window] }));
  }, [rows, view, window, own]);
  const spec = useMemo(
    () => (options: ChartOptions) => categoryBarChart(categories, first.persons, options),
    [categories, first.persons],
  );
  const headings = { category: t('features.concept'), count: t('chart.persons'), share: t('chart.share') };
  return (
    <ChartPanel
      title={t('features.top')}
      aside={t('features.topAside', { window: t(`window.${window}`), count: categories.length })}
      caption={chartCaption(
        locale,
        first.persons,
        first.provenance.releaseId,
        categories.map(({ count }) => count),
      )}
      fileName={`${summary.name}-top-records`}
      spec={spec}
      table={categoryTable(categories, first.persons, headings, locale)}
    />
  );
}
