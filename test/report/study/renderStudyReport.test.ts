import { expect, test } from 'vitest';
import { publishCount } from '../../../shared/disclosure/outputRules.ts';
import type { ReleaseCard } from '../../../shared/release/releaseCard.ts';
import { renderStudyReport } from '../../../shared/report/study/renderStudyReport.ts';
import { studyTables } from '../../../shared/report/study/studyTables.ts';
import { analyseComparison } from '../../../shared/study/analysis/analyseComparison.ts';
import { publishComparison } from '../../../shared/study/result/publishComparison.ts';
import { inventedStudy } from '../../study/effects/inventedStudy.ts';

const hostile = `<img src=x onerror="alert('1')"> & "群"`;
const rules = { minimumCell: 10 };

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
  digest: 'abc',
  persons: 2000,
  withdrawnSince: null,
  tables: [],
  coverage: null,
  notes: [],
};

const provenance = {
  releaseId: 'r-1',
  releaseDigest: 'abc',
  definitionHash: 'invented',
  method: 'weighting',
  engine: 'none',
  akashiVersion: '0',
  generatedAt: '2026-04-01T00:00:00.000Z',
  milliseconds: 1,
};

function reported(specification: Record<string, unknown>, effects: readonly number[] = [0, 0.6]) {
  const { input } = inventedStudy({ seed: 3, persons: 2_000, effects, specification });
  const { result } = analyseComparison(input, () => {});
  const published = publishComparison({ ...result, provenance }, input.specification, rules, (persons) =>
    publishCount(persons.length, rules),
  );
  return {
    card,
    study: input.specification,
    result: published,
    locale: 'ja' as const,
    generatedAt: provenance.generatedAt,
  };
}

const draw = async () => '<svg data-drawn="yes"></svg>';

test('a report says protocol, attrition, diagnostics, effects and provenance in both languages, everything escaped', async () => {
  const model = reported({ name: hostile });
  expect(model.result.pairs[0]?.outcomes[0]?.estimates).not.toBeNull();
  const html = await renderStudyReport(model, draw);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img');
  for (const words of [
    '研究計画',
    'Protocol',
    'ハザード比',
    'Hazard ratio',
    '標準化差',
    '限界',
    'Limitations',
    'E-value',
  ]) {
    expect(html).toContain(words);
  }
  expect(html).toContain(model.result.studyHash);
  expect(html.match(/data-drawn/g)?.length ?? 0).toBeGreaterThan(6);
  expect(await renderStudyReport(model, draw)).toBe(html);
});

test('what diagnostics blind is not in the report, nor in any table', async () => {
  const model = reported({ thresholds: { equipoise: 1 } });
  const [outcome] = model.result.pairs[0]?.outcomes ?? [];
  expect(outcome?.blinding).toMatchObject({ failed: ['equipoise'], override: null });
  const html = await renderStudyReport(model, draw);
  expect(html).toContain('診断に適合しないため、効果を表示しません');
  expect(html).not.toContain('E 値（');
  const tables = studyTables(model.result, 'en').map(({ id }) => id);
  expect(tables.some((id) => id.endsWith('-diagnostics'))).toBe(true);
  expect(tables.some((id) => id.endsWith('-estimates') || id.endsWith('-curves'))).toBe(false);
});

test('several arms are compared at once, and every table has a file of its own', async () => {
  const model = reported({}, [0, 0.3, 0.6]);
  const html = await renderStudyReport(model, draw);
  expect(html).toContain('全群の同時比較');
  const ids = studyTables(model.result, 'ja').map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { table } of studyTables(model.result, 'ja')) {
    for (const row of table.rows) expect(row.length).toBe(table.columns.length);
  }
});
