import { expect, test } from 'vitest';
import { lightChartTheme } from '../../shared/report/charts/chartTheme.ts';
import { studyForestChart } from '../../shared/report/charts/studyForestChart.ts';
import {
  type RefinedFinding,
  refinementForest,
  refinementTable,
} from '../../shared/report/safety/refinementTable.ts';
import type { GroupRate } from '../../shared/study/safety/safetyResult.ts';

const rate = (events: GroupRate['events']): GroupRate => ({
  persons: 500,
  withEvent: events,
  events,
  personYears: 100,
  rate: null,
});
const ratio = { estimate: 2, lower: 1, upper: 4 };
const small = { withheld: 'small', below: 10 } as const;

const finding: RefinedFinding = {
  row: {
    id: '1',
    code: 'K25.4',
    name: '胃潰瘍 / Gastric ulcer',
    parents: [],
    level: 3,
    groups: [rate(37), rate(24)],
    against: [
      {
        with: 'unexposed',
        rateRatio: { estimate: 5.3, lower: 3.2, upper: null },
        rateDifference: null,
        riskRatio: null,
        riskDifference: null,
        numberNeededToHarm: null,
        p: null,
        adjustedP: null,
        calibrated: null,
        signal: false,
      },
    ],
  },
  adjusted: null,
  refined: [
    {
      refinement: 'selfControlled',
      cases: small,
      periods: [
        { period: 'reference', events: 700, personYears: 8_000, rateRatio: null },
        { period: 'before', events: small, personYears: null, rateRatio: null },
        { period: 'exposed', events: 130, personYears: 300, rateRatio: ratio },
      ],
    },
    {
      refinement: 'sequenceSymmetry',
      days: 365,
      eventAfter: 56,
      eventBefore: 39,
      crude: ratio,
      nullEffect: 1.02,
      adjusted: ratio,
    },
    {
      refinement: 'doseResponse',
      doses: [
        { from: null, to: 60, rate: rate(12), rateRatio: ratio },
        { from: 60, to: null, rate: rate(25), rateRatio: null },
      ],
      trendP: 0.04,
    },
    {
      refinement: 'dechallenge',
      days: 30,
      withEvent: 37,
      stopped: 20,
      resolved: 0,
      restarted: small,
      recurred: small,
    },
  ],
};

test.each(['ja', 'en'] as const)('a finding and its designs line by line, in %s', (locale) => {
  const { columns, rows } = refinementTable(finding, locale);
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
  const texts = rows.map((row) => row.map((cell) => ('count' in cell ? cell.count : cell.text)));
  expect(new Set(texts.map(([label]) => label)).size).toBe(rows.length);
  // Finding, three periods and the cases, two sequences, two doses, five steps.
  expect(rows.length).toBe(14);
  expect(texts[0]?.slice(1, 3)).toEqual([37, 24]);
  expect(texts[0]?.[4]).toContain('∞');
  expect(texts[1]?.slice(1, 3)).toEqual([130, 700]);
  expect(texts[2]?.[1]).toEqual(small);
  expect(texts[5]?.[5]).toContain('1.02');
  expect(texts[8]?.[5]).toContain('0.04');
});

test('what is a count has no place in the forest; what has no ratio says why', () => {
  const rows = refinementForest(finding, 'en');
  expect(rows.map(({ effect }) => effect?.estimate ?? null)).toEqual([5.3, 2, null, 2, 2, 2, null]);
  expect(rows.flatMap(({ words }) => words ?? [])).toEqual(['Withheld: few persons', 'Cannot be estimated']);
  expect(rows[0]?.isMain).toBe(true);
  const spec = studyForestChart(rows, { locale: 'en', theme: lightChartTheme, width: 600 });
  expect(JSON.stringify(spec)).toContain('5.30 (3.20–∞)');
});
