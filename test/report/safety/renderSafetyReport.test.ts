import { expect, test } from 'vitest';
import { isWithheld, type PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import { translate } from '../../../shared/i18n/translate.ts';
import type { ReleaseCard } from '../../../shared/release/releaseCard.ts';
import { leadingEvents } from '../../../shared/report/safety/leadingEvents.ts';
import { renderSafetyReport } from '../../../shared/report/safety/renderSafetyReport.ts';
import { safetyCharts } from '../../../shared/report/safety/safetyFigures.ts';
import type { SafetyFindings } from '../../../shared/report/safety/safetyReportModel.ts';
import { safetyTables } from '../../../shared/report/safety/safetyTables.ts';
import { numberNeededToHarmText } from '../../../shared/report/safety/safetyText.ts';
import type { ReportedTable } from '../../../shared/study/safety/reports/reportedTable.ts';
import { hostile, inventedFindings } from './safetyFindings.ts';

const card: ReleaseCard = {
  releaseId: 'r-1',
  title: hostile,
  kind: 'pseudonymized',
  provider: null,
  model: { name: 'OMOP CDM', version: '5.4' },
  released: null,
  dataCutoff: null,
  supersedes: null,
  terms: {
    purpose: hostile,
    licensee: null,
    expires: null,
    outputRules: 'ndb',
    minimumCell: 10,
    personLevelView: false,
  },
  signature: { state: 'unsigned' },
  digest: 'digest-of-release',
  persons: 3_000,
  withdrawnSince: null,
  tables: [],
  coverage: null,
  notes: [],
};

const draw = async () => '<svg data-drawn="yes"></svg>';
const render = (findings: SafetyFindings) =>
  renderSafetyReport({ ...findings, card, locale: 'ja', generatedAt: '2026-04-01T00:00:00.000Z' }, draw);

const findings = inventedFindings();
const [first] = findings.result.timesAtRisk;
const rows = first?.rows ?? [];

test('the planted harm leads, a leaf and no chapter, and is a finding', () => {
  const [leading, ...others] = leadingEvents(rows);
  expect(leading).toMatchObject({ id: '5', level: 1 });
  expect(leading?.against[0]).toMatchObject({ with: 'unexposed', signal: true });
  expect(others.every(({ level }) => level === 1)).toBe(true);
  for (const { against } of [leading, ...others].flatMap((row) => row ?? [])) {
    expect(against[0]?.rateRatio?.estimate ?? Number.POSITIVE_INFINITY).toBeGreaterThan(1);
  }
});

test('a report says protocol, groups, findings, limits, provenance and the comparisons made, in both languages, everything escaped', async () => {
  const html = await render(findings);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img');
  for (const words of [
    '研究計画',
    'Protocol',
    'リスク集合マッチング',
    'risk-set matching',
    'ウォッシュアウト',
    'クリーンウィンドウ',
    translate('ja', 'chart.safety.unexposed'),
    '別の薬',
    'Other drug',
    '陰性対照',
    '自発報告との違い',
    'Why this differs from spontaneous reports',
    '限界',
    'digest-of-release',
    'hash-of-study',
  ]) {
    expect(html).toContain(words);
  }
  const { comparisons } = findings.result;
  for (const locale of ['ja', 'en'] as const) {
    expect(html.slice(html.indexOf('<footer>'))).toContain(
      translate(locale, 'safetyReport.footer', { comparisons }),
    );
  }
  expect(html.match(/data-drawn/g)?.length).toBe(2 * safetyCharts(findings).length);
  expect(await render(findings)).toBe(html);
});

test('with too few negative controls nothing is called a signal, in the report or in any table', async () => {
  const few = inventedFindings({ controls: 5 });
  const html = await render(few);
  expect(html).toContain(translate('en', 'safetyReport.noSignal', { estimable: 5, asked: 5, fewest: 20 }));
  expect(html).not.toContain('●');
  for (const { table } of safetyTables(few, 'ja')) {
    expect(table.columns.map(({ label }) => label).join()).not.toContain('シグナル');
    expect(JSON.stringify(table.rows)).not.toContain('●');
  }
  expect(safetyTables(findings, 'ja').some(({ table }) => JSON.stringify(table).includes('シグナル'))).toBe(
    true,
  );
});

test('every table has a file of its own, rows as wide as its head, and says the same in both languages', () => {
  const [japanese, english] = [safetyTables(findings, 'ja'), safetyTables(findings, 'en')];
  const ids = japanese.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(english.map(({ id }) => id)).toEqual(ids);
  for (const id of [
    'funnel',
    'groups',
    'leading',
    'events-year',
    'events-month',
    'follow-up',
    'tree',
    'controls',
  ]) {
    expect(ids).toContain(id);
  }
  japanese.forEach(({ table }, i) => {
    expect(english[i]?.table.rows.length).toBe(table.rows.length);
    for (const row of table.rows) expect(row.length).toBe(table.columns.length);
  });
});

test('no table holds a count that is withheld, nor a figure of its row that would tell it', () => {
  const events = safetyTables(findings, 'en').find(({ id }) => id === 'events-year')?.table;
  expect(events?.rows.length).toBe(rows.length);
  let withheld = 0;
  rows.forEach((row, i) => {
    const cells = events?.rows[i] ?? [];
    row.groups.forEach(({ persons, withEvent, events: all }, g) => {
      const own = cells.slice(4 + 7 * g, 4 + 7 * (g + 1));
      const shown = own.slice(0, 3).map((cell) => ('count' in cell ? cell.count : null));
      expect(shown).toEqual([persons, withEvent, all]);
      if (!isWithheld(withEvent)) return;
      withheld++;
      expect(own.slice(3)).toEqual(Array.from({ length: 4 }, () => ({ text: null })));
    });
  });
  expect(withheld).toBeGreaterThan(0);
  const counts = safetyTables(findings, 'en').flatMap(({ table }) =>
    table.rows.flat().flatMap((cell): PublishedCount[] => ('count' in cell ? [cell.count] : [])),
  );
  expect(counts.filter((count) => !isWithheld(count) && count > 0 && count < 10)).toEqual([]);
});

test('no number needed to harm is given where the interval of the risk difference holds 0', () => {
  const interval = { estimate: 0.01, lower: -0.001, upper: 0.021 };
  expect(numberNeededToHarmText('en', { riskDifference: interval, numberNeededToHarm: null })).toBe(
    'none (∞)',
  );
  expect(numberNeededToHarmText('en', { riskDifference: null, numberNeededToHarm: null })).toBeNull();
  expect(
    numberNeededToHarmText('en', {
      riskDifference: { estimate: 0.01, lower: 0.005, upper: 0.02 },
      numberNeededToHarm: 100,
    }),
  ).toBe('100 (50–200)');
});

test('reports stand beside what was observed, the events of each once and with the limits of disproportionality', async () => {
  const [leaf] = rows.filter(({ level }) => level === 1);
  const above = rows.find(({ id }) => id === leaf?.parents[0]);
  const row = (id: string, code: string, reports: number) => ({
    id,
    code,
    name: '事象 / Event',
    reports,
    observed: 40,
    expected: 20,
    excess: 20,
    reportingFraction: { estimate: 0.05, lower: 0.01, upper: null },
    prr: 2,
    ror: { estimate: 2, lower: 1, upper: 4 },
    ic: { estimate: 0.9, lower: -0.1, upper: 1.5 },
    ebgm: null,
  });
  const reported: ReportedTable = {
    source: 'files',
    timeAtRisk: 'year',
    rows: [row(above?.id ?? '', 'REPORTED-CHAPTER', 3), row(leaf?.id ?? '', 'REPORTED-LEAF', 3)],
    reports: 50,
    ofDrug: 7,
    matched: 3,
    drugNames: [{ code: hostile, reports: 7 }],
    unknownCodes: [{ code: 'X99', reports: 4 }],
    repeated: 1,
    incomplete: 2,
    concomitant: 3,
  };
  const html = await render({ ...findings, reported });
  expect(html).toContain('REPORTED–LEAF');
  expect(html).not.toContain('REPORTED–CHAPTER');
  expect(html).toContain(translate('ja', 'safetyReport.disproportionality'));
  expect(html).toContain('(1.0%–∞)');
  expect(html).toContain('X99 (4)');
  expect(html).not.toContain('<img');
  const csv = safetyTables({ ...findings, reported }, 'en').find(({ id }) => id === 'reported');
  expect(csv?.table.rows.length).toBe(2);
});

test('a study without comparator, hierarchy of findings or controls says so', async () => {
  const plain = inventedFindings({
    controls: 0,
    specification: { comparator: null, negativeControls: [], unexposed: { careSetting: false } },
  });
  const html = await render(plain);
  expect(html).toContain(translate('ja', 'safetyProtocol.noComparator'));
  expect(html).toContain(translate('ja', 'safetyReport.noControls'));
  expect(html).not.toContain(translate('ja', 'safetyProtocol.careSetting'));
  expect(html).not.toContain(translate('ja', 'safetyReport.why.comparator'));
});
