import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPlace } from '../../renderer/screens/studies/jsonPlace.ts';
import { valueAt } from '../../shared/cohort/edit/jsonEdit.ts';

/** Every path of a JSON value. */
function pathsOf(value: unknown): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((member, i) => [i, member])
    : Object.entries(value);
  return entries.flatMap(([part, member]) => [[part], ...pathsOf(member).map((rest) => [part, ...rest])]);
}

test('every path leads to its key or value, however the text is laid out', () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 4 }), fc.constantFrom(0, 2, '\t'), (object, space) => {
      const text = JSON.stringify(object, null, space);
      const document: unknown = JSON.parse(text);
      for (const path of pathsOf(document)) {
        const rest = text.slice(jsonPlace(text, path));
        const part = path.at(-1);
        const expected =
          typeof part === 'string'
            ? JSON.stringify(part)
            : JSON.stringify(valueAt(document, path), null, space)?.[0];
        expect(rest.startsWith(expected ?? '?')).toBe(true);
      }
    }),
  );
});

test('a path that is not there leads to what holds it, and a text that is no JSON to its beginning', () => {
  const text = '{"a": {"b": 1}}';
  expect(text.slice(jsonPlace(text, ['a', 'c'])).startsWith('{"b"')).toBe(true);
  expect(jsonPlace('not json', ['a'])).toBe(0);
  expect(jsonPlace('', ['a'])).toBe(0);
});
