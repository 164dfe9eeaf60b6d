import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonLine, jsonDiff } from '../../renderer/screens/builder/versions/jsonDiff.ts';

const documents = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  fc.oneof(fc.nat(3), fc.array(fc.nat(3), { maxLength: 30 })),
);
const texts = (lines: readonly JsonLine[], wanted: string) =>
  lines.flatMap((line) => ('text' in line && line.kind === wanted ? [line.text] : []));

test('there are lines exactly where the documents differ, and each is in the document it is said to be in', () => {
  fc.assert(
    fc.property(documents, documents, (before, after) => {
      const lines = jsonDiff(before, after);
      const [old, young] = [before, after].map((one) => JSON.stringify(one, null, 2).split('\n'));
      expect(lines.length === 0).toBe(old?.join('\n') === young?.join('\n'));
      if (lines.length === 0) return;
      const skipped = lines.reduce((sum, line) => sum + (line.kind === 'skipped' ? line.count : 0), 0);
      const same = texts(lines, 'same').length + skipped;
      expect(texts(lines, 'removed').length + same).toBe(old?.length);
      expect(texts(lines, 'added').length + same).toBe(young?.length);
      expect(texts(lines, 'removed').every((text) => old?.includes(text))).toBe(true);
      expect(texts(lines, 'added').every((text) => young?.includes(text))).toBe(true);
    }),
  );
});
