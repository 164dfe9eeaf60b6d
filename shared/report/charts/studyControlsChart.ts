import { formatNumber, translate } from '../../i18n/translate.ts';
import type { Effect, Sensitivity } from '../../study/result/comparisonResult.ts';
import { estimateText } from '../study/effectText.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';

type Controls = NonNullable<Sensitivity['negativeControls']>;

/** Two-sided 5%. */
const z = 1.959964;

/**
 * Negative controls by estimate and standard error. Under the dashed lines an estimate differs from 1 before
 * calibration, under the solid ones after (Schuemie et al. 2014); the diamond is the study's own outcome.
 */
export function studyControlsChart(
  { points, nullMean, nullSd }: Controls,
  main: Effect | null,
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const own =
    main && main.standardError !== null && main.estimate > 0
      ? [{ estimate: main.estimate, se: main.standardError }]
      : [];
  const top =
    Math.max(0.1, ...points.map(({ standardError }) => standardError), ...own.map(({ se }) => se)) * 1.1;
  const reach = Math.max(
    Math.log(4),
    ...points.map(({ logEstimate }) => Math.abs(logEstimate) * 1.08),
    ...own.map(({ estimate }) => Math.abs(Math.log(estimate)) * 1.08),
  );
  const domain = [Math.exp(-reach), Math.exp(reach)];
  const x = {
    type: 'quantitative',
    scale: { type: 'log', domain, nice: false, clamp: true },
    axis: {
      title: translate(locale, 'chart.controls.estimate'),
      values: [0.1, 0.25, 0.5, 1, 2, 4, 10],
      format: '~g',
      grid: true,
      domain: false,
      ticks: false,
    },
  };
  const y = {
    type: 'quantitative',
    scale: { domain: [0, top], nice: false },
    axis: {
      title: translate(locale, 'chart.controls.error'),
      tickCount: 4,
      grid: true,
      domain: false,
      ticks: false,
    },
  };
  const steps = Array.from({ length: 41 }, (_, i) => (i / 40) * top);
  const border = (side: -1 | 1, mean: number, spread: number) =>
    steps.map((se) => ({
      se,
      estimate: Math.exp(mean + side * z * Math.hypot(se, spread)),
      order: se,
    }));
  const line = (side: -1 | 1, isCalibrated: boolean): ChartSpec => ({
    data: {
      values: border(side, isCalibrated ? (nullMean ?? 0) : 0, isCalibrated ? (nullSd ?? 0) : 0).filter(
        ({ estimate }) => estimate >= (domain[0] ?? 0) && estimate <= (domain[1] ?? 0),
      ),
    },
    mark: {
      type: 'line',
      strokeWidth: isCalibrated ? 2 : 1.2,
      color: isCalibrated ? theme.secondary : theme.neutral,
      strokeDash: isCalibrated ? [1, 0] : [5, 4],
    },
    encoding: {
      x: { ...x, field: 'estimate' },
      y: { ...y, field: 'se' },
      order: { field: 'order', type: 'quantitative' },
    },
  });
  return chartFrame(
    {
      width,
      height: chartHeight(width),
      autosize: { type: 'fit-x', contains: 'padding' },
      layer: [
        {
          data: { values: [{ at: 1 }] },
          mark: { type: 'rule', color: theme.line },
          encoding: { x: { ...x, field: 'at' } },
        },
        line(-1, false),
        line(1, false),
        ...(nullMean === null || nullSd === null ? [] : [line(-1, true), line(1, true)]),
        {
          data: {
            values: points.map(({ logEstimate, standardError }) => ({
              estimate: Math.exp(logEstimate),
              se: standardError,
            })),
          },
          mark: { type: 'point', filled: true, color: theme.primary, size: 46, opacity: 0.75 },
          encoding: { x: { ...x, field: 'estimate' }, y: { ...y, field: 'se' } },
        },
        {
          data: { values: own },
          mark: { type: 'point', shape: 'diamond', filled: true, color: theme.ink, size: 140, opacity: 1 },
          encoding: { x: { ...x, field: 'estimate' }, y: { ...y, field: 'se' } },
        },
      ],
    },
    options,
  );
}

export function studyControlsTable(
  { points }: Controls,
  own: (name: string) => string,
  locale: ChartOptions['locale'],
): ChartTable {
  return {
    columns: [
      { label: translate(locale, 'chart.controls.control'), align: 'start' },
      { label: translate(locale, 'study.estimate'), align: 'end' },
      { label: translate(locale, 'study.lower'), align: 'end' },
      { label: translate(locale, 'study.upper'), align: 'end' },
      { label: translate(locale, 'chart.controls.error'), align: 'end' },
    ],
    rows: points.map(({ name, logEstimate, standardError }) => [
      { text: own(name) },
      ...[0, -z, z].map((side) => ({
        text: estimateText(locale, Math.exp(logEstimate + side * standardError), 2),
      })),
      { text: formatNumber(locale, standardError, 3) },
    ]),
  };
}
