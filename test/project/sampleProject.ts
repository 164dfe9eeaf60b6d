import type { Project } from '../../shared/project/project.ts';
import type { ProjectContent } from '../../shared/project/projectText.ts';

type Result = Project['results'][number];

export const sampleResult: Result = {
  cohort: 'c-adults',
  name: 'adults',
  title: '成人 / Adults',
  hash: 'a'.repeat(64),
  persons: 1200,
  entries: { withheld: 'complementary', below: 10 },
  attrition: {
    entry: 2000,
    rules: [
      {
        index: 0,
        name: 'age',
        enabled: true,
        passes: 1300,
        aloneRemoves: { withheld: 'small', below: 10 },
        remaining: 1200,
      },
    ],
    final: 1200,
    exits: [{ reason: 'observationEnd', persons: 1200 }],
  },
  ageAtIndex: [{ from: 40, to: 44, male: 600, female: 600, unknown: 0 }],
  sex: [{ sex: 'male', persons: 600 }],
  calendar: { unit: 'year', periods: [{ period: '2024', entries: 1200 }] },
  duration: { median: 100, lower: 20.5, upper: 400 },
  provenance: {
    releaseId: 'demo',
    releaseDigest: 'd'.repeat(64),
    definitionHash: 'a'.repeat(64),
    method: 'circe',
    engine: 'DuckDB',
    akashiVersion: '0.1.0',
    generatedAt: '2026-04-01T00:00:00Z',
    milliseconds: 12,
  },
};

/** A project with one of everything. */
export const sampleContent: ProjectContent = {
  release: { id: 'demo', digest: 'd'.repeat(64), title: 'デモ / Demo', minimumCell: 10 },
  definitions: [
    {
      id: 'c-adults',
      name: 'adults',
      definition: { PrimaryCriteria: { z: 1, a: [1, 2] }, unknownKey: null },
    },
  ],
  combinations: [{ id: 'c-both', name: 'both', operation: 'union', members: ['c-adults', 'c-adults'] }],
  drafts: [{ id: 'd1', name: 'adults', cohort: 'c-adults', document: { title: '成人' }, rulesOff: [1] }],
  versions: [
    {
      id: 'v1',
      lineage: 'c-adults',
      at: '2026-04-01T00:00:00Z',
      name: 'adults',
      note: '',
      reason: 'saved',
      document: { PrimaryCriteria: {} },
    },
  ],
  studies: [{ id: 's1', name: 'trial', text: '{"akashiStudy": 1,', findings: [] }],
  arrangements: [{ cohort: 'c-adults', rules: [{ index: 0, enabled: false }] }],
  results: [sampleResult],
};

export const sampleFinding: ProjectContent['studies'][number]['findings'][number] = {
  id: 'f1',
  studyHash: 'a',
  releaseId: 'demo',
  releaseDigest: 'b',
  outcome: '1',
  code: 'K25.4',
  name: '出血性胃潰瘍 / Bleeding gastric ulcer',
  timeAtRisk: 'on-treatment',
  timeAtRiskName: '服用中 / On treatment',
  persons: '全員 / everybody',
  against: 'unexposed',
  ratio: { estimate: 5.27, lower: 3.16, upper: null },
  adjustedP: 0.0001,
  signal: true,
  history: [{ at: '2026-04-01T09:00:00.000Z', by: 'A', status: 'open', reason: '' }],
};
