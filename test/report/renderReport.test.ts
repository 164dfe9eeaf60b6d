import { expect, test } from 'vitest';
import type { CohortCharacteristics, EventFeature } from '../../shared/features/characterisationApi.ts';
import { indexWindows } from '../../shared/features/indexWindows.ts';
import type { ReleaseCard } from '../../shared/release/releaseCard.ts';
import { renderReport } from '../../shared/report/renderReport.ts';
import type { CohortReportModel } from '../../shared/report/reportModel.ts';
import type { CohortPage } from '../../shared/workbenchApi.ts';

const hostile = `<img src=x onerror="alert('1')"> & "狭心症"`;

const card: ReleaseCard = {
  releaseId: 'r-1',
  title: hostile,
  kind: 'pseudonymized',
  provider: { name: hostile, certification: null },
  model: { name: 'OMOP CDM', version: '5.4' },
  released: '2026-04-01',
  dataCutoff: '2026-03-31',
  supersedes: null,
  terms: {
    purpose: hostile,
    licensee: null,
    expires: '2028-03-31',
    outputRules: 'ndb',
    minimumCell: 10,
    personLevelView: false,
  },
  signature: { state: 'trusted', keyId: 'A', keyName: 'Akashi demo' },
  digest: 'abc',
  persons: 20000,
  withdrawnSince: null,
  tables: [
    { table: 'person', rows: 20000, origin: 'release' },
    { table: 'drug_era', rows: 10, origin: 'derived' },
    { table: 'note', rows: 0, origin: 'absent' },
  ],
  coverage: { first: '2012-04-01', last: '2026-03-31', medianDays: 1900 },
  notes: [{ code: 'erasDerived', table: 'drug_era' }],
};

const small = { withheld: 'small', below: 10 } as const;
const complementary = { withheld: 'complementary', below: 10 } as const;

const cohort: CohortPage = {
  summary: {
    id: 'c1',
    name: 'hostile',
    title: hostile,
    hash: 'ffff',
    source: 'definition',
    state: 'generated',
    stale: false,
    failure: null,
    persons: 1234,
    entries: 1300,
    milliseconds: 12,
  },
  attrition: {
    entry: 2000,
    rules: [
      { index: 0, name: hostile, enabled: true, passes: 1500, aloneRemoves: small, remaining: 1500 },
      {
        index: 1,
        name: 'rule 2',
        enabled: false,
        passes: 1400,
        aloneRemoves: complementary,
        remaining: null,
      },
    ],
    final: 1234,
    exits: [{ reason: 'observationEnd', persons: 1234 }],
  },
  ageAtIndex: [
    { from: 60, to: 64, male: 700, female: small, unknown: 0 },
    { from: 65, to: null, male: 500, female: 20, unknown: 0 },
  ],
  sex: [
    { sex: 'male', persons: 1200 },
    { sex: 'female', persons: complementary },
  ],
  calendar: { unit: 'year', periods: [{ period: '2024', entries: 1300 }] },
  duration: { median: 700, lower: 300, upper: 1400 },
  definitionJson: '{"a": "</pre><script>alert(1)</script>"}',
  sql: 'SELECT 1 < 2',
  provenance: {
    releaseId: 'r-1',
    releaseDigest: 'abc',
    definitionHash: 'ffff',
    method: 'circe',
    engine: 'DuckDB 1.5',
    akashiVersion: '0.1.0',
    generatedAt: '2026-05-01T00:00:00Z',
    milliseconds: 12,
  },
};

const persons = Object.fromEntries(indexWindows.map(({ id }) => [id, 400])) as EventFeature['persons'];

const around: CohortCharacteristics = {
  persons: 1234,
  sex: [],
  ages: [],
  age: null,
  features: [
    {
      domain: 'condition',
      concept: { id: 1, code: 'I10', vocabulary: 'ICD10JP', name: '高血圧 / Hypertension' },
      persons: { ...persons, yearBefore: 617, yearAfter: small },
    },
    {
      domain: 'drug',
      concept: { id: 2, code: 'X', vocabulary: 'HOT', name: 'Never before' },
      persons: { ...persons, yearBefore: small },
    },
  ],
  values: [],
  provenance: cohort.provenance,
};

const model: CohortReportModel = {
  card,
  cohorts: [cohort],
  characteristics: new Map([['c1', around]]),
  failed: [{ name: hostile, failures: [{ code: 'release.missingFile', params: { file: hostile } }] }],
  generatedAt: '2026-05-01T00:00:00Z',
  akashiVersion: '0.1.0',
};

const page = renderReport(model);

test('records around index are those that most persons have before it, with their shares', () => {
  expect(page).toContain('<td>I10</td>');
  expect(page).toContain('617');
  expect(page).toContain('50.0%');
  expect(page).not.toContain('Never before');
});

test('every text stands in both languages', () => {
  expect(page).toContain('<span class="ja" lang="ja">コホート報告書</span>');
  expect(page).toContain('<span class="en" lang="en">Cohort report</span>');
  const japanese = page.match(/<(?:span|tspan|div) class="ja"/g)?.length;
  const english = page.match(/<(?:span|tspan|div) class="en"/g)?.length;
  expect(japanese).toBeGreaterThan(50);
  expect(english).toBe(japanese);
});

test('no placeholder is left unfilled', () => {
  const prose = page.replace(/<style>[\s\S]*?<\/style>|<pre>[\s\S]*?<\/pre>/g, '');
  expect(prose.match(/\{\w+[|}]/g)).toBeNull();
});

test('nothing is loaded from anywhere and nothing runs', () => {
  expect(page).toContain(`default-src 'none'`);
  expect(page).not.toMatch(/<script|<link|<iframe|<img|@import|url\(|https?:|\ssrc="|\son\w+="/i);
});

test('hostile names are shown as text', () => {
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; &quot;狭心症&quot;');
});

test('elements are balanced', () => {
  const open: string[] = [];
  for (const [, slash, tag = '', selfClosed] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/g)) {
    if (selfClosed || /^(meta|input)$/.test(tag)) continue;
    if (slash) expect(open.pop()).toBe(tag);
    else open.push(tag);
  }
  expect(open).toEqual([]);
});

test('withheld counts are never numbers, and the note says so', () => {
  expect(page).toContain('&lt;10');
  expect(page).toContain('—*');
  expect(page).toContain('stroke-dasharray');
  expect(page).toMatch(/10\s未満の人数は表示しません/);
});

test('absent tables are left out, derived ones are marked', () => {
  expect(page).not.toContain('<code>note</code>');
  expect(page).toContain('Derived by Akashi');
});

test('the same model gives the same text', () => {
  expect(renderReport(model)).toBe(page);
});
