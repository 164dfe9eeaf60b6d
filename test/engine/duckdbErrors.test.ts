import { expect, test } from 'vitest';
import { errorClassOf, toEngineError } from '../../shared/engine/duckdbErrors.ts';

test.each([
  ['Catalog Error: Table with name x does not exist!', 'Catalog'],
  ['Out of Memory Error: failed to allocate', 'Out of Memory'],
  ['{"exception_type":"Out of Memory","exception_message":"could not allocate"}', 'Out of Memory'],
  ['something else: 山田', 'Unknown'],
])('%s', (message, expected) => {
  expect(errorClassOf(new Error(message))).toBe(expected);
});

test('memory that ran out is said with the limit, a value in a message never is', () => {
  const full = toEngineError(new Error('{"exception_type":"Out of Memory","exception_message":"x"}'), 3e9);
  expect(full).toMatchObject({ code: 'engine.outOfMemory', params: { limitBytes: 3e9 } });
  const wrong = toEngineError(new Error('Conversion Error: Could not convert string 山田 to INT32'), 3e9);
  expect(JSON.stringify([wrong.code, wrong.params])).not.toContain('山田');
});
