import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import type { ChartTheme } from './chartTheme.ts';
import { haloTexts, pixelAcross, pixelRules, pixelSymbols, pixelTexts, pixelUp } from './pixelMarks.ts';
import { placeLabels } from './placeLabels.ts';
import { ratioText, shortP } from './safetyMarks.ts';
import { type PlacedPoint, type Volcano, volcanoLayout } from './safetyVolcanoLayout.ts';
import type { VolcanoPoint } from './safetyVolcanoPoints.ts';

/**
 * Outcomes by rate ratio and p, as large as their events. Findings are filled and named, hollow ones stand up to double
 * FDR alone. The dashed line is the p up to which outcomes do.
 */
export function safetyVolcano(volcano: Volcano, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const layout = volcanoLayout(volcano, width, locale);
  const { left, right, top, bottom, height, points, lineY, none } = layout;
  const strong = theme.ink;
  return chartFrame(
    {
      width,
      height,
      layer: [
        ...pixelUp(layout.heights, translate(locale, 'chart.safety.logP'), layout, theme),
        ...pixelAcross(layout.ratios, translate(locale, 'chart.safety.rateRatioLog'), layout, theme),
        pixelRules([{ x: none, x2: none, y: top, y2: bottom, color: theme.neutral }], { strokeDash: [2, 3] }),
        ...(lineY === null ? [] : fdrLine(lineY, volcano.level)),
        ...pointLayers(points, theme),
        pixelSymbols(
          points
            .filter(({ id }) => id === volcano.chosen)
            .map(({ x, y, radius }) => ({ x, y, shape: 'circle', size: areaOf(radius + 4), color: strong })),
          { isFilled: false },
        ),
        ...haloTexts(
          placeLabels(
            points
              .filter(({ id, kind, isFaint }) => id === volcano.chosen || (kind === 'finding' && !isFaint))
              .sort((a, b) => Number(b.id === volcano.chosen) - Number(a.id === volcano.chosen) || a.p - b.p),
            points.filter(({ kind }) => kind !== 'other'),
            layout,
          ).map(({ x, y, text }) => ({ x, y, text, color: strong })),
          theme,
        ),
      ],
    },
    options,
  );

  function fdrLine(y: number, level: number): readonly ChartSpec[] {
    const text = translate(locale, 'chart.safety.fdrLine', { percent: formatNumber(locale, level * 100, 1) });
    return [
      pixelRules([{ x: left, x2: right, y, y2: y, color: theme.secondary }], { strokeDash: [5, 4] }),
      pixelTexts([{ x: left + 4, y: y - 8, text, color: theme.secondary }], { align: 'left' }),
    ];
  }
}

function areaOf(radius: number): number {
  return Math.round(4 * radius * radius);
}

function pointLayers(points: readonly PlacedPoint[], theme: ChartTheme): readonly ChartSpec[] {
  const symbols = (kind: VolcanoPoint['kind'], isFaint: boolean, color: string) =>
    points
      .filter((point) => point.kind === kind && point.isFaint === isFaint)
      .map(({ x, y, radius, isCut }) => ({
        x,
        y,
        shape: isCut ? 'triangle-up' : 'circle',
        size: areaOf(radius),
        color,
      }));
  return [true, false].flatMap((isFaint) => [
    pixelSymbols(symbols('other', isFaint, theme.neutral), { isFilled: true, opacity: isFaint ? 0.18 : 0.8 }),
    pixelSymbols(symbols('passing', isFaint, theme.primary), {
      isFilled: false,
      opacity: isFaint ? 0.25 : 1,
    }),
    pixelSymbols(symbols('finding', isFaint, theme.secondary), {
      isFilled: true,
      opacity: isFaint ? 0.25 : 0.9,
    }),
  ]);
}

/** The points as a table, the smallest p first. */
export function safetyVolcanoTable({ points, shown }: Volcano, locale: Locale): ChartTable {
  const say = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  return {
    columns: [
      { label: say('chart.safety.event'), align: 'start' },
      { label: say('chart.safety.events'), align: 'end' },
      { label: say('chart.safety.rateRatio'), align: 'end' },
      { label: 'p', align: 'end' },
      { label: say('chart.safety.adjustedP'), align: 'end' },
      { label: say('chart.safety.calibratedP'), align: 'end' },
      { label: say('chart.safety.kind'), align: 'start' },
    ],
    rows: points
      .filter(({ id }) => shown === null || shown.has(id))
      .toSorted((a, b) => a.p - b.p || (a.id < b.id ? -1 : 1))
      .map(({ name, events, ratio, p, adjustedP, calibratedP, kind }) => [
        { text: name },
        { count: events },
        { text: ratioText(locale, ratio) },
        { text: shortP(locale, p) },
        { text: adjustedP === null ? null : shortP(locale, adjustedP) },
        { text: calibratedP === null ? null : shortP(locale, calibratedP) },
        { text: kind === 'other' ? null : say(`chart.safety.${kind}`) },
      ]),
  };
}
