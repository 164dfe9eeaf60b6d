import { expect, test } from 'vitest';
import { localeOf, parseInvocation } from '../../main/cli/usage.ts';

const english = { LANG: 'en_GB.UTF-8' };

test('the demo has defaults and takes numbers with separators', () => {
  expect(parseInvocation(['demo'], english)).toMatchObject({
    command: 'demo',
    persons: 20_000,
    out: 'akashi-demo',
  });
  expect(parseInvocation(['demo', '--persons', '1_000_000', '--seed', '7'], english)).toMatchObject({
    persons: 1_000_000,
    seed: 7,
  });
});

test('definitions may follow their flag in a row', () => {
  expect(
    parseInvocation(['cohorts', 'rel', '--definitions', 'a', 'b', 'c', '--out', 'x.csv', '--json'], english),
  ).toMatchObject({ release: 'rel', definitions: ['a', 'b', 'c'], out: 'x.csv', json: true });
});

test('tables of reports may follow their flag in a row', () => {
  const study = ['study', 'rel', 's.json', '--out', 'x'];
  expect(parseInvocation(study, english)).toMatchObject({ release: 'rel', study: 's.json', reports: [] });
  expect(parseInvocation([...study, '--reports', 'a.csv', 'b.csv'], english)).toMatchObject({
    study: 's.json',
    reports: ['a.csv', 'b.csv'],
  });
});

test.each([
  [['study', 'rel', 's.json', 'more.json', '--out', 'x']],
  [['nonsense']],
  [['open']],
  [['open', 'a', 'b']],
  [['cohorts', 'rel', '--out', 'x.csv']],
  [['cohorts', 'rel', '--definitions', 'a']],
  [['demo', '--persons', '-3']],
  [['demo', '--persons', '10000001']],
  [['demo', '--seed', '1.5']],
  [['demo', '--kind', 'open']],
  [['demo', '--unknown']],
  [['open', 'a', '--lang', 'fr']],
])('%j is wrong usage', (args) => {
  expect(() => parseInvocation(args, english)).toThrow(expect.objectContaining({ code: 'cli.usage' }));
});

test('the language comes from the flag, then from the environment, and is Japanese otherwise', () => {
  expect(localeOf('en', { LANG: 'ja_JP.UTF-8' })).toBe('en');
  expect(localeOf(undefined, { LANG: 'ja_JP.UTF-8' })).toBe('ja');
  expect(localeOf(undefined, { LC_ALL: 'en_US.UTF-8', LANG: 'ja_JP.UTF-8' })).toBe('en');
  expect(localeOf(undefined, { LANG: 'C.UTF-8' })).toBe('en');
  expect(localeOf(undefined, {})).toBe('ja');
});
