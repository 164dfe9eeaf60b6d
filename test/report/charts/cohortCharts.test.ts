import { describe, expect, test } from 'vitest';
import type { TreatmentPathways } from '../../../shared/features/characterisationApi.ts';
import { lightChartTheme } from '../../../shared/report/charts/chartTheme.ts';
import { flowDiagram } from '../../../shared/report/charts/flowDiagram.ts';
import { largestDifferences, lovePlot } from '../../../shared/report/charts/lovePlot.ts';
import { daysLabel } from '../../../shared/report/charts/observedDaysChart.ts';
import { pathwayTable } from '../../../shared/report/charts/pathwayTable.ts';
import { rateChart, rateTable } from '../../../shared/report/charts/rateChart.ts';
import { sankeyChart } from '../../../shared/report/charts/sankeyChart.ts';
import { sunburstChart } from '../../../shared/report/charts/sunburstChart.ts';
import { textWidth, wrapped } from '../../../shared/report/charts/textBox.ts';
import { treatmentColor } from '../../../shared/report/charts/treatmentColors.ts';
import { renderSvg, textsOf } from './render.ts';

const options = { locale: 'en', theme: lightChartTheme, width: 700 } as const;
const small = { withheld: 'small', below: 10 } as const;

test('the flow diagram has a box for who is left and one for who is excluded by every rule that applies', async () => {
  const rule = (index: number, name: string, remaining: number | typeof small | null) => ({
    index,
    name,
    enabled: remaining !== null,
    passes: 500,
    aloneRemoves: 3,
    remaining,
  });
  const attrition = {
    entry: 1000,
    rules: [rule(0, 'adults', 800), rule(1, 'off', null), rule(2, 'rare', small)],
    final: small,
    exits: [],
  };
  const texts = textsOf(await renderSvg(flowDiagram(attrition, options)));
  expect(texts).toEqual(expect.arrayContaining(['n = 1,000', 'n = 200', 'n = 800', 'n = <10', 'n = —*']));
  expect(texts.join(' ')).not.toContain('off');
});

test('a Love plot shows the largest differences, whatever their sign', async () => {
  const all = [
    { label: 'little', difference: 0.01 },
    { label: 'less', difference: -0.8 },
    { label: 'more', difference: 0.3 },
  ];
  const largest = largestDifferences(all, 2);
  expect(largest.map(({ label }) => label)).toEqual(['less', 'more']);
  const texts = textsOf(await renderSvg(lovePlot(largest, options)));
  expect(texts).toEqual(expect.arrayContaining(['less', '-0.80', 'more', '+0.30']));
});

describe('rates', () => {
  const told = { entries: 20, personYears: 1000, rate: { estimate: 20, lower: 12.2, upper: 30.9 } };
  const withheld = { entries: small, personYears: 900, rate: null };
  const points = [
    { at: '2020', rates: { male: told, female: withheld } },
    { at: '2021', rates: { male: told, female: told } },
  ];

  test('have their interval in the table, and nothing where the count is withheld', () => {
    const { rows, columns } = rateTable(points, ['male', 'female'], 'Year', 'en');
    expect(columns).toHaveLength(9);
    expect(rows[0]).toEqual([
      { text: '2020' },
      { count: 20 },
      { text: '1,000' },
      { text: '20' },
      { text: '12.2–30.9' },
      { count: small },
      { text: '900' },
      { text: null },
      { text: null },
    ]);
  });

  test('are told apart by a legend', async () => {
    const texts = textsOf(await renderSvg(rateChart(points, ['male', 'female'], options)));
    expect(texts).toEqual(expect.arrayContaining(['Men', 'Women', '2020', '2021']));
  });
});

const pathways: TreatmentPathways = {
  persons: 1000,
  events: [
    { id: 'a', title: '甲 / First' },
    { id: 'b', title: '乙 / Second' },
  ],
  steps: [
    {
      events: [0],
      persons: 600,
      next: [
        { events: [0, 1], persons: 300, next: [] },
        { events: null, persons: 100, next: [] },
      ],
    },
    { events: [1], persons: 200, next: [] },
  ],
  none: 200,
  options: { combinationDays: 30, minimumDays: 30, repeats: false },
  provenance: {
    releaseId: 'r',
    releaseDigest: '',
    definitionHash: '',
    method: '',
    engine: '',
    akashiVersion: '',
    generatedAt: '',
    milliseconds: 0,
  },
};

describe('pathways', () => {
  test('are a table of every branch', () => {
    expect(pathwayTable(pathways, 'en').rows.map(([path, count]) => [path, count])).toEqual([
      [{ text: 'First' }, { count: 600 }],
      [{ text: 'First → First + Second' }, { count: 300 }],
      [{ text: 'First → Other (small ones merged)' }, { count: 100 }],
      [{ text: 'Second' }, { count: 200 }],
      [{ text: 'None of the treatments' }, { count: 200 }],
    ]);
  });

  test('have the same colour for a treatment in both pictures', async () => {
    for (const chart of [sunburstChart, sankeyChart]) {
      const svg = await renderSvg(chart(pathways, options));
      for (const event of [0, 1]) expect(svg).toContain(treatmentColor(event, lightChartTheme));
    }
  });

  test('flow from step to step in the Sankey picture, with what is at each', async () => {
    const texts = textsOf(await renderSvg(sankeyChart(pathways, options)));
    expect(texts.join('|')).toMatch(/First\s+600/);
    expect(texts.join('|')).toMatch(/Step 1.*Step 2/);
  });

  test('tell how many were treated in the middle of the sunburst', async () => {
    const texts = textsOf(await renderSvg(sunburstChart(pathways, options)));
    expect(texts).toEqual(expect.arrayContaining(['800', '60.0%', '20.0%']));
  });
});

test('lines are broken where they fit, in both languages', () => {
  for (const text of [
    'Exclusion of everybody with an earlier diagnosis',
    '狭心症：β遮断薬の新規使用者（１８歳以上）',
  ]) {
    const lines = wrapped(text, 120, 12);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(120);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  }
});

test('days are told in days up to a year, then in years', () => {
  expect([
    daysLabel('en', 0, 0),
    daysLabel('en', 30, 89),
    daysLabel('en', 365, 729),
    daysLabel('en', 3650, null),
  ]).toEqual(['0 d', '30–89 d', '1–2 y', '10 y +']);
});
