import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { OutcomePictures } from '../../study/safety/safetyResult.ts';
import { estimateText, percentText } from '../study/effectText.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { type PixelBox, pixelAcross, pixelPath, pixelSymbols, pixelTexts, pixelUp } from './pixelMarks.ts';
import { linearScale, roundTicks } from './pixelScale.ts';
import { groupLegend, groupMark, type NamedGroup } from './safetyMarks.ts';

type Curves = OutcomePictures['curves'];

const LEFT = 44;
const HEAD = 44;
const FOOT = 40;
const daysPerYear = 365.25;
/** Days up to which the axis counts days. */
const longest = 1_100;

/**
 * Cumulative incidence of the event of each group, and beside it of death before it (the competing event), each on its
 * own axis, for the two may be far apart. Points are the published ones; between them it is drawn straight.
 */
export function safetyCurvesChart(
  curves: Curves,
  groups: readonly NamedGroup[],
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const height = chartHeight(width) + HEAD;
  const hasDeath = curves.some(({ death }) => death.length > 0);
  const last = Math.max(1, ...curves.flatMap(({ days }) => days));
  const middle = hasDeath ? Math.round(width * 0.56) : width;
  const box = (left: number, right: number): PixelBox => ({
    left: left + LEFT,
    right,
    top: HEAD,
    bottom: height - FOOT,
  });
  return chartFrame(
    {
      width,
      height,
      layer: [
        ...groupLegend(groups, { left: 0, right: width, y: 8 }, theme),
        ...panel('incidence', box(0, middle - 10)),
        ...(hasDeath ? panel('death', box(middle + 10, width - 6)) : []),
      ],
    },
    options,
  );

  function panel(which: 'incidence' | 'death', own: PixelBox): readonly ChartSpec[] {
    const top = Math.max(1e-5, ...curves.flatMap((curve) => curve[which])) * 1.08;
    const across = linearScale([0, last], [own.left, own.right]);
    const up = linearScale([0, top], [own.bottom, own.top]);
    const most = Math.max(2, Math.floor((own.right - own.left) / 44));
    const isLong = last > longest;
    const times = (isLong ? roundTicks(last / daysPerYear, most) : roundTicks(last, most)).map((at) => ({
      day: isLong ? at * daysPerYear : at,
      text: formatNumber(locale, at, 1),
    }));
    return [
      ...pixelUp(
        roundTicks(top).map((value) => ({
          y: up.at(value),
          text: `${formatNumber(locale, value * 100, 4)}%`,
        })),
        '',
        own,
        theme,
      ),
      ...pixelAcross(
        times.map(({ day, text }) => ({ x: across.at(day), text })),
        translate(locale, isLong ? 'chart.safety.yearsAtRisk' : 'chart.safety.daysAtRisk'),
        own,
        theme,
      ),
      pixelTexts(
        [
          {
            x: own.left - LEFT,
            y: own.top - 16,
            text: translate(locale, `chart.safety.${which}`),
            color: theme.ink,
          },
        ],
        { align: 'left', fontWeight: 600 },
      ),
      ...curves.flatMap(({ group, days, [which]: shares }): readonly ChartSpec[] => {
        if (shares.length === 0) return [];
        const { color, dash, shape } = groupMark(group, theme);
        const points = days.map((day, i) => ({ x: across.at(day), y: up.at(shares[i] ?? 0) }));
        return [
          pixelPath([{ x: across.at(0), y: up.at(0) }, ...points], {
            color,
            strokeDash: dash,
            strokeWidth: 2,
          }),
          pixelSymbols(
            points.map(({ x, y }) => ({ x, y, shape, color, size: 34 })),
            { isFilled: true },
          ),
        ];
      }),
    ];
  }
}

/** The published points of every curve. */
export function safetyCurvesTable(curves: Curves, groups: readonly NamedGroup[], locale: Locale): ChartTable {
  const nameOf = new Map(groups.map(({ group, name }) => [group, name]));
  const exact = (share: number) =>
    share < 0.01 ? `${estimateText(locale, share * 100, 3)}%` : percentText(locale, share);
  return {
    columns: [
      { label: translate(locale, 'chart.safety.group'), align: 'start' },
      { label: translate(locale, 'chart.safety.daysAtRisk'), align: 'end' },
      { label: translate(locale, 'chart.safety.incidence'), align: 'end' },
      { label: translate(locale, 'chart.safety.death'), align: 'end' },
    ],
    rows: curves.flatMap(({ group, days, incidence, death }) =>
      days.map((day, i) => [
        { text: nameOf.get(group) ?? group },
        { text: formatNumber(locale, day, 0) },
        { text: exact(incidence[i] ?? 0) },
        { text: death[i] === undefined ? null : exact(death[i]) },
      ]),
    ),
  };
}
