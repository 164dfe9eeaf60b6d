import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlight } from '../../renderer/components/highlight.ts';

test('colouring never changes the text', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.stringMatching(/^[ -~]*('[a-z]*'|"[a-z]*"|--|\d+|SELECT)[ -~]*$/),
  );
  fc.assert(
    fc.property(texts, fc.constantFrom('json' as const, 'sql' as const), (line, language) => {
      const joined = highlight(language, line)
        .map(({ text }) => text)
        .join('');
      expect(joined).toBe(line);
    }),
  );
});

test('names, texts, numbers and words of JSON are told apart', () => {
  const kinds = highlight('json', '"Type": "First", "Days": -3.5, "ok": true').map(({ kind, text }) => [
    kind,
    text,
  ]);
  expect(kinds).toEqual(
    expect.arrayContaining([
      ['key', '"Type":'],
      ['string', '"First"'],
      ['number', '-3.5'],
      ['keyword', 'true'],
    ]),
  );
});

test('a word inside a SQL text is no keyword', () => {
  const kinds = highlight('sql', 'SELECT \'from here\' FROM "select" -- where').map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'keyword')).toHaveLength(2);
  expect(kinds.at(-1)).toBe('comment');
});
