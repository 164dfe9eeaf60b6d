import X from 'lucide-react/icons/x';
import { memo } from 'react';
import {
  chartAside,
  chartTitle,
  exploreCaption,
  exploreSpec,
  exploreTable,
  seriesName,
} from '../../../shared/explore/exploreFigures.ts';
import { dimensionOf, type ExploreChart, type ExploreModel } from '../../../shared/explore/exploreModel.ts';
import type { ExploreView } from '../../../shared/explore/exploreView.ts';
import { chooseBins, type Filters, noFilters } from '../../../shared/explore/filters.ts';
import { type ChartContent, ChartFrame } from '../../charts/ChartPanel.tsx';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import type { App } from '../../state/app.ts';
import { approach, chooseFilters, showFilters } from '../../state/exploreActions.ts';
import { AgeRows } from './AgeRows.tsx';
import { BinColumns } from './BinColumns.tsx';
import { RankedRows } from './RankedRows.tsx';
import type { BinChoice } from './useBinChoice.ts';

interface ExploreChartPanelProps {
  readonly model: ExploreModel;
  readonly chart: ExploreChart;
}

/** One chart of the screen: its drawing, the filter that it makes, its table and exports. */
export const ExploreChartPanel = memo(function ExploreChartPanel({ model, chart }: ExploreChartPanelProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  const title = chartTitle(chart, locale);
  const own = [chart.dimension, ...(chart.kind === 'pyramid' ? ['sex'] : [])];
  const filtered = useAppState(
    ({ explore }) =>
      explore.state === 'open' && own.some((dimension) => explore.filters[dimension] !== undefined),
  );
  const content = (): ChartContent => {
    const { explore } = app.store.getState();
    const view: ExploreView =
      explore.state === 'open' ? explore.view : { filters: {}, isStale: true, selected: 0, counts: {} };
    return {
      caption: exploreCaption(model, view, chart, locale),
      spec: (options) => exploreSpec(model, view, chart, options),
      table: exploreTable(model, view, chart, locale),
    };
  };
  const clear = () => {
    const filters = filtersNow(app);
    const lifted = own.reduce((left, dimension) => chooseBins(left, dimension, 0), filters);
    void chooseFilters(app, filters, lifted, chart.dimension);
  };
  return (
    <ChartFrame
      title={title}
      fileName={`${model.provenance.releaseId}-${chart.id.replace(':', '-')}`}
      className={`explore-chart ${sizeOf(model, chart)}${filtered ? ' filtered' : ''}`}
      content={content}
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
      drawing={<Drawing model={model} chart={chart} title={title} />}
      twin={<Twin model={model} chart={chart} title={title} />}
      note={<p className="explore-note">{chartAside(chart, locale)}</p>}
    />
  );
});

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

interface TitledProps extends ExploreChartPanelProps {
  readonly title: string;
}

/** The numbers of the moment as a table. */
function Twin({ model, chart, title }: TitledProps) {
  const { locale } = useTexts();
  const view = useAppState(({ explore }) => (explore.state === 'open' ? explore.view : null));
  return view && <DataTable table={exploreTable(model, view, chart, locale)} label={title} />;
}

function Drawing({ model, chart, title }: TitledProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  const { dimension } = chart;
  const found = dimensionOf(model, dimension);
  const bins = found?.bins ?? [];
  if (bins.length === 0) {
    return <p className="explore-none">{t('explore.none', { below: model.minimumCell })}</p>;
  }
  const choice: BinChoice = {
    kind: found?.choice ?? 'any',
    chosen: () => filtersNow(app)[dimension] ?? 0,
    onShow: (mask) => showFilters(app, chooseBins(filtersNow(app), dimension, mask), dimension),
    onChoose: (mask, before) =>
      void chooseFilters(
        app,
        chooseBins(filtersNow(app), dimension, before),
        chooseBins(filtersNow(app), dimension, mask),
        dimension,
      ),
    onApproach: () => approach(app, dimension),
  };
  const drawing = { model, chart, label: title, bins, choice };
  switch (chart.kind) {
    case 'pyramid':
      return (
        <AgeRows
          {...drawing}
          onChooseSex={(mask) =>
            void chooseFilters(app, filtersNow(app), chooseBins(filtersNow(app), 'sex', mask), 'sex')
          }
        />
      );
    case 'ranked':
      return <RankedRows {...drawing} />;
    default:
      return (
        <>
          <BinColumns {...drawing} />
          {chart.layers.length > 1 && (
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

function filtersNow(app: App): Filters {
  const { explore } = app.store.getState();
  return explore.state === 'open' ? explore.filters : noFilters;
}
