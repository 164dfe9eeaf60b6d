import X from 'lucide-react/icons/x';
import { memo, useCallback, useMemo } from 'react';
import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import {
  chartAside,
  chartTitle,
  exploreCaption,
  exploreSpec,
  exploreTable,
  percent,
  seriesName,
} from '../../../shared/explore/exploreFigures.ts';
import { dimensionOf, type ExploreChart, type ExploreModel } from '../../../shared/explore/exploreModel.ts';
import type { ExploreView } from '../../../shared/explore/exploreView.ts';
import { chooseBins, type Filters } from '../../../shared/explore/filters.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { Button } from '../../components/Button.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { approach, chooseFilters, showFilters } from '../../state/exploreActions.ts';
import { AgeRows } from './AgeRows.tsx';
import { BinColumns } from './BinColumns.tsx';
import { RankedRows } from './RankedRows.tsx';

interface ExploreChartPanelProps {
  readonly model: ExploreModel;
  readonly chart: ExploreChart;
  /** As asked for: what the marks of choice follow. */
  readonly filters: Filters;
  readonly view: ExploreView;
  readonly whole: ExploreView;
}

/** One chart of the screen: its drawing, the filter that it makes, its table and exports. */
export const ExploreChartPanel = memo(function ExploreChartPanel(props: ExploreChartPanelProps) {
  const { model, chart, filters, view } = props;
  const app = useApp();
  const { t, locale } = useTexts();
  const title = chartTitle(chart, locale);
  const own = [chart.dimension, ...(chart.kind === 'pyramid' ? ['sex'] : [])];
  const filtered = own.some((dimension) => filters[dimension] !== undefined);
  const caption = exploreCaption(model, view, chart, locale);
  const spec = useCallback(
    (options: ChartOptions) => exploreSpec(model, view, chart, options),
    [model, view, chart],
  );
  const table = useMemo(() => exploreTable(model, view, chart, locale), [model, view, chart, locale]);
  const clear = () => {
    const lifted = own.reduce((left, dimension) => chooseBins(left, dimension, 0), filters);
    void chooseFilters(app, filters, lifted, chart.dimension);
  };
  return (
    <ChartPanel
      title={title}
      caption={caption}
      note={<p className="explore-note">{chartAside(chart, locale)}</p>}
      fileName={`${model.provenance.releaseId}-${chart.id.replace(':', '-')}`}
      className={`explore-chart ${sizeOf(model, chart)}${filtered ? ' filtered' : ''}`}
      spec={spec}
      table={table}
      controls={
        filtered && (
          <Button
            kind="quiet"
            icon={X}
            aria-label={t('explore.clearChart', { chart: title })}
            onPress={clear}
          />
        )
      }
    >
      <Drawing {...props} title={title} />
    </ChartPanel>
  );
}, sameToSee);

/** How many rows of the grid a chart takes. */
function sizeOf(
  model: ExploreModel,
  { id, kind, dimension }: ExploreChart,
): 'short' | 'middle' | 'tall' | 'wide' {
  if (id === 'missing') return 'wide';
  if (kind === 'histogram') return 'middle';
  const isShort = kind === 'ranked' && (dimensionOf(model, dimension)?.bins.length ?? 0) <= 4;
  return isShort ? 'short' : 'tall';
}

/** Whether nothing that the chart shows differs. */
function sameToSee(before: ExploreChartPanelProps, after: ExploreChartPanelProps): boolean {
  return (
    before.model === after.model &&
    before.chart === after.chart &&
    before.whole === after.whole &&
    before.filters === after.filters &&
    before.view === after.view
  );
}

function Drawing({ model, chart, filters, view, whole, title }: ExploreChartPanelProps & { title: string }) {
  const app = useApp();
  const texts = useTexts();
  const { t, locale } = texts;
  const { dimension } = chart;
  const found = dimensionOf(model, dimension);
  const bins = found?.bins ?? [];
  const series = chart.layers.map((layer) => view.counts[layer] ?? []);
  if (bins.length === 0) {
    return <p className="explore-none">{t('explore.none', { below: model.minimumCell })}</p>;
  }
  const choosing = {
    label: title,
    bins,
    series,
    mask: filters[dimension] ?? 0,
    choice: found?.choice ?? 'any',
    onShow: (mask: number) => showFilters(app, chooseBins(latest(), dimension, mask), dimension),
    onChoose: (mask: number, before: number) =>
      void chooseFilters(
        app,
        chooseBins(latest(), dimension, before),
        chooseBins(latest(), dimension, mask),
        dimension,
      ),
    onApproach: () => approach(app, dimension),
  };
  function latest(): Filters {
    const { explore } = app.store.getState();
    return explore.state === 'open' ? explore.filters : filters;
  }
  switch (chart.kind) {
    case 'pyramid':
      return (
        <AgeRows
          {...choosing}
          sexes={dimensionOf(model, 'sex')?.bins ?? []}
          sexMask={filters.sex ?? 0}
          onChooseSex={(mask) => void chooseFilters(app, latest(), chooseBins(latest(), 'sex', mask), 'sex')}
        />
      );
    case 'ranked':
      return (
        <RankedRows
          {...choosing}
          remarks={bins.map((_, bin) =>
            chart.id === 'missing'
              ? t('explore.missingShare', { share: percent(model.missingShares[bin] ?? null, locale) })
              : null,
          )}
          expected={
            // A chart's own filter does not apply to it, so that there is nothing to compare its rows with.
            Object.keys(view.filters).length === 0 || view.filters[dimension] !== undefined
              ? []
              : expectedCounts(whole.counts[chart.layers[0] ?? ''] ?? [], whole.selected, view.selected)
          }
        />
      );
    default:
      return (
        <>
          <BinColumns {...choosing} />
          {series.length > 1 && (
            <p className="explore-legend">
              {chart.layers.map((layer, i) => (
                <span key={layer}>
                  <span className={`explore-swatch ${i === 0 ? 'outer' : 'inner'}`} aria-hidden />
                  {seriesName(layer, locale)}
                </span>
              ))}
            </p>
          )}
        </>
      );
  }
}

/** What the persons selected would show if they were like the whole release. */
function expectedCounts(
  counts: readonly PublishedCount[],
  all: PublishedCount,
  selected: PublishedCount,
): readonly (number | null)[] {
  if (isWithheld(all) || isWithheld(selected) || all === 0) return [];
  return counts.map((count) => (isWithheld(count) ? null : (count / all) * selected));
}
