import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import { formatNumber, translate } from '../../i18n/translate.ts';
import type { GroupRate, RateEstimate } from '../../study/safety/safetyResult.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import { countText } from './countText.ts';
import { type PixelBox, pixelRects, pixelRules, pixelSymbols, pixelTexts, pixelUp } from './pixelMarks.ts';
import { linearScale, type PixelScale, roundTicks } from './pixelScale.ts';
import { groupLegend, groupMark, type NamedGroup } from './safetyMarks.ts';
import { shortened, textWidth } from './textBox.ts';

/** A rate of one group, or that it is withheld; `events` null: a rate that is not of one count (standardised). */
export interface ShownRate {
  readonly rate: RateEstimate | null;
  readonly events: PublishedCount | null;
}

/** Places along an axis, each with a rate of every group. */
export interface RatePanel {
  readonly title: string | null;
  readonly places: readonly { readonly label: string; readonly rates: readonly ShownRate[] }[];
}

export interface RatePanels {
  readonly groups: readonly NamedGroup[];
  readonly panels: readonly RatePanel[];
  readonly axis: string;
  readonly mark: 'bar' | 'point';
}

const HEAD = 44;
const FOOT = 40;
const GAP = 22;
const LEFT = 38;

/**
 * Rates per 1,000 person-years with their intervals, groups beside each other: as bars or as points. Where a rate is
 * withheld a dashed mark at the foot says so, of the same size whatever the count.
 */
export function safetyRatePanels(chart: RatePanels, options: ChartOptions): ChartSpec {
  const { theme, width, locale } = options;
  const { panels, groups, axis } = chart;
  const height = chartHeight(width) + HEAD;
  const up = linearScale([0, topOf(chart)], [height - FOOT, HEAD]);
  const boxes = boxesOf(panels, width, height);
  return chartFrame(
    {
      width,
      height,
      layer: [
        ...groupLegend(groups, { left: 0, right: width, y: 8 }, theme),
        ...pixelUp(
          roundTicks(up.high).map((value) => ({ y: up.at(value), text: formatNumber(locale, value, 3) })),
          '',
          { left: LEFT, right: width, top: HEAD, bottom: height - FOOT },
          theme,
        ),
        pixelTexts([{ x: 0, y: HEAD - 16, text: translate(locale, 'chart.rate.axis'), color: theme.ink2 }], {
          align: 'left',
        }),
        ...panels.flatMap((panel, i) => panelLayers(panel, boxes[i] as PixelBox, up, chart, options)),
        pixelTexts([{ x: (LEFT + width) / 2, y: height - 8, text: axis, color: theme.ink2 }]),
      ],
    },
    options,
  );
}

/** As wide as their places need. */
function boxesOf(panels: readonly RatePanel[], width: number, height: number): PixelBox[] {
  const room = width - LEFT - GAP * (panels.length - 1);
  const weights = panels.map(({ places }) => Math.max(1.4, places.length));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let left = LEFT;
  return weights.map((weight) => {
    const right = left + (room * weight) / all;
    const box = { left, right, top: HEAD, bottom: height - FOOT };
    left = right + GAP;
    return box;
  });
}

function panelLayers(
  { title, places }: RatePanel,
  { left, right, top, bottom }: PixelBox,
  up: PixelScale,
  { groups, mark }: RatePanels,
  { theme, locale }: ChartOptions,
): readonly ChartSpec[] {
  const step = (right - left) / Math.max(1, places.length);
  const column = Math.min(30, (step * 0.78) / groups.length);
  const cells = places.flatMap(({ rates }, place) =>
    groups.map(({ group }, g) => {
      const x = Math.round((left + step * (place + 0.5) + (g - (groups.length - 1) / 2) * column) * 10) / 10;
      return { x, shown: rates[g] ?? null, ...groupMark(group, theme) };
    }),
  );
  const told = cells.flatMap(({ shown, ...cell }) => (shown?.rate ? [{ ...cell, rate: shown.rate }] : []));
  const withheld = cells.flatMap(({ shown, x, color }) =>
    shown && !shown.rate ? [{ x, color, shown }] : [],
  );
  const half = Math.max(2, column * 0.42);
  const words = withheld.flatMap(({ x, shown: { events } }) => {
    const text = events !== null && isWithheld(events) ? countText(locale, events) : '—';
    return textWidth(text, 9) <= column + 2 ? [{ x, y: bottom - 15, text, color: theme.ink2 }] : [];
  });
  const labels = thinned(
    places.map(({ label }) => label),
    step,
  );
  return [
    pixelRules([{ x: left, x2: right, y: bottom, y2: bottom, color: theme.line }]),
    ...(title === null
      ? []
      : [
          pixelTexts([{ x: (left + right) / 2, y: top - 16, text: title, color: theme.ink }], {
            fontWeight: 600,
          }),
        ]),
    ...(mark === 'bar'
      ? [
          pixelRects(
            told.map(({ x, color, rate }) => ({
              x: x - half,
              x2: x + half,
              y: up.at(rate.estimate),
              y2: bottom,
              color,
            })),
            { opacity: 0.85 },
          ),
        ]
      : []),
    pixelRules(
      told.map(({ x, color, rate }) => ({
        x,
        x2: x,
        y: up.at(rate.lower),
        y2: up.at(rate.upper),
        color: mark === 'bar' ? theme.ink : color,
      })),
      { strokeWidth: 1.2 },
    ),
    ...(mark === 'point'
      ? [
          pixelSymbols(
            told.map(({ x, color, shape, rate }) => ({ x, y: up.at(rate.estimate), shape, color, size: 52 })),
            { isFilled: true },
          ),
        ]
      : []),
    pixelRects(
      withheld.map(({ x, color }) => ({ x: x - half, x2: x + half, y: bottom - 8, y2: bottom, color })),
      { filled: false, strokeDash: [2, 2] },
    ),
    pixelTexts(words, { fontSize: 9 }),
    pixelTexts(
      labels.flatMap((text, place) =>
        text === null ? [] : [{ x: left + step * (place + 0.5), y: bottom + 12, text, color: theme.ink2 }],
      ),
    ),
  ];
}

/** Labels that do not fit beside each other are left out, every other one or more. */
function thinned(labels: readonly string[], step: number): (string | null)[] {
  const widest = Math.max(0, ...labels.map((label) => textWidth(label, 11)));
  const every = labels.length < 3 ? 1 : Math.max(1, Math.ceil((widest + 6) / step));
  return labels.map((label, i) => (i % every === 0 ? shortened(label, step * every, 11) : null));
}

/** A wide interval of a rare cell must not flatten all the others. */
function topOf({ panels }: RatePanels): number {
  const rates = panels.flatMap(({ places }) =>
    places.flatMap(({ rates: own }) => own.flatMap(({ rate }) => rate ?? [])),
  );
  const highest = Math.max(0, ...rates.map(({ estimate }) => estimate));
  const widest = Math.max(highest, ...rates.map(({ upper }) => upper)) || 1;
  return highest > 0 ? Math.min(highest * 1.8, widest * 1.02) : widest;
}

/** Whether there is anything to see: a rate above 0 that may be shown. */
export function hasRates({ panels }: Pick<RatePanels, 'panels'>): boolean {
  return panels.some(({ places }) =>
    places.some(({ rates }) => rates.some(({ rate }) => rate !== null && rate.estimate > 0)),
  );
}

export function shownRate({ rate, events }: GroupRate): ShownRate {
  return { rate, events };
}
