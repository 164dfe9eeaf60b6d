import { describe, expect, test } from 'vitest';
import type { PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import { agePyramidChart, agePyramidTable } from '../../../shared/report/charts/agePyramidChart.ts';
import {
  attritionChart,
  attritionSteps,
  attritionTable,
} from '../../../shared/report/charts/attritionChart.ts';
import { calendarChart } from '../../../shared/report/charts/calendarChart.ts';
import { categoryBarChart } from '../../../shared/report/charts/categoryBarChart.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import { tableToCsv, tableToHtml, tableToTsv } from '../../../shared/report/charts/chartTable.ts';
import { darkChartTheme, lightChartTheme } from '../../../shared/report/charts/chartTheme.ts';
import { memberLetter, overlapChart } from '../../../shared/report/charts/overlapChart.ts';
import type { Attrition } from '../../../shared/workbenchApi.ts';
import { renderSvg, textsOf } from './render.ts';

const small: PublishedCount = { withheld: 'small', below: 10 };
const complementary: PublishedCount = { withheld: 'complementary', below: 10 };
const options = { locale: 'ja', theme: lightChartTheme, width: 640 } as const;

const attrition: Attrition = {
  entry: 66120,
  rules: [
    { index: 0, name: '年齢 40 歳以上', enabled: true, passes: 63877, aloneRemoves: 1020, remaining: 63877 },
    { index: 2, name: '切られた規則', enabled: false, passes: 500, aloneRemoves: 0, remaining: null },
    { index: 1, name: '喘息なし', enabled: true, passes: 41000, aloneRemoves: small, remaining: 40100 },
    {
      index: 3,
      name: 'ほぼ誰も残らない',
      enabled: true,
      passes: small,
      aloneRemoves: 40000,
      remaining: small,
    },
  ],
  final: small,
  exits: [{ reason: 'observationEnd', persons: 100 }],
};

describe('attrition', () => {
  test('the chart names every rule that is on, what is left and what each took', async () => {
    const texts = textsOf(await renderSvg(attritionChart(attrition, options)));
    for (const text of ['エントリーイベント', '66,120', '63,877', '−2,243', '−23,777', '<10', '100.0%']) {
      expect(texts).toContain(text);
    }
    expect(texts).not.toContain('切られた規則');
    expect(texts).not.toContain('0');
  });

  test('nothing is subtracted across a withheld count', () => {
    expect(attritionSteps(attrition, 'ja').map((step) => step.removed)).toEqual([null, 2243, 23777, null]);
  });

  test('a bar per step is drawn solid, a withheld one dashed', async () => {
    const svg = await renderSvg(attritionChart(attrition, options));
    const solid = svg.match(new RegExp(`<path[^>]*fill="${lightChartTheme.primary}"`, 'g'));
    const dashed = svg.match(
      new RegExp(`<path[^>]*stroke="${lightChartTheme.primary}"[^>]*stroke-dasharray`, 'g'),
    );
    expect(solid).toHaveLength(3);
    expect(dashed).toHaveLength(1);
  });

  test('the table holds the rules that are off too', () => {
    const table = attritionTable(attrition, 'en');
    expect(table.rows).toHaveLength(attrition.rules.length + 2);
    expect(table.rows[2]?.[3]).toEqual({ text: 'off' });
  });
});

describe('age and sex', () => {
  const none = { male: 0, female: 0, unknown: 0 };
  const bands = [
    { from: 0, to: 4, ...none },
    { from: 60, to: 64, male: 120, female: small, unknown: 0 },
    { from: 65, to: 69, male: complementary, female: 80, unknown: 0 },
    { from: 100, to: null, ...none },
  ];

  test('empty bands at the ends are left out, withheld ones are marked', async () => {
    const texts = textsOf(await renderSvg(agePyramidChart(bands, options)));
    expect(texts).toEqual(expect.arrayContaining(['男性', '女性', '60–64', '65–69', '<10', '—*']));
    expect(texts).not.toContain('100+');
  });

  test('a band of nobody known still makes a chart', async () => {
    await expect(renderSvg(agePyramidChart([], options))).resolves.toContain('<svg');
  });

  test('the column of unknown sex appears when somebody is in it', () => {
    expect(agePyramidTable(bands, 'en').columns.map(({ label }) => label)).toEqual(['Age', 'Male', 'Female']);
    const withUnknown = bands.map((band) => ({ ...band, unknown: 20 }));
    expect(agePyramidTable(withUnknown, 'en').columns).toHaveLength(4);
  });
});

test('calendar time labels years and draws a bar for every month', async () => {
  const periods = Array.from({ length: 30 }, (_, i) => ({
    period: `${2012 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    entries: i === 7 ? small : 100 + i,
  }));
  const svg = await renderSvg(calendarChart({ unit: 'month', periods }, options));
  expect(textsOf(svg)).toEqual(expect.arrayContaining(['2012', '2013', '2014']));
  expect(svg.match(new RegExp(`<path[^>]*fill="${lightChartTheme.primary}"`, 'g'))).toHaveLength(29);
});

test('category bars carry number and share, and no share of what is withheld', async () => {
  const categories = [
    { label: '男性', count: 600 },
    { label: '女性', count: 400, color: darkChartTheme.secondary },
    { label: '不明', count: small },
  ];
  const texts = textsOf(await renderSvg(categoryBarChart(categories, 1000, options)));
  expect(texts).toEqual(expect.arrayContaining(['男性', '600', '60.0%', '40.0%', '<10']));
  expect(texts.filter((text) => text.endsWith('%'))).toHaveLength(2);
});

test('overlap shows every combination with its members, and the size of every cohort', async () => {
  const overlap = {
    cohorts: [
      { id: 'a', title: 'A', persons: 100 },
      { id: 'b', title: 'B', persons: 90 },
      { id: 'c', title: 'C', persons: 90 },
    ],
    combinations: [
      { members: [true, false, true], persons: 70 },
      { members: [false, true, false], persons: small },
    ],
  };
  const svg = await renderSvg(overlapChart(overlap, options));
  expect(textsOf(svg)).toEqual(expect.arrayContaining(['A  A', 'B  B', 'C  C', '100', '90', '70', '<10']));
  expect([0, 25, 26, 27, 52].map(memberLetter)).toEqual(['A', 'Z', 'AA', 'AB', 'BA']);
});

describe('what leaves a chart as a table', () => {
  const table = {
    columns: [
      { label: '名前, 範囲', align: 'start' },
      { label: 'n', align: 'end' },
    ],
    rows: [
      [{ text: '=HYPERLINK("x")' }, { count: 1204 }],
      [{ text: 'a\tb' }, { count: small }],
    ],
  } as const;

  test('CSV is quoted, marked as UTF-8, ungrouped and harmless to a spreadsheet', () => {
    expect(tableToCsv(table, 'n = 1,204')).toBe(
      '\uFEFF"名前, 範囲",n\r\n"\'=HYPERLINK(""x"")",1204\r\na\tb,<10\r\n\r\n"n = 1,204"\r\n',
    );
  });

  test('a negative number is a number to a spreadsheet, what only begins like one is text', () => {
    const rows = [[{ text: '-3.04' }], [{ text: '-1+cmd' }], [{ text: '-0.07 (-3.86–1.57)' }]];
    expect(
      tableToCsv({ columns: [{ label: 'x', align: 'end' }], rows }, '')
        .split('\r\n')
        .slice(1, 4),
    ).toEqual(['-3.04', "'-1+cmd", "'-0.07 (-3.86–1.57)"]);
  });

  test('copied text keeps one row a line', () => {
    expect(
      tableToTsv(table)
        .split('\n')
        .map((line) => line.split('\t').length),
    ).toEqual([2, 2, 2]);
  });

  test('copied HTML is escaped', () => {
    expect(tableToHtml(table, 'ja', 'a & b')).toContain('<td align="right">&lt;10</td>');
  });
});

test('a caption says what was withheld and only that', () => {
  expect(chartCaption('en', 100, 'R1', [100, 20])).toBe('n = 100 · Release R1');
  expect(chartCaption('en', small, 'R1', [small, complementary])).toBe(
    'n = <10 · Release R1 · Counts below 10 are not shown (<10, dashed) · —* withheld so that a small count cannot be worked out',
  );
});
