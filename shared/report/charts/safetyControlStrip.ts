import { inLanguage } from '../../i18n/inLanguage.ts';
import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { ControlStrip } from '../../study/safety/safetyResult.ts';
import { estimateText } from '../study/effectText.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { pixelAcross, pixelRects, pixelRules, pixelSymbols, pixelTexts } from './pixelMarks.ts';
import { logScale, logTicks } from './pixelScale.ts';

/** Two-sided 5%. */
const z = 1.959964;
const tallest = 150;

/**
 * Estimates of the negative controls with their intervals, ordered, within the band in which 95% of them lie by the
 * null distribution fitted to them. Without systematic error the band is about 1 alone.
 */
export function safetyControlStrip(
  { points, nullMean, nullSd }: ControlStrip,
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const step = Math.min(9, tallest / Math.max(1, points.length));
  const box = { left: 8, right: width - 8, top: 18, bottom: 18 + Math.max(40, step * points.length + 8) };
  const band = nullMean === null || nullSd === null ? null : [nullMean - z * nullSd, nullMean + z * nullSd];
  const reach = Math.min(
    Math.log(10),
    Math.max(
      Math.log(2),
      ...(band ?? []).map((end) => Math.abs(end) * 1.1),
      ...points.map(({ logEstimate, standardError }) => Math.abs(logEstimate) + standardError),
    ),
  );
  const across = logScale([Math.exp(-reach), Math.exp(reach)], [box.left, box.right]);
  const ordered = points.toSorted((a, b) => a.logEstimate - b.logEstimate || (a.id < b.id ? -1 : 1));
  const marks = ordered.map(({ logEstimate, standardError }, i) => ({
    y: box.top + 6 + i * step,
    x: across.at(Math.exp(logEstimate)),
    lower: across.at(Math.exp(logEstimate - z * standardError)),
    upper: across.at(Math.exp(logEstimate + z * standardError)),
  }));
  const at = (log: number) => across.at(Math.exp(log));
  return chartFrame(
    {
      width,
      height: box.bottom + 40,
      layer: [
        ...(band === null
          ? []
          : [
              pixelRects(
                [
                  {
                    x: at(band[0] ?? 0),
                    x2: at(band[1] ?? 0),
                    y: box.top,
                    y2: box.bottom,
                    color: theme.secondary,
                  },
                ],
                { opacity: 0.14 },
              ),
            ]),
        ...pixelAcross(
          logTicks(across.low, across.high, Math.max(3, Math.floor(width / 60))).map((ratio) => ({
            x: across.at(ratio),
            text: formatNumber(locale, ratio, 2),
          })),
          translate(locale, 'chart.controls.estimate'),
          box,
          theme,
        ),
        pixelRules([{ x: at(0), x2: at(0), y: box.top, y2: box.bottom, color: theme.neutral }], {
          strokeDash: [4, 3],
        }),
        ...(nullMean === null
          ? []
          : [
              pixelRules([
                { x: at(nullMean), x2: at(nullMean), y: box.top, y2: box.bottom, color: theme.secondary },
              ]),
              pixelTexts([
                {
                  x: at(nullMean),
                  y: 8,
                  text: translate(locale, 'chart.safety.nullBand'),
                  color: theme.ink2,
                },
              ]),
            ]),
        pixelRules(
          marks.map(({ lower, upper, y }) => ({ x: lower, x2: upper, y, y2: y, color: theme.primary })),
          { strokeWidth: 1 },
        ),
        pixelSymbols(
          marks.map(({ x, y }) => ({
            x,
            y,
            shape: 'circle',
            size: Math.min(36, step * step + 8),
            color: theme.primary,
          })),
          { isFilled: true },
        ),
      ],
    },
    options,
  );
}

/** The controls that are shown, with their estimates. */
export function safetyControlTable({ points }: ControlStrip, locale: Locale): ChartTable {
  const say = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  return {
    columns: [
      { label: say('chart.controls.control'), align: 'start' },
      { label: say('study.estimate'), align: 'end' },
      { label: say('study.lower'), align: 'end' },
      { label: say('study.upper'), align: 'end' },
      { label: say('chart.controls.error'), align: 'end' },
    ],
    rows: points.map(({ name, logEstimate, standardError }) => [
      { text: inLanguage(name, locale) },
      ...[0, -z, z].map((side) => ({
        text: estimateText(locale, Math.exp(logEstimate + side * standardError), 2),
      })),
      { text: formatNumber(locale, standardError, 3) },
    ]),
  };
}
