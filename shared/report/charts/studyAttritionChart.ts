import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import { inLanguage } from '../../i18n/inLanguage.ts';
import { translate } from '../../i18n/translate.ts';
import type { ArmResult } from '../../study/result/comparisonResult.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import { barLength, countText } from './countText.ts';
import { wrapped } from './textBox.ts';
import { treatmentColor } from './treatmentColors.ts';

interface Step {
  readonly label: string;
  readonly arms: readonly PublishedCount[];
}

/** The steps that anybody of any arm was at, with persons left in each arm. */
export function studyAttritionSteps(
  arms: readonly ArmResult[],
  locale: ChartOptions['locale'],
): readonly Step[] {
  return (arms[0]?.attrition ?? []).map(({ step }, i) => ({
    label: translate(locale, `study.step.${step}`),
    arms: arms.map(({ attrition }) => attrition[i]?.persons ?? 0),
  }));
}

const BAR = 15;

/** Persons left in each arm after each step, as bars beside each other; withheld ones dashed at the limit. */
export function studyAttritionChart(arms: readonly ArmResult[], options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const labels = Math.min(200, Math.floor(width * 0.34));
  const numbers = 64;
  const steps = studyAttritionSteps(arms, locale);
  const most = Math.max(1, ...steps.flatMap(({ arms: counts }) => counts.map(barLength)));
  const block = arms.length * BAR + 10;
  const bars = steps.flatMap(({ arms: counts }, step) =>
    counts.map((count, arm) => ({
      y: step * block + arm * BAR,
      y2: step * block + arm * BAR + BAR - 4,
      middle: step * block + arm * BAR + (BAR - 4) / 2,
      x: labels,
      x2: labels + (barLength(count) / most) * (width - labels - numbers),
      text: countText(locale, count),
      color: treatmentColor(arm, theme),
      isSmall: typeof count !== 'number',
    })),
  );
  const names = steps.flatMap(({ label }, step) =>
    wrapped(label, labels - 10, 11.5)
      .slice(0, 2)
      .map((text, line) => ({ text, y: step * block + BAR / 2 + line * 13 - 1 })),
  );
  const drawn = (field: string): ChartSpec => ({ field, type: 'quantitative', scale: null, axis: null });
  const coloured = { field: 'color', type: 'nominal', scale: null, legend: null };
  const key = arms.map(({ name }, arm) => ({
    text: `${inLanguage(name, locale)}`,
    color: treatmentColor(arm, theme),
    y: steps.length * block + 12 + arm * 16,
  }));
  return chartFrame(
    {
      width,
      height: steps.length * block + 12 + arms.length * 16,
      layer: [
        {
          data: { values: bars.filter(({ isSmall }) => !isSmall) },
          mark: { type: 'rect' },
          encoding: {
            x: drawn('x'),
            x2: { field: 'x2' },
            y: drawn('y'),
            y2: { field: 'y2' },
            color: coloured,
          },
        },
        {
          data: { values: bars.filter(({ isSmall }) => isSmall) },
          mark: { type: 'rect', fillOpacity: 0, strokeDash: [3, 2] },
          encoding: {
            x: drawn('x'),
            x2: { field: 'x2' },
            y: drawn('y'),
            y2: { field: 'y2' },
            stroke: coloured,
          },
        },
        {
          data: { values: bars },
          mark: { type: 'text', align: 'left', baseline: 'middle', dx: 5, fontSize: 11, color: theme.ink },
          encoding: { x: drawn('x2'), y: drawn('middle'), text: { field: 'text', type: 'nominal' } },
        },
        {
          data: { values: names },
          mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: 11.5, color: theme.ink },
          encoding: {
            x: { value: labels - 8 },
            y: drawn('y'),
            text: { field: 'text', type: 'nominal' },
          },
        },
        {
          data: { values: key },
          mark: { type: 'point', shape: 'square', filled: true, size: 90, opacity: 1 },
          encoding: { x: { value: labels + 6 }, y: drawn('y'), color: coloured },
        },
        {
          data: { values: key },
          mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: 11.5, color: theme.ink },
          encoding: {
            x: { value: labels + 18 },
            y: drawn('y'),
            text: { field: 'text', type: 'nominal' },
          },
        },
      ],
    },
    options,
  );
}
