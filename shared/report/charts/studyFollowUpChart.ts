import { translate } from '../../i18n/translate.ts';
import type { ArmOutcome } from '../../study/result/comparisonResult.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import { treatmentColor } from './treatmentColors.ts';

/** An arm's days of follow-up, with the place that gives its colour. */
export interface ArmFollowUp {
  readonly name: string;
  readonly place: number;
  readonly followUp: ArmOutcome['followUp'];
}

/** Median and quartiles of the days of follow-up per arm. */
export function studyFollowUpChart(arms: readonly ArmFollowUp[], options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const values = arms.flatMap(({ name, place, followUp }) =>
    followUp ? [{ name, color: treatmentColor(place, theme), ...followUp }] : [],
  );
  const x = {
    type: 'quantitative',
    scale: { domain: [0, Math.max(1, ...values.map(({ upper }) => upper)) * 1.05], nice: false },
    axis: {
      title: translate(locale, 'study.followUpDays'),
      tickCount: 5,
      grid: true,
      domain: false,
      ticks: false,
    },
  };
  const y = {
    field: 'name',
    type: 'ordinal',
    sort: values.map(({ name }) => name),
    axis: { title: null, labelLimit: 180, labelColor: theme.ink, ticks: false, domain: false },
  };
  const color = { field: 'color', type: 'nominal', scale: null, legend: null };
  return chartFrame(
    {
      width,
      height: Math.max(1, values.length) * 34,
      autosize: { type: 'fit-x', contains: 'padding' },
      data: { values },
      encoding: { y },
      layer: [
        {
          mark: { type: 'bar', height: 12, opacity: 0.45 },
          encoding: { x: { ...x, field: 'lower' }, x2: { field: 'upper' }, color },
        },
        {
          mark: { type: 'tick', thickness: 3, size: 20 },
          encoding: { x: { ...x, field: 'median' }, color },
        },
      ],
    },
    options,
  );
}
