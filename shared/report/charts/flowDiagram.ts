import { formatNumber, translate } from '../../i18n/translate.ts';
import type { Attrition } from '../../workbenchApi.ts';
import { attritionSteps } from './attritionChart.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import { countText } from './countText.ts';
import { drawnAt } from './drawnAt.ts';
import { wrapped } from './textBox.ts';

const FONT = 12;
const LINE = 17;
const PAD = 9;
const GAP = 18;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

/** Attrition as reports of studies draw it (CONSORT, STROBE): who is left down the middle, who is excluded at the side. */
export function flowDiagram(attrition: Attrition, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const steps = attritionSteps(attrition, locale);
  const main = Math.min(340, Math.floor(width * 0.4));
  const side = Math.min(420, width - main - 48);
  const sideX = main + 48;
  const boxes: Box[] = [];
  const arrows: { x: number; y: number; x2: number; y2: number }[] = [];
  const heads: { x: number; y: number; angle: number }[] = [];
  const say = (n: string) => translate(locale, 'chart.caption.n', { n });
  let y = 1;
  const place = (x: number, at: number, wide: number, label: string, n: string): Box => {
    const lines = [...wrapped(label, wide - 2 * PAD, FONT), n];
    const box = { x, y: at, width: wide, height: lines.length * LINE + 2 * PAD - 3, lines };
    boxes.push(box);
    return box;
  };
  const connect = (from: number, to: number) => {
    arrows.push({ x: main / 2, y: from, x2: main / 2, y2: to });
    heads.push({ x: main / 2, y: to - 3, angle: 180 });
  };
  let above = place(1, y, main, steps[0]?.label ?? '', say(countText(locale, attrition.entry)));
  steps.slice(1).forEach((step, i) => {
    y = above.y + above.height + GAP;
    const removed = step.removed === null ? '—*' : formatNumber(locale, step.removed, 0);
    const excluded = place(
      sideX,
      y,
      side,
      translate(locale, 'chart.flow.excluded', { rule: step.label }),
      say(removed),
    );
    const middle = excluded.y + excluded.height / 2;
    y = excluded.y + excluded.height + GAP;
    const isLast = i === steps.length - 2;
    const label = translate(locale, isLast ? 'chart.attrition.final' : 'chart.flow.left');
    const next = place(1, y, main, label, say(countText(locale, step.remaining)));
    connect(above.y + above.height, next.y);
    arrows.push({ x: main / 2, y: middle, x2: sideX, y2: middle });
    heads.push({ x: sideX - 3, y: middle, angle: 90 });
    above = next;
  });
  const height = above.y + above.height + 2;
  const texts = boxes.flatMap((box) =>
    box.lines.map((line, i) => ({
      x: box.x + PAD,
      y: box.y + PAD + LINE * i + LINE / 2 - 2,
      line,
      last: i === box.lines.length - 1,
    })),
  );
  const rects = boxes.map((box) => ({ x: box.x, y: box.y, x2: box.x + box.width, y2: box.y + box.height }));
  const ends = { x: drawnAt('x'), y: drawnAt('y'), x2: { field: 'x2' }, y2: { field: 'y2' } };
  const text = (isLast: boolean): ChartSpec => ({
    data: { values: texts.filter(({ last }) => last === isLast) },
    mark: {
      type: 'text',
      align: 'left',
      baseline: 'middle',
      fontSize: FONT,
      color: isLast ? theme.ink : theme.ink2,
      fontWeight: isLast ? 600 : 400,
    },
    encoding: { x: drawnAt('x'), y: drawnAt('y'), text: { field: 'line', type: 'nominal' } },
  });
  return chartFrame(
    {
      width,
      height,
      layer: [
        {
          data: { values: arrows },
          mark: { type: 'rule', color: theme.neutral, strokeWidth: 1.25 },
          encoding: ends,
        },
        {
          data: { values: rects },
          mark: {
            type: 'rect',
            fill: theme.background,
            stroke: theme.neutral,
            strokeWidth: 1,
            cornerRadius: 3,
          },
          encoding: ends,
        },
        {
          data: { values: heads },
          mark: {
            type: 'point',
            shape: 'triangle-up',
            filled: true,
            size: 46,
            color: theme.neutral,
            opacity: 1,
          },
          encoding: {
            x: drawnAt('x'),
            y: drawnAt('y'),
            angle: { field: 'angle', type: 'quantitative', scale: null },
          },
        },
        text(false),
        text(true),
      ],
    },
    options,
  );
}
