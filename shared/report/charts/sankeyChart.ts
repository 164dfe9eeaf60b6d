import type { PathwayStep, TreatmentPathways } from '../../features/characterisationApi.ts';
import { formatNumber, translate } from '../../i18n/translate.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import { colouredBy, drawnAt } from './drawnAt.ts';
import { shortened, textWidth } from './textBox.ts';
import { treatmentColors, treatmentName } from './treatmentColors.ts';

/** Persons with the same treatments at a step, whatever came before. */
interface FlowNode {
  readonly key: string;
  readonly events: readonly number[] | null;
  persons: number;
  y: number;
  height: number;
  /** How much of its right and left side is taken by flows already laid. */
  out: number;
  into: number;
}

interface Flow {
  readonly level: number;
  readonly from: string;
  readonly to: string;
  persons: number;
}

const NODE_WIDTH = 12;
const HEIGHT = 380;
const GAP = 10;
const SAMPLES = 16;

/**
 * Pathways as a flow from step to step (Sankey): the tree's branches added up by treatment, so that it tells nothing
 * that the tree does not. Persons who go no further end where no flow leaves.
 */
export function sankeyChart(pathways: TreatmentPathways, options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const levels: Map<string, FlowNode>[] = [];
  const flows = new Map<string, Flow>();
  const collect = (steps: readonly PathwayStep[], level: number, from: string | null) => {
    for (const step of steps) {
      const key = step.events?.join('+') ?? 'other';
      levels[level] ??= new Map();
      const node = levels[level].get(key) ?? {
        key,
        events: step.events,
        persons: 0,
        y: 0,
        height: 0,
        out: 0,
        into: 0,
      };
      node.persons += step.persons;
      levels[level].set(key, node);
      if (from !== null) {
        const id = `${level}|${from}|${key}`;
        const flow = flows.get(id) ?? { level, from, to: key, persons: 0 };
        flow.persons += step.persons;
        flows.set(id, flow);
      }
      collect(step.next, level + 1, key);
    }
  };
  collect(pathways.steps, 0, null);
  const fullest = Math.max(1, ...levels.map((level) => total([...level.values()])));
  const rows = Math.max(1, ...levels.map((level) => level.size));
  const scale = Math.max(40, HEIGHT - 22 - GAP * (rows - 1)) / fullest;
  const labelRoom = levels.length === 1 ? width - NODE_WIDTH : Math.min(190, width / (levels.length + 1));
  const step = (width - NODE_WIDTH - labelRoom) / Math.max(1, levels.length - 1);
  const xOf = (level: number) => level * step;
  for (const level of levels) {
    let y = 22;
    for (const node of ordered(level)) {
      node.y = y;
      node.height = Math.max(1, node.persons * scale);
      y += node.height + GAP;
    }
  }
  const ribbons = [...flows.values()]
    .sort(
      (a, b) =>
        a.level - b.level ||
        yOf(levels, a.level - 1, a.from) - yOf(levels, b.level - 1, b.from) ||
        yOf(levels, a.level, a.to) - yOf(levels, b.level, b.to),
    )
    .flatMap((flow, id) => {
      const from = levels[flow.level - 1]?.get(flow.from);
      const to = levels[flow.level]?.get(flow.to);
      if (!from || !to) return [];
      const thick = flow.persons * scale;
      const [y0, y1] = [from.y + from.out, to.y + to.into];
      from.out += thick;
      to.into += thick;
      const [x0, x1] = [xOf(flow.level - 1) + NODE_WIDTH, xOf(flow.level)];
      const color = treatmentColors(from.events, theme)[0] ?? theme.neutral;
      return Array.from({ length: SAMPLES + 1 }, (_, i) => {
        const share = i / SAMPLES;
        const eased = share * share * (3 - 2 * share);
        const y = y0 + (y1 - y0) * eased;
        return { id, x: x0 + (x1 - x0) * share, y, y2: y + thick, color };
      });
    });
  const nodes = levels.flatMap((level, at) =>
    ordered(level).flatMap((node) => {
      const colors = treatmentColors(node.events, theme);
      return colors.map((color, band) => ({
        x: xOf(at) + (NODE_WIDTH * band) / colors.length,
        x2: xOf(at) + (NODE_WIDTH * (band + 1)) / colors.length,
        y: node.y,
        y2: node.y + node.height,
        color,
      }));
    }),
  );
  const labels = levels.flatMap((level, at) => {
    const room = (at === levels.length - 1 ? labelRoom : step) - NODE_WIDTH - 10;
    return ordered(level)
      .filter(({ height }) => height >= 11)
      .map((node) => {
        const number = formatNumber(locale, node.persons, 0);
        const title = treatmentName(node.events, pathways.events, locale);
        const name = shortened(title, room - textWidth(`  ${number}`, 11), 11);
        return {
          x: xOf(at) + NODE_WIDTH + 5,
          y: node.y + node.height / 2,
          text: `${name}  ${number}`.trim(),
        };
      });
  });
  const heads = levels.map((_, at) => ({
    x: xOf(at),
    text: translate(locale, 'chart.pathway.step', { step: at + 1 }),
  }));
  const lowest = Math.max(40, ...levels.flatMap((level) => [...level.values()].map((n) => n.y + n.height)));
  return chartFrame(
    {
      width,
      height: lowest + 4,
      layer: [
        {
          data: { values: ribbons },
          mark: { type: 'area', opacity: 0.32, interpolate: 'monotone' },
          encoding: {
            x: drawnAt('x'),
            y: { ...drawnAt('y'), stack: null },
            y2: { field: 'y2' },
            detail: { field: 'id', type: 'nominal' },
            color: colouredBy('color'),
          },
        },
        {
          data: { values: nodes },
          mark: { type: 'rect' },
          encoding: {
            x: drawnAt('x'),
            x2: { field: 'x2' },
            y: drawnAt('y'),
            y2: { field: 'y2' },
            color: colouredBy('color'),
          },
        },
        text(labels, {
          baseline: 'middle',
          fontSize: 11,
          color: theme.background,
          stroke: theme.background,
          strokeWidth: 3,
          strokeOpacity: 0.75,
        }),
        text(labels, { baseline: 'middle', fontSize: 11, color: theme.ink }),
        text(
          heads.map((head) => ({ ...head, y: 8 })),
          { baseline: 'middle', fontSize: 11, color: theme.ink2 },
        ),
      ],
    },
    options,
  );
}

function text(
  values: readonly { readonly x: number; readonly y: number; readonly text: string }[],
  mark: ChartSpec,
): ChartSpec {
  return {
    data: { values },
    mark: { type: 'text', align: 'left', ...mark },
    encoding: { x: drawnAt('x'), y: drawnAt('y'), text: { field: 'text', type: 'nominal' } },
  };
}

function total(nodes: readonly FlowNode[]): number {
  return nodes.reduce((sum, { persons }) => sum + persons, 0);
}

/** The fullest at the top, what was merged last. */
function ordered(level: ReadonlyMap<string, FlowNode>): FlowNode[] {
  return [...level.values()].sort(
    (a, b) => Number(a.events === null) - Number(b.events === null) || b.persons - a.persons,
  );
}

function yOf(levels: readonly ReadonlyMap<string, FlowNode>[], level: number, key: string): number {
  return levels[level]?.get(key)?.y ?? 0;
}
