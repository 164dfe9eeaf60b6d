import { translate } from '../../i18n/translate.ts';
import type { Sensitivity } from '../../study/result/comparisonResult.ts';
import { estimateText, percentText } from '../study/effectText.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';

type TippingPoint = Sensitivity['tippingPoint'];

/** How strong an unmeasured confounder must be: above the line it would move the interval to no effect. */
export function studyTippingChart(points: TippingPoint, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const top = Math.min(20, Math.max(2, ...points.map(({ riskRatio }) => riskRatio))) * 1.05;
  const values = points
    .filter(({ riskRatio }) => Number.isFinite(riskRatio))
    .map(({ prevalenceDifference, riskRatio }) => ({
      difference: prevalenceDifference,
      ratio: Math.min(top, riskRatio),
      top,
    }));
  const x = {
    field: 'difference',
    type: 'quantitative',
    scale: { nice: false },
    axis: {
      title: translate(locale, 'chart.tipping.difference'),
      format: '.0%',
      tickCount: 5,
      grid: false,
      domain: false,
    },
  };
  const y = {
    field: 'ratio',
    type: 'quantitative',
    scale: { domain: [1, top], nice: false },
    axis: {
      title: translate(locale, 'chart.tipping.ratio'),
      tickCount: 5,
      grid: true,
      domain: false,
      ticks: false,
    },
  };
  return chartFrame(
    {
      width,
      height: chartHeight(width),
      autosize: { type: 'fit-x', contains: 'padding' },
      data: { values },
      layer: [
        {
          mark: { type: 'area', color: theme.secondary, opacity: 0.14 },
          encoding: { x, y, y2: { field: 'top' } },
        },
        {
          mark: { type: 'line', color: theme.secondary, strokeWidth: 2, point: { size: 36, filled: true } },
          encoding: { x, y },
        },
      ],
    },
    options,
  );
}

export function studyTippingTable(points: TippingPoint, locale: ChartOptions['locale']): ChartTable {
  return {
    columns: [
      { label: translate(locale, 'chart.tipping.difference'), align: 'start' },
      { label: translate(locale, 'chart.tipping.ratio'), align: 'end' },
    ],
    rows: points.map(({ prevalenceDifference, riskRatio }) => [
      { text: percentText(locale, prevalenceDifference) },
      { text: Number.isFinite(riskRatio) ? estimateText(locale, riskRatio, 2) : '∞' },
    ]),
  };
}
