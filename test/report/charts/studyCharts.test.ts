import { describe, expect, test } from 'vitest';
import { lightChartTheme } from '../../../shared/report/charts/chartTheme.ts';
import { studyAttritionChart } from '../../../shared/report/charts/studyAttritionChart.ts';
import { studyControlsChart, studyControlsTable } from '../../../shared/report/charts/studyControlsChart.ts';
import { studyDoseChart, studyDoseTable } from '../../../shared/report/charts/studyDoseChart.ts';
import { studyFollowUpChart } from '../../../shared/report/charts/studyFollowUpChart.ts';
import { studyForestChart, studyForestTable } from '../../../shared/report/charts/studyForestChart.ts';
import {
  roundDays,
  studyIncidenceChart,
  studyIncidenceTable,
} from '../../../shared/report/charts/studyIncidenceChart.ts';
import { leastBalanced, studyLovePlot } from '../../../shared/report/charts/studyLovePlot.ts';
import {
  studyPreferenceChart,
  studyPreferenceTable,
} from '../../../shared/report/charts/studyPreferenceChart.ts';
import { studyTippingChart, studyTippingTable } from '../../../shared/report/charts/studyTippingChart.ts';
import type { BalanceRow, Effect, IncidenceCurve } from '../../../shared/study/result/comparisonResult.ts';
import { renderSvg, textsOf } from './render.ts';

const options = { locale: 'en', theme: lightChartTheme, width: 800 } as const;
const small = { withheld: 'small', below: 10 } as const;

function ratio(estimate: number, lower: number, upper: number): Effect {
  return {
    measure: 'hazardRatio',
    horizon: null,
    piece: null,
    estimate,
    lower,
    upper,
    p: 0.02,
    standardError: 0.1,
  };
}

const curve: IncidenceCurve = {
  arm: 'a',
  adjusted: true,
  days: [30, 100, 365],
  incidence: [0.02, 0.05, 0.11],
  lower: [0.01, 0.04, 0.09],
  upper: [0.03, 0.07, 0.13],
  competing: [0, 0.01, 0.02],
  atRisk: [
    { day: 0, persons: 1200 },
    { day: 365, persons: small },
  ],
};

describe('cumulative incidence', () => {
  const curves = [
    { curve, name: 'Coated', place: 0 },
    { curve: { ...curve, incidence: [0.03, 0.08, 0.1099] }, name: 'Bare', place: 1 },
  ];

  test('curves are named at their ends with what they reach, persons at risk stand below, withheld as such', async () => {
    const texts = textsOf(await renderSvg(studyIncidenceChart(curves, true, options)));
    expect(texts).toEqual(expect.arrayContaining(['11.0% Coated', '11.0% Bare', '1,200', '<10', 'At risk']));
  });

  test('the table tells each arm on the days that are published, and nothing between', () => {
    const { rows } = studyIncidenceTable(curves, 'en');
    expect(rows.map(([day]) => day)).toEqual(['0', '30', '100', '365'].map((text) => ({ text })));
    expect(rows[0]?.slice(1, 4)).toEqual([{ text: null }, { text: null }, { count: 1200 }]);
    expect(rows[3]?.slice(1, 4)).toEqual([
      { text: '11.0% (9.0%–13.0%)' },
      { text: '2.0%' },
      { count: small },
    ]);
  });

  test('few published days are marked each, many are not', async () => {
    const marks = (svg: string) => svg.split('mark-symbol').length - 1;
    const days = Array.from({ length: 40 }, (_, i) => 10 * (i + 1));
    const rising = days.map((day) => day / 4000);
    const many = { ...curve, days, incidence: rising, lower: rising, upper: rising, competing: rising };
    const draw = (one: IncidenceCurve) =>
      renderSvg(studyIncidenceChart([{ curve: one, name: 'Coated', place: 0 }], false, options));
    expect(marks(await draw(curve))).toBeGreaterThan(marks(await draw(many)));
  });

  test('round days reach no further than the last', () => {
    for (const last of [5, 40, 365, 1095, 5000]) {
      const days = roundDays(last);
      expect(days[0]).toBe(0);
      expect(days.length).toBeLessThanOrEqual(8);
      expect(days.at(-1)).toBeLessThanOrEqual(last);
    }
  });
});

describe('forest plot', () => {
  const rows = [
    { label: 'All', effect: ratio(0.6, 0.5, 0.72), isMain: true },
    { label: 'Diabetes', effect: null, isHeading: true, words: 'interaction p 0.03' },
    { label: 'With', effect: ratio(0.4, 0.2, 0.8), second: ratio(0.5, 0.4, 0.7) },
    { label: 'Without', effect: null, words: 'Too few to say' },
  ];

  test('every row is named and says its interval, or why it has none', async () => {
    const texts = textsOf(await renderSvg(studyForestChart(rows, options)));
    expect(texts).toEqual(
      expect.arrayContaining(['All', 'With', '0.60 (0.50–0.72)', '0.40 (0.20–0.80)', 'Too few to say']),
    );
  });

  test('intervals without end are drawn, differences on a plain axis, and nothing at all too', async () => {
    const endless = [{ label: 'rare', effect: ratio(3, 0, Number.POSITIVE_INFINITY) }];
    expect(textsOf(await renderSvg(studyForestChart(endless, options)))).toContain('3.00 (0.00–∞)');
    const difference = [
      { label: 'risk', effect: { ...ratio(-0.05, -0.06, -0.04), measure: 'riskDifference' as const } },
    ];
    expect(textsOf(await renderSvg(studyForestChart(difference, options)))).toContain('risk');
    expect(textsOf(await renderSvg(studyForestChart([], options)))).toEqual(['0.5', '1', '2']);
  });

  test('the table has the other estimate where it was asked for', () => {
    const table = studyForestTable(rows, 'Stratum', 'Shrunk', 'en');
    expect(table.columns).toHaveLength(7);
    expect(table.rows[2]?.at(-1)).toEqual({ text: '0.50 (0.40–0.70)' });
    expect(studyForestTable(rows, 'Stratum', null, 'en').columns).toHaveLength(6);
  });
});

