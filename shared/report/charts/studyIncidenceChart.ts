import { formatNumber, translate } from '../../i18n/translate.ts';
import type { IncidenceCurve } from '../../study/result/comparisonResult.ts';
import { percentText } from '../study/effectText.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { countText } from './countText.ts';
import { shortened } from './textBox.ts';
import { treatmentColor } from './treatmentColors.ts';

/** A curve with the name and place of its arm; places give colours that are the same in every picture. */
export interface NamedCurve {
  readonly curve: IncidenceCurve;
  readonly name: string;
  readonly place: number;
}

const dashes = [
  [1, 0],
  [6, 3],
  [2, 3],
  [8, 3, 2, 3],
  [4, 2],
  [1, 2],
] as const;
const ROW = 18;

/** With fewer published days than this each is marked, so that nobody takes the line between them for data. */
const fewPoints = 25;

/**
 * Cumulative incidence of the outcome per arm with its interval, named at its end, told apart by colour and dashes;
 * of competing events thin and dotted where asked for. Between two points, which output rules keep apart, it is drawn straight. Persons still followed stand under the days.
 */
export function studyIncidenceChart(
  curves: readonly NamedCurve[],
  showsCompeting: boolean,
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const left = 52;
  const names = Math.min(220, Math.floor(width * 0.24));
  const plot = chartHeight(width);
  const lastDay = Math.max(1, ...curves.flatMap(({ curve }) => curve.days));
  const values = curves.flatMap(({ curve, name, place }) => [
    { name, place, day: 0, incidence: 0, lower: 0, upper: 0, competing: 0 },
    ...curve.days.map((day, i) => ({
      name,
      place,
      day,
      incidence: curve.incidence[i] ?? null,
      lower: curve.lower[i] ?? null,
      upper: curve.upper[i] ?? null,
      competing: curve.competing[i] ?? null,
    })),
  ]);
  const top = Math.max(
    0.01,
    ...values.map(({ upper, competing }) => Math.max(upper ?? 0, showsCompeting ? (competing ?? 0) : 0)),
  );
  const height =
    plot + (curves.some(({ curve }) => curve.atRisk.length > 0) ? (curves.length + 1) * ROW + 30 : 0);
  const x = {
    type: 'quantitative',
    scale: { domain: [0, lastDay], nice: false, range: [left, width - names] },
    axis: null,
  };
  const y = {
    type: 'quantitative',
    scale: { domain: [0, top * 1.05], nice: false, range: [plot, 6] },
    axis: null,
  };
  const ticks = yTicks(top);
  const days = roundDays(lastDay);
  const ends = spread(
    curves.map(({ curve, name, place }) => ({
      place,
      at: curve.incidence.at(-1) ?? 0,
      text: `${percentText(locale, curve.incidence.at(-1) ?? 0)} ${name}`,
    })),
    (14 / plot) * top * 1.05,
  );
  const layers = curves.flatMap(({ curve, name, place }): readonly ChartSpec[] => {
    const color = treatmentColor(place, theme);
    const own = values.filter((value) => value.name === name && value.place === place);
    return [
      {
        data: { values: own },
        mark: { type: 'area', interpolate: 'linear', color, opacity: 0.13 },
        encoding: { x: { ...x, field: 'day' }, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
      },
      {
        data: { values: own },
        mark: {
          type: 'line',
          interpolate: 'linear',
          color,
          strokeWidth: 2,
          strokeDash: dashes[place % dashes.length] ?? [1, 0],
        },
        encoding: { x: { ...x, field: 'day' }, y: { ...y, field: 'incidence' } },
      },
      ...(curve.days.length < fewPoints
        ? [
            {
              data: { values: own.filter(({ day }) => day > 0) },
              mark: { type: 'point', filled: true, color, size: 36, opacity: 1 },
              encoding: { x: { ...x, field: 'day' }, y: { ...y, field: 'incidence' } },
            } satisfies ChartSpec,
          ]
        : []),
      ...(showsCompeting
        ? [
            {
              data: { values: own },
              mark: {
                type: 'line',
                interpolate: 'linear',
                color,
                strokeWidth: 1,
                strokeDash: [1, 3],
              },
              encoding: { x: { ...x, field: 'day' }, y: { ...y, field: 'competing' } },
            } satisfies ChartSpec,
          ]
        : []),
    ];
  });
  const risk = curves.flatMap(({ curve, place }, row) =>
    curve.atRisk
      .filter(({ day }) => days.includes(day) || curve.atRisk.length <= 8)
      .map(({ day, persons }) => ({
        day,
        at: plot + 44 + (row + 1) * ROW,
        text: countText(locale, persons),
        color: treatmentColor(place, theme),
      })),
  );
  const pixel = { type: 'quantitative', scale: null, axis: null };
  return chartFrame(
    {
      width,
      height: Math.max(height, plot + 30),
      view: { stroke: null },
      layer: [
        {
          data: { values: ticks.map((at) => ({ at, text: percentText(locale, at) })) },
          layer: [
            {
              mark: { type: 'rule', color: theme.grid },
              encoding: { x: { value: left }, x2: { value: width - names }, y: { ...y, field: 'at' } },
            },
            {
              mark: { type: 'text', align: 'right', baseline: 'middle', dx: -6 },
              encoding: {
                x: { value: left },
                y: { ...y, field: 'at' },
                text: { field: 'text', type: 'nominal' },
              },
            },
          ],
        },
        {
          data: { values: days.map((day) => ({ day, text: formatNumber(locale, day, 0) })) },
          mark: { type: 'text', baseline: 'top', dy: 6 },
          encoding: {
            x: { ...x, field: 'day' },
            y: { value: plot },
            text: { field: 'text', type: 'nominal' },
          },
        },
        {
          data: { values: [{ text: translate(locale, 'chart.incidence.days') }] },
          mark: { type: 'text', align: 'left', baseline: 'top', dy: 6, dx: 10 },
          encoding: {
            x: { value: width - names },
            y: { value: plot },
            text: { field: 'text', type: 'nominal' },
          },
        },
        ...layers,
        {
          data: { values: ends },
          mark: { type: 'text', align: 'left', baseline: 'middle', dx: 6, fontSize: 12, fontWeight: 600 },
          encoding: {
            x: { value: width - names },
            y: { ...y, field: 'shown' },
            text: { field: 'label', type: 'nominal' },
            color: { field: 'color', type: 'nominal', scale: null, legend: null },
          },
          transform: [],
        },
        ...(risk.length === 0
          ? []
          : [
              {
                data: { values: [{ text: translate(locale, 'chart.incidence.atRisk') }] },
                mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: 11 },
                encoding: {
                  x: { value: 0 },
                  y: { value: plot + 44 },
                  text: { field: 'text', type: 'nominal' },
                },
              } satisfies ChartSpec,
              {
                data: { values: risk },
                mark: { type: 'text', baseline: 'middle', fontSize: 11 },
                encoding: {
                  x: { ...x, field: 'day' },
                  y: { ...pixel, field: 'at' },
                  text: { field: 'text', type: 'nominal' },
                  color: { field: 'color', type: 'nominal', scale: null, legend: null },
                },
              } satisfies ChartSpec,
            ]),
      ],
    },
    options,
  );

  function spread(
    labels: readonly { readonly place: number; readonly at: number; readonly text: string }[],
    gap: number,
  ) {
    const ordered = labels.toSorted((a, b) => a.at - b.at);
    let below = Number.NEGATIVE_INFINITY;
    return ordered.map(({ place, at, text }) => {
      const shown = Math.max(at, below + gap);
      below = shown;
      return { shown, label: shortened(text, names - 8, 12), color: treatmentColor(place, theme) };
    });
  }
}

