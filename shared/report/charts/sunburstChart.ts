import type { PathwayStep, TreatmentPathways } from '../../features/characterisationApi.ts';
import { formatNumber, translate } from '../../i18n/translate.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import { shareText } from './countText.ts';
import { colouredBy, drawnAt } from './drawnAt.ts';
import { wrapped } from './textBox.ts';
import { treatmentColors, treatmentName } from './treatmentColors.ts';

type Arc = {
  readonly theta: number;
  readonly theta2: number;
  readonly radius: number;
  readonly radius2: number;
  readonly color: string;
};

/** Narrower arcs than this, in pixels, are not drawn, and those below the second carry no number. */
const THINNEST = 0.7;
const LABELLED = 26;

/**
 * Pathways as rings from the inside out, a ring per step; an arc is as long as persons are many, and a combination shows
 * a band in each of its treatments' colours. Grey: branches merged because a part of them is withheld.
 */
export function sunburstChart(pathways: TreatmentPathways, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const size = Math.min(width * 0.62, 440);
  const hole = size * 0.13;
  const depth = Math.max(1, depthOf(pathways.steps));
  const ring = (size / 2 - hole - 4) / depth;
  const arcs: Arc[] = [];
  const labels: { x: number; y: number; text: string }[] = [];
  const whole = pathways.steps.reduce((sum, { persons }) => sum + persons, 0);
  const place = (steps: readonly PathwayStep[], from: number, level: number) => {
    let theta = from;
    for (const step of steps) {
      const theta2 = theta + (2 * Math.PI * step.persons) / Math.max(1, whole);
      const [inner, outer] = [hole + ring * level, hole + ring * (level + 1)];
      const colors = treatmentColors(step.events, theme);
      if ((theta2 - theta) * outer >= THINNEST) {
        colors.forEach((color, band) => {
          arcs.push({
            theta,
            theta2,
            radius: inner + (ring * band) / colors.length,
            radius2: inner + (ring * (band + 1)) / colors.length - (band === colors.length - 1 ? 1 : 0),
            color,
          });
        });
        const middle = (inner + outer) / 2;
        const text = shareText(locale, step.persons, pathways.persons) ?? '';
        if ((theta2 - theta) * middle >= LABELLED && ring >= 22) {
          const angle = (theta + theta2) / 2;
          labels.push({
            x: size / 2 + middle * Math.sin(angle),
            y: size / 2 - middle * Math.cos(angle),
            text,
          });
        }
      }
      place(step.next, theta, level + 1);
      theta = theta2;
    }
  };
  place(pathways.steps, 0, 0);
  const middle = [
    { text: formatNumber(locale, whole, 0), y: size / 2 - 7, weight: 600, size: 13 },
    { text: translate(locale, 'chart.pathway.treated'), y: size / 2 + 9, weight: 400, size: 10 },
  ];
  const legend = legendRows(pathways, options, size);
  const height = Math.max(size, (legend.at(-1)?.y ?? 0) + 12);
  return chartFrame(
    {
      width,
      height,
      layer: [
        {
          data: { values: arcs },
          mark: { type: 'arc', stroke: theme.background, strokeWidth: 0.8, x: size / 2, y: size / 2 },
          encoding: {
            theta: { ...drawnAt('theta'), axis: undefined },
            theta2: { field: 'theta2' },
            radius: { ...drawnAt('radius'), axis: undefined },
            radius2: { field: 'radius2' },
            color: colouredBy('color'),
          },
        },
        {
          data: { values: labels },
          mark: {
            type: 'text',
            baseline: 'middle',
            fontSize: 10,
            fontWeight: 600,
            color: theme.background === '#ffffff' ? '#ffffff' : '#12151a',
          },
          encoding: { x: drawnAt('x'), y: drawnAt('y'), text: { field: 'text', type: 'nominal' } },
        },
        ...middle.map(
          (line): ChartSpec => ({
            data: { values: [{ text: line.text }] },
            mark: {
              type: 'text',
              baseline: 'middle',
              fontSize: line.size,
              fontWeight: line.weight,
              color: theme.ink,
              x: size / 2,
              y: line.y,
            },
            encoding: { text: { field: 'text', type: 'nominal' } },
          }),
        ),
        {
          data: { values: legend },
          mark: { type: 'point', shape: 'square', filled: true, size: 110, opacity: 1 },
          encoding: { x: drawnAt('x'), y: drawnAt('y'), color: colouredBy('color') },
        },
        {
          data: { values: legend },
          mark: {
            type: 'text',
            align: 'left',
            baseline: 'middle',
            dx: 12,
            fontSize: 11,
            color: theme.ink,
          },
          encoding: { x: drawnAt('x'), y: drawnAt('y'), text: { field: 'text', type: 'nominal' } },
        },
      ],
    },
    options,
  );
}

function depthOf(steps: readonly PathwayStep[]): number {
  return steps.reduce((depth, { next }) => Math.max(depth, 1 + depthOf(next)), 0);
}

function legendRows(pathways: TreatmentPathways, { locale, theme, width }: ChartOptions, size: number) {
  const x = size + 24;
  const rows = [
    ...pathways.events.map((_, event) => [event] as readonly number[] | null),
    ...(hasMerged(pathways.steps) ? [null] : []),
  ];
  let y = 14;
  return rows.flatMap((events) => {
    const color = treatmentColors(events, theme)[0] ?? theme.neutral;
    const name = treatmentName(events, pathways.events, locale);
    const lines = wrapped(name, Math.max(60, width - x - 16), 11).map((text, line) => ({
      x,
      y: y + line * 15,
      color: line === 0 ? color : 'transparent',
      text,
    }));
    y += lines.length * 15 + 6;
    return lines;
  });
}

function hasMerged(steps: readonly PathwayStep[]): boolean {
  return steps.some(({ events, next }) => events === null || hasMerged(next));
}
