import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { direction, eventLines, figure } from '../../renderer/screens/safety/table/eventRows.ts';
import type { PublishedCount } from '../../shared/disclosure/publishedCount.ts';
import type { SafetyComparison, SafetyRow } from '../../shared/study/safety/safetyResult.ts';

const rate = (estimate: number) => ({ estimate, lower: estimate / 2, upper: estimate * 2 });

function row(
  id: string,
  parents: readonly string[],
  ratio: number | null,
  n: PublishedCount = 20,
): SafetyRow {
  const comparison: SafetyComparison = {
    with: 'unexposed',
    rateRatio: ratio === null ? null : rate(ratio),
    rateDifference: null,
    riskRatio: null,
    riskDifference: null,
    numberNeededToHarm: null,
    p: ratio === null ? null : 1 / ratio,
    adjustedP: null,
    calibrated: null,
    signal: false,
  };
  const group = { persons: 100, withEvent: n, events: n, personYears: 90, rate: null };
  return {
    id,
    code: id.toUpperCase(),
    name: `${id}の病気 / Disease ${id}`,
    parents,
    level: parents.length,
    groups: [group, group],
    against: [comparison],
  };
}

const rows = [
  row('b', [], 1),
  row('a', [], null),
  row('a2', ['a'], 3),
  row('a1', ['a'], 2),
  row('a11', ['a1', 'b'], 4),
];
const all = { search: '', within: null, picked: null, against: 'unexposed' as const };
const tree = { column: 'event' as const, descending: false };
const ids = (lines: ReturnType<typeof eventLines>) => lines.map(({ row: { id } }) => id);

describe('rows of the event table', () => {
  test('as a hierarchy, by code, each under the first of those above it', () => {
    const lines = eventLines(rows, all, tree, new Set(), 'en');
    expect(lines.map(({ row: { id }, depth, open }) => [id, depth, open])).toEqual([
      ['a', 0, true],
      ['a1', 1, true],
      ['a11', 2, null],
      ['a2', 1, null],
      ['b', 0, null],
    ]);
  });

  test('what is closed hides what is below it, and searching opens it', () => {
    expect(ids(eventLines(rows, all, tree, new Set(['a']), 'en'))).toEqual(['a', 'b']);
    const found = eventLines(rows, { ...all, search: 'Ａ１１' }, tree, new Set(['a']), 'ja');
    expect(found.map(({ row: { id }, isContext }) => [id, isContext])).toEqual([
      ['a', true],
      ['a1', true],
      ['a11', false],
    ]);
  });

  test('a chapter keeps what is below it; outcomes picked out keep themselves', () => {
    const list = { column: 'code' as const, descending: false };
    expect(ids(eventLines(rows, { ...all, within: 'a1' }, list, new Set(), 'en'))).toEqual(['a1', 'a11']);
    expect(ids(eventLines(rows, { ...all, picked: ['b', 'a2'] }, list, new Set(), 'en'))).toEqual([
      'a2',
      'b',
    ]);
  });

  test('what has no figure comes last both ways', () => {
    for (const descending of [true, false]) {
      const lines = ids(eventLines(rows, all, { column: 'rateRatio', descending }, new Set(), 'en'));
      expect(lines.at(-1)).toBe('a');
      const rest = lines.slice(0, -1);
      expect(descending ? rest.toReversed() : rest).toEqual(['b', 'a1', 'a2', 'a11']);
    }
  });

  test('a withheld small count lies below every shown one, a complementary one has none', () => {
    const small = row('s', [], 1, { withheld: 'small', below: 10 });
    expect(figure(small, 'n', 'unexposed')).toBeLessThan(10);
    expect(figure(small, 'n', 'unexposed')).toBeGreaterThan(0);
    expect(figure(row('c', [], 1, { withheld: 'complementary', below: 10 }), 'n', 'unexposed')).toBeNull();
  });

  test('every order lists just the same rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(30), fc.option(fc.double({ min: 0.1, max: 9, noNaN: true }))), {
          maxLength: 30,
        }),
        fc.boolean(),
        (drawn, descending) => {
          const made = drawn.map(([above, ratio], i) => row(`n${i}`, above < i ? [`n${above}`] : [], ratio));
          const expected = made.map(({ id }) => id).sort();
          for (const column of ['event', 'code', 'rateRatio', 'p', 'n', 'nnh'] as const) {
            const found = ids(eventLines(made, all, { column, descending }, new Set(), 'en'));
            expect([...found].sort()).toEqual(expected);
          }
        },
      ),
    );
  });

  test('raised or lowered is said only after double FDR', () => {
    const comparison = row('x', [], 4).against[0] as SafetyComparison;
    expect(direction(comparison, 0.05)).toBeNull();
    expect(direction({ ...comparison, adjustedP: 0.01 }, 0.05)).toBe('raised');
    expect(direction({ ...comparison, adjustedP: 0.06 }, 0.05)).toBeNull();
    expect(direction({ ...comparison, adjustedP: 0.01, rateRatio: rate(0.2) }, 0.05)).toBe('lowered');
    expect(
      direction(
        { ...comparison, adjustedP: 0.01, rateRatio: { estimate: null, lower: 1.2, upper: null } },
        0.05,
      ),
    ).toBe('raised');
  });
});
