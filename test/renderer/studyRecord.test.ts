import { expect, test } from 'vitest';
import { studyRecord } from '../../renderer/platform/workRecords.ts';
import { sampleFinding } from '../project/sampleProject.ts';

const stamp = { writer: 'w', revision: 1 };
const read = (study: object) =>
  studyRecord.safeParse({ id: 's', position: 0, text: JSON.stringify(study), stamp });

test('a kept study comes back with its findings, and one from before them as it was', () => {
  const study = { id: 's', name: 'n', text: '{}' };
  expect(read(study).data?.text).toEqual(study);
  const found = { ...study, findings: [sampleFinding] };
  expect(read(found).data?.text).toEqual(found);
});

test('a study with a finding that nobody judged is set aside', () => {
  const broken = { id: 's', name: 'n', text: '{}', findings: [{ ...sampleFinding, history: [] }] };
  expect(read(broken).success).toBe(false);
});
