import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import type { ChartSpec } from '../../../shared/report/charts/chartSpec.ts';
import { type ChartTable, cellText } from '../../../shared/report/charts/chartTable.ts';
import { darkChartTheme, lightChartTheme } from '../../../shared/report/charts/chartTheme.ts';
import { ageSexPanels, dosePanels, onsetPanels } from '../../../shared/report/charts/safetyBreakdowns.ts';
import { safetyControlStrip, safetyControlTable } from '../../../shared/report/charts/safetyControlStrip.ts';
import { safetyCurvesChart, safetyCurvesTable } from '../../../shared/report/charts/safetyCurves.ts';
import { safetyDotPlot } from '../../../shared/report/charts/safetyDotPlot.ts';
import { safetyDotPlotTable } from '../../../shared/report/charts/safetyDotTable.ts';
import { limitsAt, safetyFunnel, safetyFunnelTable } from '../../../shared/report/charts/safetyFunnel.ts';
import type { NamedGroup } from '../../../shared/report/charts/safetyMarks.ts';
import { safetyRatePanels } from '../../../shared/report/charts/safetyRatePanels.ts';
import { safetyRateTable } from '../../../shared/report/charts/safetyRateTable.ts';
import { safetyTreeChart, safetyTreeTable } from '../../../shared/report/charts/safetyTreeChart.ts';
import { pathText, treeRows } from '../../../shared/report/charts/safetyTreeRows.ts';
import { safetyVolcano, safetyVolcanoTable } from '../../../shared/report/charts/safetyVolcano.ts';
import { doubleFdrLine, volcanoPoints } from '../../../shared/report/charts/safetyVolcanoPoints.ts';
import { poissonCentralP } from '../../../shared/stats/rates/incidenceRate.ts';
import type { ControlStrip, SafetyRow, TreeFinding } from '../../../shared/study/safety/safetyResult.ts';
import { randomPictures, randomRows } from './randomSafetyResult.ts';
import { renderSvg, textsOf } from './render.ts';

const looks = [
  { locale: 'ja', theme: lightChartTheme, width: 640 },
  { locale: 'en', theme: darkChartTheme, width: 380 },
] as const;
const options = looks[0];
const three: readonly NamedGroup[] = [
  { group: 'exposed', name: '甲' },
  { group: 'unexposed', name: '乙' },
  { group: 'comparator', name: '丙' },
];

interface Layer {
  readonly mark: {
    readonly type: string;
    readonly strokeDash?: readonly number[];
    readonly filled?: boolean;
  };
  readonly data: { readonly values: readonly { readonly [field: string]: number | string }[] };
}

function layersOf(spec: ChartSpec): readonly Layer[] {
  return spec.layer as unknown as readonly Layer[];
}

/** Symbols of the data: those of legends stand above it. */
function symbols(spec: ChartSpec, below = 20): number {
  return layersOf(spec)
    .filter(({ mark }) => mark.type === 'point')
    .flatMap(({ data }) => data.values)
    .filter(({ y = 0 }) => (y as number) > below).length;
}