describe('preference score', () => {
  const bins = [
    { target: 20, comparator: small },
    { target: 60, comparator: 30 },
    { target: 20, comparator: 70 },
  ];
  const names = { target: 'Coated', comparator: 'Bare' };

  test('both arms are named; withheld bins are dashed, not 0', async () => {
    const svg = await renderSvg(studyPreferenceChart(bins, names, options));
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Coated', 'Bare']));
    expect(svg).toContain('stroke-dasharray');
  });

  test('shares are left out where the arm holds a withheld bin: they would tell it', () => {
    const table = studyPreferenceTable(bins, names, 'en');
    expect(table.rows[1]).toEqual([
      { text: '0.33–0.67' },
      { count: 60 },
      { text: '60.0%' },
      { count: 30 },
      { text: null },
    ]);
  });
});

describe('balance', () => {
  const row = (id: string, before: number | null, after: number | null): BalanceRow => {
    const moments = { target: 0.3, comparator: 0.2, sdTarget: 0.4, sdComparator: 0.4 };
    return {
      covariate: { id, domain: 'condition', window: 'long', concept: null, name: id, kind: 'binary' },
      before: { ...moments, standardisedDifference: before },
      after: { ...moments, standardisedDifference: after },
    };
  };
  const rows = [row('a', 0.1, 0.2), row('b', -0.5, 0.01), row('c', null, null), row('d', 0.3, -0.15)];

  test('the least balanced come first, whatever their sign; withheld ones are left out', () => {
    const ids = (by: 'before' | 'after') => leastBalanced(rows, by, 3).map(({ covariate }) => covariate.id);
    expect(ids('before')).toEqual(['b', 'd', 'a']);
    expect(ids('after')).toEqual(['a', 'd', 'b']);
  });

  test('a Love plot names covariates with their window', async () => {
    const texts = textsOf(await renderSvg(studyLovePlot(leastBalanced(rows, 'before', 2), 0.1, options)));
    expect(texts.filter((text) => /^[bd] \(/.test(text))).toHaveLength(2);
  });
});

test('steps of attrition count every arm, withheld ones as such', async () => {
  const arm = (id: string, counts: readonly (number | typeof small)[]) => ({
    id,
    name: id,
    persons: counts.at(-1) ?? 0,
    attrition: counts.map((persons, i) => ({
      step: (['cohort', 'washout'] as const)[i] ?? 'cohort',
      persons,
    })),
  });
  const svg = await renderSvg(studyAttritionChart([arm('x', [900, 850]), arm('y', [40, small])], options));
  expect(textsOf(svg)).toEqual(expect.arrayContaining(['900', '850', '40', '<10', 'x', 'y']));
});

test('negative controls, tipping points, dose and follow-up are drawn with their tables', async () => {
  const controls = {
    estimable: 2,
    asked: 3,
    systematicError: 0.1,
    nullMean: 0.05,
    nullSd: 0.1,
    points: [
      { id: 'a', name: '骨折 / Fracture', logEstimate: 0, standardError: 0.2 },
      { id: 'b', name: 'b', logEstimate: -0.4, standardError: 0.1 },
    ],
  };
  expect(await renderSvg(studyControlsChart(controls, ratio(0.6, 0.5, 0.7), options))).toContain('<svg');
  expect(
    await renderSvg(studyControlsChart({ ...controls, nullMean: null, nullSd: null }, null, options)),
  ).toContain('<svg');
  expect(studyControlsTable(controls, (name) => name, 'en').rows[0]?.slice(1, 4)).toEqual([
    { text: '1.00' },
    { text: '0.68' },
    { text: '1.48' },
  ]);
  const tipping = [
    { prevalenceDifference: 0.1, riskRatio: 6 },
    { prevalenceDifference: 0.5, riskRatio: Number.POSITIVE_INFINITY },
  ];
  expect(await renderSvg(studyTippingChart(tipping, options))).toContain('<svg');
  expect(studyTippingTable(tipping, 'en').rows).toEqual([
    [{ text: '10.0%' }, { text: '6.00' }],
    [{ text: '50.0%' }, { text: '∞' }],
  ]);
  const dose = [
    { dose: 2.5, ratio: 1, lower: 1, upper: 1 },
    { dose: 10, ratio: 0.7, lower: 0.5, upper: 0.95 },
  ];
  expect(await renderSvg(studyDoseChart(dose, options))).toContain('<svg');
  expect(studyDoseTable(dose, 'en').rows).toHaveLength(2);
  const arms = [
    { name: 'Coated', place: 0, followUp: { lower: 100, median: 200, upper: 300 } },
    { name: 'Bare', place: 1, followUp: null },
  ];
  const texts = textsOf(await renderSvg(studyFollowUpChart(arms, options)));
  expect(texts).toContain('Coated');
  expect(texts).not.toContain('Bare');
});