function yTicks(top: number): readonly number[] {
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? power;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Round days along the axis: months while there are few, then years. */
export function roundDays(last: number): readonly number[] {
  const step = [7, 14, 30, 60, 90, 180, 365, 730, 1825].find((one) => last / one <= 7) ?? 3650;
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step);
}

/** Incidence with its interval, competing events and persons at risk on the days that are published; nothing between. */
export function studyIncidenceTable(
  curves: readonly NamedCurve[],
  locale: ChartOptions['locale'],
): ChartTable {
  const published = curves.flatMap(({ curve }) => [...curve.days, ...curve.atRisk.map(({ day }) => day)]);
  const days = [...new Set(published)].sort((one, other) => one - other);
  const at = (from: readonly number[], figures: readonly number[], day: number) => {
    const place = from.indexOf(day);
    return place < 0 ? null : (figures[place] ?? null);
  };
  return {
    columns: [
      { label: translate(locale, 'chart.incidence.days'), align: 'start' },
      ...curves.flatMap(({ name }) => [
        { label: `${name} · ${translate(locale, 'study.cumulativeIncidence')}`, align: 'end' as const },
        { label: `${name} · ${translate(locale, 'study.competingIncidence')}`, align: 'end' as const },
        { label: `${name} · ${translate(locale, 'chart.incidence.atRisk')}`, align: 'end' as const },
      ]),
    ],
    rows: days.map((day) => [
      { text: formatNumber(locale, day, 0) },
      ...curves.flatMap(({ curve }) => {
        const share = (figures: readonly number[]) => at(curve.days, figures, day);
        const [middle, low, high, other] = [
          share(curve.incidence),
          share(curve.lower),
          share(curve.upper),
          share(curve.competing),
        ];
        const persons = curve.atRisk.find((one) => one.day === day)?.persons;
        return [
          {
            text:
              middle === null
                ? null
                : `${percentText(locale, middle)} (${percentText(locale, low ?? 0)}–${percentText(locale, high ?? 0)})`,
          },
          { text: other === null ? null : percentText(locale, other) },
          persons === undefined ? { text: null } : { count: persons },
        ];
      }),
    ]),
  };
}