function texts(table: ChartTable, locale: 'ja' | 'en'): string[][] {
  return table.rows.map((row) => row.map((cell) => cellText(locale, cell)));
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

describe('pictures of random published results', () => {
  test('volcano and dot plot draw what may be shown, and only that', () => {
    fc.assert(
      fc.property(randomRows, ({ groups, rows }) => {
        const named = three.filter(({ group }) => groups.includes(group));
        const against = groups[1] === 'comparator' ? 'comparator' : 'unexposed';
        const own = (row: SafetyRow) => row.against.find((one) => one.with === against);
        const hasBelow = new Set(rows.flatMap(({ parents }) => parents));
        for (const look of looks) {
          const points = volcanoPoints({ timeAtRisk: 't', rows }, against, 0.05, look.locale);
          expect(points.map(({ id }) => id)).toEqual(
            rows
              .filter((row) => own(row)?.rateRatio && own(row)?.p !== null && !hasBelow.has(row.id))
              .map(({ id }) => id),
          );
          const line = doubleFdrLine(points, 0.05);
          const volcano = { points, line, level: 0.05, chosen: null, shown: null };
          const spec = safetyVolcano(volcano, look);
          expect(symbols(spec)).toBe(points.length);
          expect(safetyVolcanoTable(volcano, look.locale).rows).toHaveLength(points.length);
          for (const scale of ['absolute', 'both', 'relative'] as const) {
            const plot = { rows, groups: named, against, scale, chosen: rows[0]?.id ?? null } as const;
            const dots = safetyDotPlot(plot, look);
            const rates = rows.flatMap((row) => row.groups).filter(({ rate }) => rate !== null).length;
            const ratios = rows.flatMap((row) => own(row)?.rateRatio ?? []);
            const drawn = layersOf(dots)
              .filter(({ mark }) => mark.type === 'point' && !('angle' in mark))
              .flatMap(({ data }) => data.values)
              .filter(({ y = 0 }) => (y as number) > 20).length;
            expect(drawn).toBe(
              (scale === 'relative' ? 0 : rates) + (scale === 'absolute' ? 0 : ratios.length),
            );
            for (const number of [...numbersIn(dots), ...numbersIn(spec)]) {
              expect(Number.isFinite(number)).toBe(true);
            }
          }
          const table = texts(safetyDotPlotTable({ rows, groups: named, against }, look.locale), look.locale);
          rows.forEach((row, i) => {
            row.groups.forEach(({ events, rate }, g) => {
              const [count, shown] = [table[i]?.[1 + 2 * g], table[i]?.[2 + 2 * g]];
              if (isWithheld(events)) expect(count).toBe(events.withheld === 'small' ? '<10' : '—*');
              else expect(count).toBe(events.toLocaleString('en-GB'));
              expect(shown === '').toBe(rate === null);
            });
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what is withheld of an outcome leaves a mark of one size, and the twin says so', () => {
    fc.assert(
      fc.property(randomPictures, (pictures) => {
        for (const look of looks) {
          const all = [
            onsetPanels(pictures, three, look.locale),
            dosePanels(pictures, three, look.locale),
            ageSexPanels(pictures, three, look.locale),
          ];
          for (const panels of all) {
            const rates = panels.panels.flatMap(({ places }) => places.flatMap((place) => place.rates));
            const spec = safetyRatePanels(panels, look);
            expect(numbersIn(spec).every(Number.isFinite)).toBe(true);
            const dashed = layersOf(spec)
              .filter(({ mark }) => mark.type === 'rect' && mark.strokeDash)
              .flatMap(({ data }) => data.values);
            expect(dashed).toHaveLength(rates.filter(({ rate }) => rate === null).length);
            expect(new Set(dashed.map(({ y, y2 }) => Number(y2) - Number(y))).size).toBeLessThan(2);
            const told = layersOf(spec)
              .filter(({ mark }) => (panels.mark === 'bar' ? mark.type === 'rect' : mark.type === 'point'))
              .filter(({ mark }) => !mark.strokeDash)
              .flatMap(({ data }) => data.values)
              .filter(({ y = 0 }) => Number(y) > 20);
            expect(told).toHaveLength(rates.filter(({ rate }) => rate !== null).length);
            const cells = texts(safetyRateTable(panels, '', look.locale), look.locale).flatMap((row) =>
              row.slice(1),
            );
            const counts = cells.filter((_, i) => i % 2 === 0);
            expect(counts.filter((text) => text === '<10' || text === '—*')).toHaveLength(
              rates.filter(({ events }) => events !== null && isWithheld(events)).length,
            );
          }
          const overall = { estimate: 5, lower: 4, upper: 6 };
          const funnel = safetyFunnel(pictures.byInstitution, overall, look);
          expect(numbersIn(funnel).every(Number.isFinite)).toBe(true);
          expect(symbols(funnel)).toBe(
            pictures.byInstitution.filter(({ rate: { rate, personYears } }) => rate && personYears).length,
          );
          expect(safetyFunnelTable(pictures.byInstitution, look.locale).rows).toHaveLength(
            pictures.byInstitution.length,
          );
          const points = pictures.curves.reduce(
            (sum, { days, death }) => sum + days.length + death.length,
            0,
          );
          expect(symbols(safetyCurvesChart(pictures.curves, three, look))).toBe(points);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('every picture compiles and is drawn, without a warning', async () => {
    const pictures = fc.sample(randomPictures, { numRuns: 3, seed: 5 });
    const tables = fc.sample(randomRows, { numRuns: 3, seed: 6 });
    for (const look of looks) {
      for (const { groups, rows } of tables) {
        const named = three.filter(({ group }) => groups.includes(group));
        const points = volcanoPoints({ timeAtRisk: 't', rows }, 'unexposed', 0.05, look.locale);
        const volcano = {
          points,
          line: 0.01,
          level: 0.05,
          chosen: points[0]?.id ?? null,
          shown: new Set(['o1']),
        };
        await expect(renderSvg(safetyVolcano(volcano, look))).resolves.toContain('<svg');
        for (const scale of ['absolute', 'both', 'relative'] as const) {
          const plot = { rows, groups: named, against: 'unexposed', scale, chosen: 'o1' } as const;
          await expect(renderSvg(safetyDotPlot(plot, look))).resolves.toContain('<svg');
        }
      }
      for (const one of pictures) {
        for (const panels of [onsetPanels, dosePanels, ageSexPanels]) {
          await expect(renderSvg(safetyRatePanels(panels(one, three, look.locale), look))).resolves.toContain(
            '<svg',
          );
        }
        await expect(renderSvg(safetyCurvesChart(one.curves, three, look))).resolves.toContain('<svg');
        const overall = { estimate: 2, lower: 1, upper: 3 };
        await expect(renderSvg(safetyFunnel(one.byInstitution, overall, look))).resolves.toContain('<svg');
      }
    }
  });
});

const nothing = { groups: [], against: [], level: 0 };
const rows: readonly SafetyRow[] = [
  { id: 'c', code: 'K00-K93', name: '消化器系の疾患 / Digestive diseases', parents: [], ...nothing },
  { id: 'b', code: 'K20-K31', name: '胃の疾患 / Stomach', parents: ['c'], ...nothing },
  { id: 'k', code: 'K25', name: '胃潰瘍 / Gastric ulcer', parents: ['b'], ...nothing },
];
const finding = (id: string, code: string, exposed: number): TreeFinding => ({
  id,
  code,
  name: rows.find((row) => row.id === id)?.name ?? '',
  exposed,
  unexposed: 66,
  expected: 25.9,
  logLikelihoodRatio: 13.26,
  p: exposed === 51 ? 0.001 : 0.4,
});

describe('the tree', () => {
  const found = [finding('b', 'K20-K31', 51), finding('k', 'K25', 51), finding('c', 'K00-K93', 80)];

  test('a branch that holds the same persons as the one below it is told once, with its way down', () => {
    const told = treeRows(found, rows, 'ja');
    expect(told.map(pathText)).toEqual(['消化器系の疾患 › K20–K31 › K25 胃潰瘍', 'K00–K93 消化器系の疾患']);
    expect(told[0]?.same).toEqual(['b']);
  });

  test('the picture and its table say figures and p', async () => {
    const told = treeRows(found, rows, 'en');
    const drawn = textsOf(
      await renderSvg(safetyTreeChart(told, 'k', { ...options, locale: 'en', width: 720 })),
    );
    expect(drawn).toEqual(expect.arrayContaining(['13.3', '51', '25.9', '0.001', '0.4']));
    expect(texts(safetyTreeTable(told, 'en'), 'en')[0]).toEqual([
      'Digestive diseases › K20–K31 › K25 Gastric ulcer',
      '51',
      '66',
      '25.9',
      '13.26',
      '0.001',
    ]);
    await expect(renderSvg(safetyTreeChart([], null, options))).resolves.toContain('<svg');
  });
});

test('the controls are drawn in their order within the band; without points or a null too', async () => {
  const strip: ControlStrip = {
    asked: 24,
    estimable: 22,
    nullMean: 0.12,
    nullSd: 0.16,
    systematicError: 0.17,
    points: [
      { id: 'b', name: '骨折 / Fracture', logEstimate: 0.3, standardError: 0.2 },
      { id: 'a', name: 'う蝕 / Caries', logEstimate: -0.4, standardError: 3 },
    ],
  };
  const spec = safetyControlStrip(strip, options);
  expect(symbols(spec)).toBe(2);
  expect(textsOf(await renderSvg(spec))).toContain('帰無分布の 95%');
  const none = { ...strip, nullMean: null, nullSd: null, points: [] };
  expect(textsOf(await renderSvg(safetyControlStrip(none, options)))).not.toContain('帰無分布の 95%');
  expect(texts(safetyControlTable(strip, 'ja'), 'ja')[0]?.slice(0, 2)).toEqual(['骨折', '1.35']);
});

test('curves in the twin are the published points of every group', () => {
  const curves = [
    { group: 'exposed', days: [11, 900], incidence: [0.00022, 0.054], death: [] },
    { group: 'unexposed', days: [30], incidence: [0.01], death: [0.2] },
  ] as const;
  expect(texts(safetyCurvesTable(curves, three, 'en'), 'en')).toEqual([
    ['甲', '11', '0.022%', ''],
    ['甲', '900', '5.4%', ''],
    ['乙', '30', '1.0%', '20.0%'],
  ]);
});

test('an institution lies outside the outer limits of the funnel just where its events are that unlikely', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 400, noNaN: true }),
      fc.double({ min: 0.5, max: 3_000, noNaN: true }),
      fc.integer({ min: 0, max: 60 }),
      (overall, years, count) => {
        const expected = (overall * years) / 1_000;
        fc.pre(expected < 400);
        const { lower, upper } = limitsAt(years, overall, 0.002);
        const rate = (count / years) * 1_000;
        fc.pre([lower, upper].every((limit) => Math.abs(rate - limit) > 1e-6 * (rate + 1)));
        expect(rate < lower || rate > upper).toBe(poissonCentralP(count, expected) < 0.002);
      },
    ),
    { numRuns: 300 },
  );
});
