import { type Locale, translate } from '../../i18n/translate.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import { type PixelBox, pixelRects, pixelTexts } from './pixelMarks.ts';
import {
  type DotPlot,
  dotPlotHead,
  dotPlotRow,
  dotPlotTop,
  rateLayers,
  ratioLayers,
} from './safetyDotPanels.ts';
import { figureOf } from './safetyDotTable.ts';
import { groupLegend, outcomeText } from './safetyMarks.ts';
import { shortened } from './textBox.ts';

const FOOT = 38;

/**
 * Amit and others' paired dot plot (2008): rates of every group per 1,000 person-years on the left, on the right the
 * ratio against one of them with its interval; both on logarithmic axes. `absolute` has the rates alone, with the
 * difference in figures; `relative` the ratios alone.
 */
export function safetyDotPlot(plot: DotPlot, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const { rows, groups, scale, chosen } = plot;
  const height = dotPlotTop(rows.length) + FOOT;
  const names = Math.min(280, Math.floor(width * 0.32));
  const figures = width < 420 ? 0 : Math.min(150, Math.floor(width * 0.21));
  const middle = scale === 'both' ? names + Math.floor((width - names - figures) * 0.5) : 0;
  const box = (left: number, right: number): PixelBox => ({
    left,
    right,
    top: dotPlotHead,
    bottom: height - FOOT,
  });
  const rateBox = box(names + 8, scale === 'both' ? middle - 10 : width - figures - 10);
  const ratioBox = box(scale === 'both' ? middle + 10 : names + 8, width - figures - 10);
  const at = rows.findIndex(({ id }) => id === chosen);
  return chartFrame(
    {
      width,
      height,
      layer: [
        ...(at < 0
          ? []
          : [
              pixelRects(
                [{ x: 0, x2: width, y: dotPlotTop(at), y2: dotPlotTop(at + 1), color: theme.primary }],
                { opacity: 0.12 },
              ),
            ]),
        ...groupLegend(scale === 'relative' ? [] : groups, { left: 0, right: width, y: 8 }, theme),
        ...(scale === 'relative' ? [] : rateLayers(plot, rateBox, options)),
        ...(scale === 'absolute' ? [] : ratioLayers(plot, ratioBox, options)),
        pixelTexts(
          rows.map((row, i) => ({
            x: 4,
            y: dotPlotTop(i) + dotPlotRow / 2,
            text: shortened(outcomeText(row, locale), names - 8, 12),
            color: theme.ink,
          })),
          { align: 'left', fontSize: 12 },
        ),
        pixelTexts(
          figures === 0
            ? []
            : rows.map((row, i) => ({
                x: width - 2,
                y: dotPlotTop(i) + dotPlotRow / 2,
                text: figureOf(row, plot, locale) ?? '—',
                color: theme.ink,
              })),
          { align: 'right', fontSize: 12 },
        ),
        pixelTexts(
          figures === 0
            ? []
            : [{ x: width - 2, y: dotPlotHead - 10, text: figureHeading(plot, locale), color: theme.ink2 }],
          { align: 'right' },
        ),
      ],
    },
    options,
  );
}

function figureHeading({ scale }: DotPlot, locale: Locale): string {
  return translate(locale, scale === 'absolute' ? 'chart.safety.differenceShort' : 'chart.safety.rateRatio');
}
