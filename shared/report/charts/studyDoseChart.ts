import { formatNumber, translate } from '../../i18n/translate.ts';
import type { DoseResponse } from '../../study/result/comparisonResult.ts';
import { estimateText } from '../study/effectText.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';

type Curve = NonNullable<DoseResponse['curve']>;

/** Hazard ratio against the lowest dose along the dose, with its interval, on a logarithmic axis. */
export function studyDoseChart(curve: Curve, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const low = Math.max(0.05, Math.min(0.8, ...curve.map(({ lower }) => lower))) * 0.94;
  const high = Math.min(20, Math.max(1.25, ...curve.map(({ upper }) => upper))) * 1.06;
  const values = curve.map(({ dose, ratio, lower, upper }) => ({
    dose,
    ratio,
    lower: Math.max(low, lower),
    upper: Math.min(high, upper),
  }));
  const x = {
    field: 'dose',
    type: 'quantitative',
    scale: { nice: false },
    axis: { title: translate(locale, 'chart.dose.dose'), tickCount: 6, grid: false, domain: false },
  };
  const y = {
    type: 'quantitative',
    scale: { type: 'log', domain: [low, high], nice: false },
    axis: {
      title: translate(locale, 'study.measure.hazardRatio'),
      values: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20],
      format: '~g',
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
          data: { values: [{ at: 1 }] },
          mark: { type: 'rule', color: theme.neutral, strokeDash: [4, 3] },
          encoding: { y: { ...y, field: 'at' } },
        },
        {
          mark: { type: 'area', color: theme.primary, opacity: 0.16 },
          encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
        },
        {
          mark: { type: 'line', color: theme.primary, strokeWidth: 2 },
          encoding: { x, y: { ...y, field: 'ratio' } },
        },
      ],
    },
    options,
  );
}

export function studyDoseTable(curve: Curve, locale: ChartOptions['locale']): ChartTable {
  return {
    columns: [
      { label: translate(locale, 'chart.dose.dose'), align: 'start' },
      { label: translate(locale, 'study.measure.hazardRatio'), align: 'end' },
      { label: translate(locale, 'study.lower'), align: 'end' },
      { label: translate(locale, 'study.upper'), align: 'end' },
    ],
    rows: curve.map(({ dose, ratio, lower, upper }) => [
      { text: formatNumber(locale, dose, 2) },
      ...[ratio, lower, upper].map((figure) => ({ text: estimateText(locale, figure, 2) })),
    ]),
  };
}
