import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import { estimateText } from '../study/effectText.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { countText } from './countText.ts';
import { pixelRects, pixelRules, pixelTexts } from './pixelMarks.ts';
import { shortP } from './safetyMarks.ts';
import { pathText, type TreeRow } from './safetyTreeRows.ts';
import { shortened, textWidth } from './textBox.ts';

export const treeRowHeight = 36;
export const treeHead = 22;
/** A branch as unlikely as this under no effect anywhere is marked. */
export const treeLevel = 0.05;

/**
 * Branches with an excess by log likelihood ratio, as a table with bars: of each its way down the hierarchy, events of
 * the exposed, expected ones, and the Monte Carlo p over the whole tree. Darker is larger.
 */
export function safetyTreeChart(
  rows: readonly TreeRow[],
  chosen: string | null,
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const height = treeHead + Math.max(1, rows.length) * treeRowHeight + 4;
  const numbers = [54, 58, 60] as const;
  const right = width - 2;
  const ends = [right, right - numbers[2], right - numbers[2] - numbers[1]] as const;
  const bars = { left: Math.floor(width * 0.46), right: ends[2] - numbers[0] - 36 };
  const most = Math.max(1, ...rows.map(({ logLikelihoodRatio }) => logLikelihoodRatio));
  const lines = rows.map((row, i) => {
    const share = row.logLikelihoodRatio / most;
    const y = treeHead + i * treeRowHeight;
    return {
      row,
      share,
      y,
      middle: y + treeRowHeight / 2,
      end: bars.left + share * Math.max(10, bars.right - bars.left),
    };
  });
  const column = (x: number, textOf: (row: TreeRow) => string, mark: ChartSpec = {}): ChartSpec =>
    pixelTexts(
      lines.map(({ row, middle }) => ({ x, y: middle, text: textOf(row), color: theme.ink })),
      { align: 'right', fontSize: 12, ...mark },
    );
  const heads = [
    { x: 4, key: 'chart.safety.branch', align: 'left' },
    { x: bars.left, key: 'chart.safety.llr', align: 'left' },
    { x: ends[2], key: 'chart.safety.observed', align: 'right' },
    { x: ends[1], key: 'chart.safety.expected', align: 'right' },
    { x: ends[0], key: 'chart.safety.treeP', align: 'right' },
  ] as const;
  return chartFrame(
    {
      width,
      height,
      layer: [
        pixelRects(
          lines
            .filter(({ row }) => row.id === chosen || row.same.includes(chosen ?? ''))
            .map(({ y }) => ({ x: 0, x2: width, y, y2: y + treeRowHeight, color: theme.primary })),
          { opacity: 0.12 },
        ),
        ...heads.map(({ x, key, align }) =>
          pixelTexts([{ x, y: treeHead / 2, text: translate(locale, key), color: theme.ink2 }], { align }),
        ),
        pixelRules(lines.map(({ y }) => ({ x: 0, x2: width, y, y2: y, color: theme.grid }))),
        ...[0.35, 0.6, 0.9].map((opacity, step) =>
          pixelRects(
            lines
              .filter(({ share }) => Math.min(2, Math.floor(share * 3)) === step)
              .map(({ middle, end }) => ({
                x: bars.left,
                x2: end,
                y: middle - 7,
                y2: middle + 7,
                color: theme.primary,
              })),
            { opacity },
          ),
        ),
        pixelTexts(
          lines.map(({ row, middle, end }) => ({
            x: end + 5,
            y: middle,
            text: estimateText(locale, row.logLikelihoodRatio, 1),
            color: theme.ink2,
          })),
          { align: 'left' },
        ),
        pixelTexts(
          lines.map(({ row, middle }) => ({
            x: 4,
            y: middle - 8,
            text: shortened(row.above, bars.left - 14, 10),
            color: theme.ink2,
          })),
          { align: 'left', fontSize: 10 },
        ),
        pixelTexts(
          lines.map(({ row, middle }) => ({
            x: 4,
            y: row.above === '' ? middle : middle + 6,
            text: shortened(row.own, bars.left - 14, 12),
            color: theme.ink,
          })),
          { align: 'left', fontSize: 12 },
        ),
        column(ends[2], ({ exposed }) => countText(locale, exposed)),
        column(ends[1], ({ expected }) => (expected === null ? '—' : estimateText(locale, expected, 1))),
        pixelRects(
          lines
            .filter(({ row }) => row.p <= treeLevel)
            .map(({ row, middle }) => {
              const wide = textWidth(shortP(locale, row.p), 12) + 10;
              return {
                x: right - wide + 4,
                x2: right + 2,
                y: middle - 9,
                y2: middle + 9,
                color: theme.secondary,
              };
            }),
          { filled: false, cornerRadius: 4 },
        ),
        ...[true, false].map((isMarked) =>
          pixelTexts(
            lines
              .filter(({ row }) => row.p <= treeLevel === isMarked)
              .map(({ row, middle }) => ({
                x: right - 2,
                y: middle,
                text: shortP(locale, row.p),
                color: isMarked ? theme.ink : theme.ink2,
              })),
            { align: 'right', fontSize: 12, fontWeight: isMarked ? 600 : 400 },
          ),
        ),
      ],
    },
    options,
  );
}

/** The branches as a table. */
export function safetyTreeTable(rows: readonly TreeRow[], locale: Locale): ChartTable {
  const say = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  return {
    columns: [
      { label: say('chart.safety.branch'), align: 'start' },
      { label: say('chart.safety.observed'), align: 'end' },
      { label: say('chart.safety.unexposed'), align: 'end' },
      { label: say('chart.safety.expected'), align: 'end' },
      { label: say('chart.safety.llr'), align: 'end' },
      { label: say('chart.safety.treeP'), align: 'end' },
    ],
    rows: rows.map(({ exposed, unexposed, expected, logLikelihoodRatio, p, ...row }) => [
      { text: pathText(row) },
      { count: exposed },
      { count: unexposed },
      { text: expected === null ? null : formatNumber(locale, expected, 1) },
      { text: estimateText(locale, logLikelihoodRatio, 2) },
      { text: shortP(locale, p) },
    ]),
  };
}
